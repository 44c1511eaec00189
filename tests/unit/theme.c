/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "theme.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct vb_err err;

/* A table of the given text; NULL with err filled when it is refused. */
static struct vb_themes *
table(const char *text)
{
	char path[] = "/tmp/verbale-theme-XXXXXX";
	int fd = mkstemp(path);
	struct vb_themes *themes;

	cr_assert(fd >= 0);
	cr_assert_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	themes = vb_themes_load(path, &err);
	unlink(path);
	return themes;
}

static bool
carries(const struct vb_themes *themes, const char *slug, const struct vb_theme_context *context)
{
	struct vb_folder *folder = vb_folder_new(&err);
	uint64_t tags = vb_theme_tag(themes, folder, context);

	vb_folder_free(folder);
	return tags >> vb_theme_by_slug(themes, slug) & 1;
}

static bool
says(const struct vb_themes *themes, const char *slug, const char *text)
{
	return carries(themes, slug, &(struct vb_theme_context){.text = text, .size = strlen(text)});
}

static const char small[] =
	"[norms]\nen = Norms\nzh = 规范\n"
	"strong = 负责任国家行为, voluntary norm*, rules\\, norms\n"
	"weak = 规范, 框架 + 执行\n\t, norms\n"
	"mask = 法律规范\n"
	"[threats]\nstrong = 网络威胁\nheading = 2\nlead-in = 2\n";

Test(theme, one_strong_phrase_is_enough)
{
	struct vb_themes *themes = table(small);

	cr_assert(says(themes, "norms", "促进负责任国家行为"));
	cr_assert(says(themes, "norms", "Voluntary Norms apply"));
	cr_assert(says(themes, "norms", "on rules, norms and principles"));
	cr_assert_not(says(themes, "threats", "促进负责任国家行为"));
	vb_themes_free(themes);
}

Test(theme, one_weak_phrase_is_not_enough_but_two_are)
{
	struct vb_themes *themes = table(small);

	cr_assert_not(says(themes, "norms", "规范很重要。规范是规范。"));
	cr_assert(says(themes, "norms", "规范很重要，执行这一框架"));
	cr_assert_not(says(themes, "norms", "执行这一计划"));
	vb_themes_free(themes);
}

Test(theme, a_masked_phrase_says_nothing)
{
	struct vb_themes *themes = table(small);

	cr_assert_not(says(themes, "norms", "法律规范，执行这一框架"));
	cr_assert(says(themes, "norms", "法律规范和规范，执行这一框架"));
	vb_themes_free(themes);
}

Test(theme, width_script_and_blanks_are_no_difference)
{
	struct vb_themes *themes = table(small);

	cr_assert(says(themes, "norms", "負責任 國家行為"));
	cr_assert(says(themes, "norms", "ＶＯＬＵＮＴＡＲＹ ＮＯＲＭＳ"));
	vb_themes_free(themes);
}

Test(theme, a_heading_helps_as_much_as_the_table_says)
{
	struct vb_themes *themes = table(small);
	const char *norms[] = {"负责任国家行为"}, *threats[] = {"网络威胁"};

	cr_assert_not(carries(themes, "norms", &(struct vb_theme_context){
		.text = "另外", .size = 6, .heading = norms, .heading_count = 1}));
	cr_assert(carries(themes, "norms", &(struct vb_theme_context){
		.text = "规范", .size = 6, .heading = norms, .heading_count = 1}));
	cr_assert(carries(themes, "threats", &(struct vb_theme_context){
		.text = "另外", .size = 6, .heading = threats, .heading_count = 1}));
	vb_themes_free(themes);
}

Test(theme, a_list_item_is_judged_with_its_lead_in)
{
	struct vb_themes *themes = table(small);

	cr_assert(carries(themes, "threats", &(struct vb_theme_context){
		.text = "另外", .size = 6, .lead_in = "网络威胁包括："}));
	vb_themes_free(themes);
}

Test(theme, names_are_shown_in_either_language_and_fall_back_to_the_slug)
{
	struct vb_themes *themes = table(small);

	cr_assert_eq(vb_themes_count(themes), 2);
	cr_assert_str_eq(vb_theme_label(themes, 0, "zh"), "规范");
	cr_assert_str_eq(vb_theme_label(themes, 0, "en"), "Norms");
	cr_assert_str_eq(vb_theme_label(themes, 1, "zh"), "threats");
	cr_assert_eq(vb_theme_by_slug(themes, "nothing"), -1);
	vb_themes_free(themes);
}

Test(theme, a_mistake_in_the_table_is_named_with_its_line)
{
	char text[400] = "[a]\nstrong = ";

	cr_assert_null(table("[norms]\nstrnog = x\n"));
	cr_assert(strstr(err.text, "line 2: unknown key: 'strnog'"), "%s", err.text);
	cr_assert_null(table("[a]\nen = A\n[b]\nen = B\n[a]\nen = A\n"));
	cr_assert(strstr(err.text, "stands twice: 'a'"), "%s", err.text);
	cr_assert_null(table("[A b]\nen = x\n"));
	cr_assert_null(table("[a]\nheading = 3\n"));
	cr_assert_null(table("[a]\nno pair here\n"));
	cr_assert(strstr(err.text, "line 2"), "%s", err.text);
	memset(text + strlen(text), 'x', 300);
	cr_assert_null(table(text));
	cr_assert(strstr(err.text, "line 2: longer than"), "%s", err.text);
	cr_assert_null(vb_themes_load("/nowhere/themes.ini", &err));
	cr_assert_eq(err.code, VB_IO);
}

Test(theme, the_table_that_comes_with_verbale_is_in_order)
{
	const char *tables = getenv("VERBALE_TABLES");
	struct vb_themes *themes;
	char ours[4096];

	cr_assert_not_null(tables, "VERBALE_TABLES must name the folder of the tables");
	snprintf(ours, sizeof(ours), "%s/themes.ini", tables);
	themes = vb_themes_load(ours, &err);
	cr_assert_not_null(themes, "%s", err.text);
	cr_assert_eq(vb_themes_count(themes), 26);
	for (size_t i = 0; i < vb_themes_count(themes); i++) {
		cr_assert_str_neq(vb_theme_label(themes, i, "en"), vb_theme_slug(themes, i));
		cr_assert_str_neq(vb_theme_label(themes, i, "zh"), vb_theme_slug(themes, i));
		cr_assert(says(themes, vb_theme_slug(themes, i), vb_theme_label(themes, i, "zh")) ||
			  says(themes, vb_theme_slug(themes, i), vb_theme_label(themes, i, "en")),
			  "%s does not know its own name", vb_theme_slug(themes, i));
	}
	vb_themes_free(themes);
}
