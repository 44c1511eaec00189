/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "theme_table.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

#define POINTS_STRONG 2
#define POINTS_WEAK 1
#define POINTS_CONTEXT 2	/* at most, of heading, lead-in and section */

struct loader {
	struct vb_themes *themes;
	struct vb_buf entries, parts, pieces;	/* of what the table will hold */
	struct vb_folder *folder;
	FILE *file;
	const char *path;
	const char *section;	/* the one being read */
	int line;		/* the last line read */
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

/* ---- phrases ---- */

static bool
add_piece(struct loader *loader, uint32_t part, uint8_t index, const char *text, size_t size)
{
	struct vb_theme_piece piece = {part, index};
	struct vb_folded folded;
	bool beginning;

	while (size > 0 && strchr(" \t", text[size - 1]) != NULL)
		size--;
	beginning = size > 1 && text[size - 1] == '*';
	vb_fold(loader->folder, text, beginning ? size - 1 : size, &folded);
	if (folded.len == 0)
		return complain(loader, "a phrase without a letter", NULL);
	vb_phrases_add(loader->themes->phrases, folded.text, folded.len,
		       (uint32_t)(loader->pieces.len / sizeof piece), beginning);
	vb_buf_add(&loader->pieces, &piece, sizeof piece);
	return true;
}

/* Cuts size bytes at a separator: *next is behind it, NULL at the end; returns the first piece's size. */
static size_t
cut(const char *text, size_t size, const char *separator, const char **next)
{
	size_t width = strlen(separator);

	for (size_t i = 0; i + width <= size; i++) {
		if (memcmp(text + i, separator, width) == 0) {
			*next = text + i + width;
			return i;
		}
	}
	*next = NULL;
	return size;
}

/* "a .. b": one part of two pieces. */
static bool
add_part(struct loader *loader, uint32_t entry, uint8_t index, const char *text, size_t size)
{
	struct vb_theme_part part = {entry, index, 0};
	uint32_t number = (uint32_t)(loader->parts.len / sizeof part);
	const char *end = text + size, *next;

	for (; text != NULL; text = next) {
		size_t length = cut(text, (size_t)(end - text), " .. ", &next);

		if (part.pieces == VB_THEME_PIECES)
			return complain(loader, "a part of more than 4 pieces", NULL);
		if (!add_piece(loader, number, part.pieces++, text, length))
			return false;
	}
	vb_buf_add(&loader->parts, &part, sizeof part);
	return true;
}

/* "a + b": one entry of two parts. */
static bool
add_phrase(struct loader *loader, const char *text, struct vb_theme_entry entry)
{
	uint32_t number = (uint32_t)(loader->entries.len / sizeof entry);
	const char *next;

	text += strspn(text, " \t");
	entry.text = vb_arena_strdup(&loader->themes->arena, text);
	for (; text != NULL; text = next) {
		size_t length = cut(text, strlen(text), " + ", &next);

		if (entry.parts == VB_THEME_PARTS)
			return complain(loader, "a phrase of more than 4 parts", NULL);
		if (!add_part(loader, number, entry.parts++, text, length))
			return false;
	}
	vb_buf_add(&loader->entries, &entry, sizeof entry);
	return true;
}

/* Phrases separated by commas; "\," is a comma of the phrase. */
static bool
add_phrases(struct loader *loader, const char *value, enum vb_theme_kind kind, unsigned points)
{
	bool all = strcmp(loader->section, "*") == 0;
	struct vb_theme_entry entry = {
		.theme = all ? VB_THEME_ALL : (uint8_t)(loader->themes->count - 1),
		.kind = (uint8_t)kind, .points = (uint8_t)points};
	struct vb_buf phrase = VB_BUF_INIT;
	bool ok = true;

	for (const char *at = value; ok; at++) {
		if (at[0] == '\\' && at[1] == ',') {
			vb_buf_char(&phrase, *++at);
		} else if (*at != ',' && *at != '\0') {
			vb_buf_char(&phrase, *at);
		} else {
			vb_buf_char(&phrase, '\0');
			if (phrase.data[strspn(phrase.data, " \t")] != '\0')
				ok = add_phrase(loader, phrase.data, entry);
			vb_buf_clear(&phrase);
			if (*at == '\0')
				break;
		}
	}
	vb_buf_fini(&phrase);
	return ok;
}

/* ---- sections and keys ---- */

static bool
read_points(struct loader *loader, const char *value, unsigned *out)
{
	if (strlen(value) != 1 || value[0] < '0' || value[0] > '0' + POINTS_CONTEXT)
		return complain(loader, "not 0, 1 or 2", value);
	*out = (unsigned)(value[0] - '0');
	return true;
}

static bool
open_section(struct loader *loader, const char *slug)
{
	struct vb_themes *themes = loader->themes;

	loader->section = vb_arena_strdup(&themes->arena, slug);
	if (strcmp(slug, "*") == 0)
		return true;
	if (vb_theme_by_slug(themes, slug) >= 0)
		return complain(loader, "the theme stands twice", slug);
	if (strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(slug) || *slug == '\0')
		return complain(loader, "a theme's slug is made of a-z, 0-9 and -", slug);
	if (themes->count == VB_THEME_MAX)
		return complain(loader, "more than 64 themes", NULL);
	themes->row[themes->count++] = (struct vb_theme_row){loader->section, "", "", 1, 1, 0};
	return true;
}

/* What holds for every theme. */
static bool
read_common(struct loader *loader, const char *name, const char *value)
{
	if (strcmp(name, "mask") == 0)
		return add_phrases(loader, value, VB_THEME_MASK, 0);
	if (strcmp(name, "formal") == 0)
		return add_phrases(loader, value, VB_THEME_FORMAL, 0);
	return complain(loader, "unknown key", name);
}

static bool
read_theme(struct loader *loader, const char *name, const char *value)
{
	struct vb_theme_row *row = &loader->themes->row[loader->themes->count - 1];

	if (strcmp(name, "en") == 0)
		row->en = vb_arena_strdup(&loader->themes->arena, value);
	else if (strcmp(name, "zh") == 0)
		row->zh = vb_arena_strdup(&loader->themes->arena, value);
	else if (strcmp(name, "strong") == 0)
		return add_phrases(loader, value, VB_THEME_PHRASE, POINTS_STRONG);
	else if (strcmp(name, "weak") == 0)
		return add_phrases(loader, value, VB_THEME_PHRASE, POINTS_WEAK);
	else if (strcmp(name, "mask") == 0)
		return add_phrases(loader, value, VB_THEME_MASK, 0);
	else if (strcmp(name, "heading") == 0)
		return read_points(loader, value, &row->heading);
	else if (strcmp(name, "lead-in") == 0)
		return read_points(loader, value, &row->lead_in);
	else if (strcmp(name, "section") == 0)
		return read_points(loader, value, &row->section);
	else
		return complain(loader, "unknown key", name);
	return true;
}

static int
read_pair(void *data, const char *section, const char *name, const char *value)
{
	struct loader *loader = data;

	if (loader->failed)
		return 0;
	if (loader->section == NULL || strcmp(loader->section, section) != 0)
		if (!open_section(loader, section))
			return 0;
	if (strcmp(section, "*") == 0)
		return read_common(loader, name, value);
	return read_theme(loader, name, value);
}

/* ---- the table ---- */

static void
keep(struct loader *loader)
{
	struct vb_themes *themes = loader->themes;

	themes->entries = (void *)loader->entries.data;
	themes->parts = (void *)loader->parts.data;
	themes->pieces = (void *)loader->pieces.data;
	themes->entry_count = loader->entries.len / sizeof *themes->entries;
	themes->part_count = loader->parts.len / sizeof *themes->parts;
	themes->piece_count = loader->pieces.len / sizeof *themes->pieces;
	vb_phrases_build(themes->phrases);
}

static void
read_table(struct loader *loader)
{
	int bad = ini_parse_stream(read_line, loader, read_pair, loader);

	if (bad > 0) {
		loader->line = bad;
		complain(loader, "neither [theme] nor key = phrases", NULL);
	}
	if (ferror(loader->file) && !loader->failed)
		loader->failed = !vb_err_errno(loader->err, "reading the themes: '%s'", loader->path);
}

struct vb_themes *
vb_themes_load(const char *path, struct vb_err *err)
{
	struct vb_themes *themes = vb_memory_zeros(1, sizeof *themes);
	struct loader loader = {.themes = themes, .path = path, .err = err};

	vb_arena_init(&themes->arena);
	themes->phrases = vb_phrases_new();
	loader.file = fopen(path, "re");
	if (loader.file == NULL) {
		loader.failed = !vb_err_errno(err, "reading the themes: '%s'", path);
	} else {
		loader.folder = vb_folder_new(err);
		loader.failed = loader.folder == NULL;
		if (!loader.failed)
			read_table(&loader);
		vb_folder_free(loader.folder);
		fclose(loader.file);
	}
	keep(&loader);
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
	free(themes->entries);
	free(themes->parts);
	free(themes->pieces);
	vb_arena_fini(&themes->arena);
	free(themes);
}
