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
	struct vb_theme_verdict verdict;

	vb_theme_judge(themes, folder, context, &verdict, NULL);
	vb_folder_free(folder);
	return verdict.tags >> vb_theme_by_slug(themes, slug) & 1;
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

Test(theme, a_phrase_inside_a_longer_one_of_its_theme_counts_once)
{
	struct vb_themes *themes = table("[a]\nweak = 网络威胁, 威胁, 攻击\n");

	cr_assert_not(says(themes, "a", "网络威胁很多"));
	cr_assert(says(themes, "a", "网络威胁，即威胁"));
	cr_assert(says(themes, "a", "网络威胁和攻击"));
	vb_themes_free(themes);
}

Test(theme, pieces_stand_in_their_order_close_together_and_in_one_clause)
{
	struct vb_themes *themes = table("[a]\nstrong = 执行 .. 框架, build* .. trust\n");

	cr_assert(says(themes, "a", "执行这一商定的框架"));
	cr_assert(says(themes, "a", "执行，执行框架"));
	cr_assert_not(says(themes, "a", "框架要执行"));
	cr_assert_not(says(themes, "a", "我们执行，框架"));
	cr_assert_not(says(themes, "a", "执行一二三四五六七八九十一二三四五六七框架"));
	cr_assert(says(themes, "a", "building a little trust"));
	cr_assert_not(says(themes, "a", "We build. Trust us"));
	vb_themes_free(themes);
}

Test(theme, a_mask_may_have_pieces_and_hides_all_between_them)
{
	struct vb_themes *themes = table("[a]\nstrong = 威胁\nmask = 应对 .. 威胁\n");

	cr_assert_not(says(themes, "a", "应对各种威胁"));
	cr_assert(says(themes, "a", "应对各种威胁；威胁不断"));
	vb_themes_free(themes);
}

Test(theme, a_title_masked_for_all_says_nothing_of_any)
{
	struct vb_themes *themes = table("[*]\nmask = 关于规范和威胁的决议\n"
					 "[a]\nstrong = 规范\n[b]\nstrong = 威胁\n");

	cr_assert_not(says(themes, "a", "大会通过关于规范和威胁的决议"));
	cr_assert_not(says(themes, "b", "大会通过关于规范和威胁的决议"));
	cr_assert(says(themes, "b", "关于规范和威胁的决议谈到威胁"));
	vb_themes_free(themes);
}

Test(theme, courtesy_under_a_heading_carries_nothing)
{
	struct vb_themes *themes = table("[*]\nformal = 意见如下\n[a]\nstrong = 规范\nheading = 2\n");
	const char *heading[] = {"规范"};
	struct vb_theme_context context = {.heading = heading, .heading_count = 1};

	context.text = "意见如下";
	context.size = strlen(context.text);
	cr_assert_not(carries(themes, "a", &context));
	context.text = "另外";
	context.size = strlen(context.text);
	cr_assert(carries(themes, "a", &context));
	vb_themes_free(themes);
}

Test(theme, an_outer_heading_alone_is_not_enough)
{
	struct vb_themes *themes = table("[a]\nstrong = 规范\nweak = 框架\nheading = 2\n");
	const char *heading[] = {"规范", "其他"};
	struct vb_theme_context context = {.heading = heading, .heading_count = 2};

	context.text = "另外";
	context.size = strlen(context.text);
	cr_assert_not(carries(themes, "a", &context));
	context.text = "框架";
	context.size = strlen(context.text);
	cr_assert(carries(themes, "a", &context));
	vb_themes_free(themes);
}

/* The tags of a document of paragraphs of one speaker, under no heading; a bit a passage. */
static unsigned
section(const struct vb_themes *themes, const char *const *texts, size_t count)
{
	struct vb_folder *folder = vb_folder_new(&err);
	struct vb_record passages[16];
	struct vb_theme_context contexts[16];
	struct vb_theme_verdict verdict;
	uint64_t tags[16];
	unsigned tagged = 0;

	memset(passages, 0, sizeof(passages));
	for (size_t i = 0; i < count; i++) {
		passages[i].state = passages[i].heading_group = passages[i].lead_in = "";
		passages[i].text = texts[i];
		passages[i].text_size = strlen(texts[i]);
		passages[i].kind = texts[i][0] == '1' ? VB_FOOTNOTE : VB_PARAGRAPH;
	}
	vb_theme_document(themes, folder, passages, count, contexts, tags);
	for (size_t i = 0; i < count; i++) {
		vb_theme_judge(themes, folder, &contexts[i], &verdict, NULL);
		cr_assert_eq(verdict.tags, tags[i], "passage %zu", i);
		tagged |= (unsigned)(verdict.tags & 1) << i;
	}
	vb_folder_free(folder);
	return tagged;
}

Test(theme, a_section_that_is_about_a_theme_extends_it_from_its_first_mention_on)
{
	struct vb_themes *themes = table("[a]\nstrong = 纲领\nsection = 2\n");
	const char *about[] = {"开头", "纲领", "1 注", "它", "纲领"}, *not[] = {"纲领", "它", "它", "它"};

	cr_assert_eq(section(themes, about, 5), 1u << 1 | 1u << 3 | 1u << 4);
	cr_assert_eq(section(themes, not, 4), 1u);
	vb_themes_free(themes);
}

Test(theme, of_two_themes_a_section_extends_the_one_it_speaks_of_more)
{
	struct vb_themes *themes = table("[a]\nstrong = 机制\nsection = 2\n"
					 "[b]\nstrong = 纲领\nsection = 2\n");
	const char *texts[] = {"纲领机制", "纲领", "纲领机制", "它"};

	cr_assert_eq(section(themes, texts, 4), 1u | 1u << 2);
	vb_themes_free(themes);
}

Test(theme, reasons_name_what_counted_and_what_was_hidden)
{
	struct vb_themes *themes = table("[a]\nstrong = 网络威胁\nweak = 威胁, 攻击\nmask = 抵御 .. 攻击\n");
	struct vb_folder *folder = vb_folder_new(&err);
	struct vb_buf reasons = VB_BUF_INIT;
	struct vb_theme_verdict verdict;
	const char *text = "网络威胁；抵御攻击";
	const struct vb_theme_reason *reason;

	vb_theme_judge(themes, folder,
		       &(struct vb_theme_context){.text = text, .size = strlen(text)}, &verdict, &reasons);
	reason = (const void *)reasons.data;
	cr_assert_eq(reasons.len / sizeof(*reason), 3);
	cr_assert_str_eq(reason[0].phrase, "网络威胁");
	cr_assert_eq(reason[0].points, 2);
	cr_assert_str_eq(reason[1].cover, "网络威胁");
	cr_assert_not(reason[1].masked);
	cr_assert_str_eq(reason[2].cover, "抵御 .. 攻击");
	cr_assert(reason[2].masked);
	cr_assert_eq(verdict.points[VB_THEME_TEXT][0], 2);
	vb_buf_fini(&reasons);
	vb_folder_free(folder);
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
	cr_assert_null(table("[*]\nstrong = x\n"));
	cr_assert_null(table("[a]\nstrong = a .. b .. c .. d .. e\n"));
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
