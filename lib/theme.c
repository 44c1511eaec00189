/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "theme.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "memory.h"
#include "phrase.h"

#define POINTS_STRONG 2
#define POINTS_WEAK 1
#define POINTS_NEEDED 2
#define PARTS_MAX 4	/* of "a + b" */

struct theme {
	const char *slug, *en, *zh;
	int heading, lead_in;
};

/* A phrase of the table: points for a theme when all its parts stand in the text. */
struct entry {
	uint8_t theme;
	uint8_t points;		/* 0: a mask */
	uint8_t parts;		/* how many */
};

/* What the automaton reports: one part of one entry. */
struct part {
	uint32_t entry;
	uint8_t index;
};

struct vb_themes {
	struct vb_arena arena;
	struct theme theme[VB_THEME_MAX];
	size_t count;
	struct vb_buf entries, parts;	/* arrays of the structs above */
	struct vb_phrases *phrases;
};

/* ---- loading ---- */

struct loader {
	struct vb_themes *themes;
	struct vb_folder *folder;
	FILE *file;
	const char *path;
	int line;		/* the last line read */
	bool too_long;
	struct vb_err *err;
	bool failed;		/* err is filled */
};

static bool
complain(struct loader *loader, const char *what, const char *subject)
{
	if (!loader->failed)
		vb_err_set(loader->err, VB_USAGE, "reading the themes: '%s', line %d: %s%s%s%s",
			   loader->path, loader->line, what, subject ? ": '" : "",
			   subject ? subject : "", subject ? "'" : "");
	loader->failed = true;
	return false;
}

/* inih would take the rest of an over-long line for a line of its own. */
static char *
read_line(char *line, int size, void *data)
{
	struct loader *loader = data;
	char *got = fgets(line, size, loader->file);

	if (got == NULL || loader->failed)
		return NULL;
	loader->line++;
	if (strchr(got, '\n') == NULL && !feof(loader->file)) {
		complain(loader, "longer than 190 bytes: go on in the next line, after a blank", NULL);
		return NULL;
	}
	return got;
}

static bool
add_part(struct loader *loader, uint32_t entry, uint8_t index, char *text)
{
	struct vb_themes *themes = loader->themes;
	struct part part = {entry, index};
	struct vb_folded folded;
	size_t size = strlen(text);
	bool beginning = size > 1 && text[size - 1] == '*';

	vb_fold(loader->folder, text, beginning ? size - 1 : size, &folded);
	if (folded.len == 0)
		return complain(loader, "a phrase without a letter", NULL);
	vb_phrases_add(themes->phrases, folded.text, folded.len,
		       (uint32_t)(themes->parts.len / sizeof(part)), beginning);
	vb_buf_add(&themes->parts, &part, sizeof(part));
	return true;
}

/* "a + b": one entry of two parts. */
static bool
add_phrase(struct loader *loader, char *text, uint8_t points)
{
	struct vb_themes *themes = loader->themes;
	struct entry entry = {(uint8_t)(themes->count - 1), points, 0};
	uint32_t index = (uint32_t)(themes->entries.len / sizeof(entry));
	char *rest = text, *plus;

	do {
		plus = strstr(rest, " + ");
		if (plus != NULL)
			*plus = '\0';
		if (entry.parts == PARTS_MAX)
			return complain(loader, "a phrase of more than 4 parts", NULL);
		if (!add_part(loader, index, entry.parts++, rest))
			return false;
		rest = plus != NULL ? plus + 3 : NULL;
	} while (rest != NULL);
	vb_buf_add(&themes->entries, &entry, sizeof(entry));
	return true;
}

static bool
is_blank(const char *text)
{
	return text[strspn(text, " \t")] == '\0';
}

/* Phrases separated by commas; "\," is a comma of the phrase. */
static bool
add_phrases(struct loader *loader, const char *value, uint8_t points)
{
	struct vb_buf phrase = VB_BUF_INIT;
	bool ok = true;

	for (const char *at = value; ok; at++) {
		if (at[0] == '\\' && at[1] == ',') {
			vb_buf_char(&phrase, *++at);
		} else if (*at != ',' && *at != '\0') {
			vb_buf_char(&phrase, *at);
		} else {
			vb_buf_char(&phrase, '\0');
			if (!is_blank(phrase.data))
				ok = add_phrase(loader, phrase.data, points);
			vb_buf_clear(&phrase);
			if (*at == '\0')
				break;
		}
	}
	vb_buf_fini(&phrase);
	return ok;
}

static bool
read_points(struct loader *loader, const char *value, int *out)
{
	if (strlen(value) != 1 || value[0] < '0' || value[0] > '2')
		return complain(loader, "not 0, 1 or 2", value);
	*out = value[0] - '0';
	return true;
}

static bool
open_section(struct loader *loader, const char *slug)
{
	struct vb_themes *themes = loader->themes;

	if (vb_theme_by_slug(themes, slug) >= 0)
		return complain(loader, "the theme stands twice", slug);
	if (strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(slug) || *slug == '\0')
		return complain(loader, "a theme's slug is made of a-z, 0-9 and -", slug);
	if (themes->count == VB_THEME_MAX)
		return complain(loader, "more than 64 themes", NULL);
	themes->theme[themes->count++] = (struct theme){
		vb_arena_strdup(&themes->arena, slug), "", "", 1, 1};
	return true;
}

static int
read_pair(void *data, const char *section, const char *name, const char *value)
{
	struct loader *loader = data;
	struct vb_themes *themes = loader->themes;
	struct theme *theme;

	if (loader->failed)
		return 0;
	if (themes->count == 0 || strcmp(themes->theme[themes->count - 1].slug, section) != 0)
		if (!open_section(loader, section))
			return 0;
	theme = &themes->theme[themes->count - 1];
	if (strcmp(name, "en") == 0)
		theme->en = vb_arena_strdup(&themes->arena, value);
	else if (strcmp(name, "zh") == 0)
		theme->zh = vb_arena_strdup(&themes->arena, value);
	else if (strcmp(name, "strong") == 0)
		return add_phrases(loader, value, POINTS_STRONG);
	else if (strcmp(name, "weak") == 0)
		return add_phrases(loader, value, POINTS_WEAK);
	else if (strcmp(name, "mask") == 0)
		return add_phrases(loader, value, 0);
	else if (strcmp(name, "heading") == 0)
		return read_points(loader, value, &theme->heading);
	else if (strcmp(name, "lead-in") == 0)
		return read_points(loader, value, &theme->lead_in);
	else
		return complain(loader, "unknown key", name);
	return 1;
}

struct vb_themes *
vb_themes_load(const char *path, struct vb_err *err)
{
	struct vb_themes *themes = vb_memory_resize(NULL, 1, sizeof(*themes));
	struct loader loader = {.themes = themes, .path = path, .err = err};
	int bad;

	memset(themes, 0, sizeof(*themes));
	vb_arena_init(&themes->arena);
	themes->phrases = vb_phrases_new();
	loader.file = fopen(path, "re");
	if (loader.file == NULL) {
		loader.failed = !vb_err_errno(err, "reading the themes: '%s'", path);
		goto out;
	}
	loader.folder = vb_folder_new(err);
	if (loader.folder == NULL) {
		loader.failed = true;
		goto out;
	}
	bad = ini_parse_stream(read_line, &loader, read_pair, &loader);
	if (bad > 0) {
		loader.line = bad;
		complain(&loader, "neither [theme] nor key = phrases", NULL);
	}
	if (ferror(loader.file) && !loader.failed)
		loader.failed = !vb_err_errno(err, "reading the themes: '%s'", path);
	vb_phrases_build(themes->phrases);
out:
	vb_folder_free(loader.folder);
	if (loader.file != NULL)
		fclose(loader.file);
	if (loader.failed) {
		vb_themes_free(themes);
		return NULL;
	}
	return themes;
}

void
vb_themes_free(struct vb_themes *themes)
{
	if (themes == NULL)
		return;
	vb_phrases_free(themes->phrases);
	vb_buf_fini(&themes->entries);
	vb_buf_fini(&themes->parts);
	vb_arena_fini(&themes->arena);
	free(themes);
}

/* ---- looking up ---- */

size_t
vb_themes_count(const struct vb_themes *themes)
{
	return themes->count;
}

const char *
vb_theme_slug(const struct vb_themes *themes, size_t index)
{
	return themes->theme[index].slug;
}

const char *
vb_theme_label(const struct vb_themes *themes, size_t index, const char *language)
{
	const struct theme *theme = &themes->theme[index];
	const char *label = strcmp(language, "zh") == 0 ? theme->zh : theme->en;

	return *label != '\0' ? label : theme->slug;
}

int
vb_theme_by_slug(const struct vb_themes *themes, const char *slug)
{
	for (size_t i = 0; i < themes->count; i++)
		if (strcmp(themes->theme[i].slug, slug) == 0)
			return (int)i;
	return -1;
}

/* ---- tagging ---- */

/* Points of each theme: everything found, and what the strong phrases alone gave. */
struct tally {
	unsigned all[VB_THEME_MAX];
	unsigned strong[VB_THEME_MAX];
};

static bool
is_masked(const struct vb_themes *themes, const struct vb_phrase_match *match, size_t count,
	  const struct vb_phrase_match *one, unsigned theme)
{
	const struct part *parts = (const struct part *)(const void *)themes->parts.data;
	const struct entry *entries = (const struct entry *)(const void *)themes->entries.data;

	for (size_t i = 0; i < count; i++) {
		const struct entry *entry = &entries[parts[match[i].phrase].entry];

		if (entry->points == 0 && entry->theme == theme && match[i].start < one->end &&
		    one->start < match[i].end)
			return true;
	}
	return false;
}

/* Keeps the masks at the front of the list; returns how many there are. */
static size_t
masks_first(const struct vb_themes *themes, struct vb_phrase_match *match, size_t count)
{
	const struct part *parts = (const struct part *)(const void *)themes->parts.data;
	const struct entry *entries = (const struct entry *)(const void *)themes->entries.data;
	size_t masks = 0;

	for (size_t i = 0; i < count; i++) {
		if (entries[parts[match[i].phrase].entry].points == 0) {
			struct vb_phrase_match mask = match[i];

			match[i] = match[masks];
			match[masks++] = mask;
		}
	}
	return masks;
}

static void
count_points(const struct vb_themes *themes, const char *text, size_t size, struct tally *tally)
{
	const struct part *parts = (const struct part *)(const void *)themes->parts.data;
	const struct entry *entries = (const struct entry *)(const void *)themes->entries.data;
	size_t entry_count = themes->entries.len / sizeof(*entries);
	struct vb_buf matches = VB_BUF_INIT, found = VB_BUF_INIT;
	struct vb_phrase_match *match;
	size_t count, masks;

	memset(tally, 0, sizeof(*tally));
	vb_phrases_find(themes->phrases, text, size, &matches);
	match = (struct vb_phrase_match *)(void *)matches.data;
	count = matches.len / sizeof(*match);
	masks = masks_first(themes, match, count);
	/* One byte an entry: bit i says that its part i was found. */
	vb_buf_reserve(&found, entry_count);
	if (entry_count > 0)
		memset(found.data, 0, entry_count);
	for (size_t i = masks; i < count; i++) {
		const struct part *part = &parts[match[i].phrase];
		const struct entry *entry = &entries[part->entry];
		unsigned bits = (unsigned char)found.data[part->entry], bit = 1u << part->index;

		if ((bits & bit) || is_masked(themes, match, masks, &match[i], entry->theme))
			continue;
		found.data[part->entry] = (char)(bits | bit);
		if ((bits | bit) == (1u << entry->parts) - 1) {
			tally->all[entry->theme] += entry->points;
			if (entry->points == POINTS_STRONG)
				tally->strong[entry->theme] += entry->points;
		}
	}
	vb_buf_fini(&matches);
	vb_buf_fini(&found);
}

static void
count_folded(const struct vb_themes *themes, struct vb_folder *folder, const char *text,
	     size_t size, struct tally *tally)
{
	struct vb_folded folded;

	vb_fold(folder, text, size, &folded);
	count_points(themes, folded.text, folded.len, tally);
}

uint64_t
vb_theme_tag(const struct vb_themes *themes, struct vb_folder *folder,
	     const struct vb_theme_context *context)
{
	struct tally own, lead_in = {{0}, {0}}, heading;
	bool headed[VB_THEME_MAX] = {false};
	uint64_t tags = 0;

	count_folded(themes, folder, context->text, context->size, &own);
	if (context->lead_in != NULL && *context->lead_in != '\0')
		count_folded(themes, folder, context->lead_in, strlen(context->lead_in), &lead_in);
	for (size_t h = 0; h < context->heading_count; h++) {
		count_folded(themes, folder, context->heading[h], strlen(context->heading[h]),
			     &heading);
		for (size_t i = 0; i < themes->count; i++)
			headed[i] |= heading.strong[i] > 0;
	}
	for (size_t i = 0; i < themes->count; i++) {
		const struct theme *theme = &themes->theme[i];
		unsigned led = lead_in.strong[i] > 0 ? (unsigned)theme->lead_in : 0;
		unsigned above = headed[i] ? (unsigned)theme->heading : 0;
		bool said = own.all[i] > 0 || led > 0 || above >= POINTS_NEEDED;

		if (said && own.all[i] + led + above >= POINTS_NEEDED)
			tags |= UINT64_C(1) << i;
	}
	return tags;
}
