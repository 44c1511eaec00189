/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "manifest.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "date.h"
#include "edge.h"
#include "symbol.h"
#include "utf8.h"

#define MANIFEST_MAX ((size_t)64 << 20)	/* bytes */
#define COLUMNS_MAX 64

enum column { PATH, SYMBOL, TITLE, STATE, DATE, LANGUAGE, ORIGINAL, URL, KNOWN };

static const char *const names[KNOWN] = {"path", "symbol", "title", "state", "date", "language",
					 "original_language", "url"};

struct row {
	const char *field[KNOWN];	/* "" when it says nothing */
	const char *digest;
	const char *fault;		/* NULL when the row is good */
	size_t line;
	size_t order;
};

struct vb_manifest {
	struct vb_arena arena;
	const char *path;
	struct row *rows;	/* sorted by path, then line */
	size_t count;
	size_t *by_order;	/* rows in the order of the file */
};

struct reader {
	struct vb_manifest *manifest;
	const struct vb_states *states;
	int column[KNOWN];	/* position of each known column; -1 when there is none */
	size_t columns;
	size_t line;
	bool headed;
};

const struct vb_document_facts vb_manifest_nothing = {"", "", "", "", "", "", ""};

/* Splits a line at tabs; the fields are trimmed and "-" becomes "".  Returns how many. */
static size_t
split(struct vb_arena *arena, const char *line, size_t size, const char *field[COLUMNS_MAX])
{
	size_t count = 0;

	for (size_t start = 0; start <= size && count < COLUMNS_MAX;) {
		const char *tab = memchr(line + start, '\t', size - start), *text = line + start;
		size_t len = tab ? (size_t)(tab - text) : size - start;
		size_t next = start + len + 1;

		vb_edge_trim(&text, &len);
		field[count++] = len == 1 && *text == '-' ? "" : vb_arena_strndup(arena, text, len);
		start = next;
	}
	return count;
}

static bool
read_head(struct reader *r, const char *const *field, size_t count, struct vb_err *err)
{
	for (int k = 0; k < KNOWN; k++) {
		r->column[k] = -1;
		for (size_t i = 0; i < count; i++) {
			if (strcmp(field[i], names[k]) != 0)
				continue;
			if (r->column[k] >= 0)
				return vb_err_set(err, VB_INPUT,
						  "cannot read: '%s:%zu': column named twice: '%s'",
						  r->manifest->path, r->line, names[k]);
			r->column[k] = (int)i;
		}
	}
	if (r->column[PATH] < 0)
		return vb_err_set(
		    err, VB_INPUT,
		    "cannot read: '%s:%zu': no column named 'path' in the header line",
		    r->manifest->path, r->line);
	r->columns = count;
	r->headed = true;
	return true;
}

static bool
is_language(const char *code)
{
	size_t size = strlen(code);

	for (size_t i = 0; i < size; i++)
		if (code[i] < 'a' || code[i] > 'z')
			return false;
	return size == 2 || size == 3;
}

/*
 * The first fault of a row; NULL when it has none.  State, date and symbol take their canonical
 * form.
 */
static const char *
check_row(struct reader *r, struct row *row)
{
	struct vb_arena *arena = &r->manifest->arena;
	char date[VB_DATE_MAX], symbol[VB_SYMBOL_MAX];
	const struct vb_state *state;

	if (row->field[STATE][0]) {
		state = vb_state_by_code(r->states, row->field[STATE]);
		if (!state)
			return vb_arena_printf(arena, "unknown State: '%s'", row->field[STATE]);
		row->field[STATE] = state->code;
	}
	if (row->field[DATE][0]) {
		if (!vb_date_parse(row->field[DATE], strlen(row->field[DATE]), date))
			return vb_arena_printf(arena, "not a date: '%s'", row->field[DATE]);
		row->field[DATE] = vb_arena_strdup(arena, date);
	}
	for (int k = LANGUAGE; k <= ORIGINAL; k++)
		if (row->field[k][0] && !is_language(row->field[k]))
			return vb_arena_printf(arena, "not a language code: '%s'", row->field[k]);
	if (row->field[SYMBOL][0] &&
	    vb_symbol_parse(row->field[SYMBOL], strlen(row->field[SYMBOL]), symbol))
		row->field[SYMBOL] = vb_arena_strdup(arena, symbol);
	return strchr(row->field[PATH], '/') ? "path names no file of this folder" : NULL;
}

/* All that the row says, so that a change of it shows. */
static const char *
row_digest(struct vb_arena *arena, const struct row *row)
{
	struct vb_buf text = VB_BUF_INIT;
	const char *digest;

	for (int k = SYMBOL; k < KNOWN; k++)
		if (row->field[k][0])
			vb_buf_printf(&text, "%s=%s\n", names[k], row->field[k]);
	if (row->fault)
		vb_buf_printf(&text, "fault=%s\n", row->fault);
	digest = vb_arena_strndup(arena, text.data ? text.data : "", text.len);
	vb_buf_fini(&text);
	return digest;
}

static void
read_row(struct reader *r, const char *const *field, size_t count)
{
	struct vb_manifest *manifest = r->manifest;
	struct row *row = &manifest->rows[manifest->count];

	row->line = r->line;
	row->order = manifest->count;
	for (int k = 0; k < KNOWN; k++)
		row->field[k] =
		    r->column[k] >= 0 && (size_t)r->column[k] < count ? field[r->column[k]] : "";
	if (strncmp(row->field[PATH], "./", 2) == 0)
		row->field[PATH] += 2;
	if (!row->field[PATH][0])
		return;
	if (count > r->columns)
		row->fault = vb_arena_printf(
		    &manifest->arena, "more fields than the header line has columns: %zu", count);
	else
		row->fault = check_row(r, row);
	row->digest = row_digest(&manifest->arena, row);
	manifest->count++;
}

static int
by_path(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int order = strcmp(x->field[PATH], y->field[PATH]);

	return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* Sorts the rows; a file named twice is at fault both times, for neither row can be trusted. */
static void
settle(struct vb_manifest *manifest)
{
	struct row *rows = manifest->rows;

	if (manifest->count > 1)
		qsort(rows, manifest->count, sizeof *rows, by_path);
	manifest->by_order =
	    vb_arena_array(&manifest->arena, manifest->count + 1, sizeof *manifest->by_order);
	for (size_t i = 0; i < manifest->count; i++) {
		manifest->by_order[rows[i].order] = i;
		if (i > 0 && strcmp(rows[i].field[PATH], rows[i - 1].field[PATH]) == 0) {
			rows[i].fault =
			    vb_arena_printf(&manifest->arena, "'%s' stands on line %zu already",
					    rows[i].field[PATH], rows[i - 1].line);
			rows[i].digest = row_digest(&manifest->arena, &rows[i]);
			rows[i - 1].fault = rows[i].fault;
			rows[i - 1].line = rows[i].line;
			rows[i - 1].digest = rows[i].digest;
		}
	}
}

static bool
read_lines(struct reader *r, const char *bytes, size_t size, struct vb_err *err)
{
	const char *field[COLUMNS_MAX];

	for (size_t at = 0; at < size;) {
		const char *end = memchr(bytes + at, '\n', size - at), *line = bytes + at;
		size_t len = end ? (size_t)(end - line) : size - at, count;

		at += len + 1;
		r->line++;
		if (len > 0 && line[len - 1] == '\r')
			len--;
		if (len == 0 || line[0] == '#')
			continue;
		if (!vb_utf8_valid(line, len))
			return vb_err_set(err, VB_INPUT, "cannot read: '%s:%zu': not UTF-8",
					  r->manifest->path, r->line);
		count = split(&r->manifest->arena, line, len, field);
		if (r->headed)
			read_row(r, field, count);
		else if (!read_head(r, field, count, err))
			return false;
	}
	if (!r->headed)
		return vb_err_set(err, VB_INPUT, "cannot read: '%s': no header line",
				  r->manifest->path);
	return true;
}

static size_t
count_lines(const char *bytes, size_t size)
{
	size_t count = 1;

	for (size_t i = 0; i < size; i++)
		count += bytes[i] == '\n';
	return count;
}

bool
vb_manifest_parse(const struct vb_states *states, const char *path, const char *bytes,
		  size_t size, struct vb_manifest **out, struct vb_err *err)
{
	struct vb_manifest *manifest = calloc(1, sizeof *manifest);
	struct reader reader = {.manifest = manifest, .states = states};

	*out = NULL;
	if (!manifest)
		return vb_err_set(err, VB_MEMORY, "cannot read: '%s': no memory", path);
	vb_arena_init(&manifest->arena);
	manifest->path = vb_arena_strdup(&manifest->arena, path);
	manifest->rows =
	    vb_arena_array(&manifest->arena, count_lines(bytes, size), sizeof *manifest->rows);
	if (size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		bytes += 3;
		size -= 3;
	}
	if (!read_lines(&reader, bytes, size, err)) {
		vb_manifest_free(manifest);
		return false;
	}
	settle(manifest);
	*out = manifest;
	return true;
}

/* The whole file into a buffer; *found is false when there is none. */
static bool
read_file(const char *path, struct vb_buf *out, bool *found, struct vb_err *err)
{
	FILE *file = fopen(path, "re");
	char chunk[16384];
	size_t got;
	bool ok = true;

	*found = file != NULL;
	if (!file)
		return errno == ENOENT || vb_err_errno(err, "cannot read: '%s'", path);
	while (ok && (got = fread(chunk, 1, sizeof chunk, file)) > 0) {
		vb_buf_add(out, chunk, got);
		ok = out->len <= MANIFEST_MAX ||
		     vb_err_set(err, VB_INPUT, "cannot read: '%s': larger than %zu bytes", path,
				MANIFEST_MAX);
	}
	if (ok && ferror(file))
		ok = vb_err_errno(err, "cannot read: '%s'", path);
	fclose(file);
	return ok;
}

bool
vb_manifest_load(const struct vb_states *states, const char *folder,
		 struct vb_manifest **out, struct vb_err *err)
{
	struct vb_buf path = VB_BUF_INIT, text = VB_BUF_INIT;
	bool found, ok;

	*out = NULL;
	vb_buf_printf(&path, "%s/%s", folder, VB_MANIFEST_NAME);
	ok = read_file(path.data, &text, &found, err);
	if (ok && found)
		ok = vb_manifest_parse(states, path.data, text.data ? text.data : "", text.len, out,
				       err);
	vb_buf_fini(&text);
	vb_buf_fini(&path);
	return ok;
}

void
vb_manifest_free(struct vb_manifest *manifest)
{
	if (manifest)
		vb_arena_fini(&manifest->arena);
	free(manifest);
}

static const struct row *
find_row(const struct vb_manifest *manifest, const char *name)
{
	size_t low = 0, high = manifest ? manifest->count : 0;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(manifest->rows[middle].field[PATH], name);

		if (order == 0)
			return &manifest->rows[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool
vb_manifest_facts(const struct vb_manifest *manifest, const char *name,
		  struct vb_document_facts *facts, struct vb_err *err)
{
	const struct row *row = find_row(manifest, name);

	*facts = vb_manifest_nothing;
	if (!row)
		return true;
	if (row->fault)
		return vb_err_set(err, VB_INPUT, "cannot read: '%s:%zu': %s", manifest->path,
				  row->line, row->fault);
	*facts = (struct vb_document_facts){.symbol = row->field[SYMBOL],
						.title = row->field[TITLE],
						.state = row->field[STATE],
						.date = row->field[DATE],
						.language = row->field[LANGUAGE],
						.original_language = row->field[ORIGINAL],
						.url = row->field[URL]};
	return true;
}

const char *
vb_manifest_row(const struct vb_manifest *manifest, const char *name)
{
	const struct row *row = find_row(manifest, name);

	return row ? row->digest : "";
}

size_t
vb_manifest_count(const struct vb_manifest *manifest)
{
	return manifest ? manifest->count : 0;
}

const char *
vb_manifest_name(const struct vb_manifest *manifest, size_t index)
{
	return manifest->rows[manifest->by_order[index]].field[PATH];
}
