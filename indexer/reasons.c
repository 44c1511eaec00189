/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reasons.h"

#include <stdlib.h>
#include <string.h>

#include "generation.h"
#include "i18n.h"
#include "json_print.h"
#include "name.h"
#include "order.h"
#include "record.h"
#include "schema.h"
#include "theme.h"
#include "utf8.h"

#define ID_SIZE 16	/* hexadecimal digits of a passage's id */
#define BEGINNING 72	/* columns shown of a passage's text */
#define TRIES 10	/* for one name, when the index moves on meanwhile */

static const char *const sources[VB_THEME_SOURCES] = {"text", "lead-in", "heading", "section"};

struct reasons {
	struct xc_database *database;
	struct vb_themes *themes;
	struct vb_folder *folder;
	struct vb_arena arena;		/* of one document */
	struct vb_buf places, found;
	vb_reasons_fn *fn;
	void *data;
};

/* ---- one passage ---- */

static json_t *
reason_json(const struct vb_theme_reason *reason)
{
	json_t *json = json_object();

	json_object_set_new(json, "source", vb_json_string(sources[reason->source]));
	json_object_set_new(json, "phrase", vb_json_string(reason->phrase));
	json_object_set_new(json, "points", json_integer(reason->points));
	json_object_set_new(json, "masked_by",
			    reason->masked ? vb_json_string(reason->cover) : json_null());
	json_object_set_new(json, "inside", reason->cover != NULL && !reason->masked ?
			    vb_json_string(reason->cover) : json_null());
	return json;
}

/* A theme and all that speaks for it; NULL when nothing does. */
static json_t *
theme_json(const struct reasons *reasons, unsigned theme, const struct vb_theme_verdict *verdict)
{
	const struct vb_theme_reason *reason = (const void *)reasons->found.data;
	json_t *json = json_object(), *points = json_object(), *phrases = json_array();
	json_int_t total = 0;

	for (int source = 0; source < VB_THEME_SOURCES; source++) {
		total += verdict->points[source][theme];
		json_object_set_new(points, sources[source],
				    json_integer(verdict->points[source][theme]));
	}
	for (size_t i = 0; i < reasons->found.len / sizeof *reason; i++)
		if (reason[i].theme == theme)
			json_array_append_new(phrases, reason_json(&reason[i]));
	json_object_set_new(json, "theme", vb_json_string(vb_theme_slug(reasons->themes, theme)));
	json_object_set_new(json, "carried", json_boolean(verdict->tags >> theme & 1));
	json_object_set_new(json, "total", json_integer(total));
	json_object_set_new(json, "points", points);
	json_object_set_new(json, "phrases", phrases);
	if (total > 0 || json_array_size(phrases) > 0)
		return json;
	json_decref(json);
	return NULL;
}

static bool
tell(struct reasons *reasons, const struct vb_record *passage,
     const struct vb_theme_context *context, struct vb_err *err)
{
	struct vb_theme_verdict verdict;
	json_t *json = json_object(), *themes = json_array(), *theme;
	bool ok;

	vb_buf_clear(&reasons->found);
	vb_theme_judge(reasons->themes, reasons->folder, context, &verdict, &reasons->found);
	for (unsigned i = 0; i < vb_themes_count(reasons->themes); i++)
		if ((theme = theme_json(reasons, i, &verdict)) != NULL)
			json_array_append_new(themes, theme);
	json_object_set_new(json, "id", vb_json_string(passage->id));
	json_object_set_new(json, "path", vb_json_string(passage->path));
	json_object_set_new(json, "state",
			    *passage->state ? vb_json_string(passage->state) : json_null());
	json_object_set_new(json, "text", vb_json_string(passage->text));
	json_object_set_new(json, "formal", json_boolean(verdict.formal));
	json_object_set_new(json, "themes", themes);
	ok = reasons->fn(reasons->data, json, err);
	json_decref(json);
	return ok;
}

/* ---- one document ---- */

static bool
read_passage(struct reasons *reasons, uint32_t docid, struct vb_record *passage, struct vb_err *err)
{
	char *data = NULL;
	size_t size = 0;
	bool ok = xc_database_value(reasons->database, docid, VB_SLOT_RECORD, &data, &size,
				    err) &&
		vb_record_decode(data, size, &reasons->arena, passage, err);

	free(data);
	return ok;
}

/* All passages of a source, or the one with the id. */
static bool
tell_source(struct reasons *reasons, const char *path, const char *id, bool *any, struct vb_err *err)
{
	const struct vb_ordered *places;
	struct vb_theme_context *contexts;
	struct vb_record *passages;
	uint64_t *tags;
	size_t count;

	if (!vb_order_find(reasons->database, path, &reasons->places, err))
		return false;
	places = (const void *)reasons->places.data;
	count = reasons->places.len / sizeof *places;
	passages = vb_arena_array(&reasons->arena, count + 1, sizeof *passages);
	contexts = vb_arena_array(&reasons->arena, count + 1, sizeof *contexts);
	tags = vb_arena_array(&reasons->arena, count + 1, sizeof *tags);
	for (size_t i = 0; i < count; i++)
		if (!read_passage(reasons, places[i].docid, &passages[i], err))
			return false;
	vb_theme_document(reasons->themes, reasons->folder, passages, count, contexts,
			  tags);
	for (size_t i = 0; i < count; i++) {
		if (id != NULL && strcmp(passages[i].id, id) != 0)
			continue;
		*any = true;
		if (!tell(reasons, &passages[i], &contexts[i], err))
			return false;
	}
	return true;
}

/* ---- names ---- */

static bool
is_id(const char *name)
{
	return strlen(name) == ID_SIZE && strspn(name, "0123456789abcdef") == ID_SIZE;
}

/* The source of the passage with the id, in the arena; NULL when the index has none. */
static bool
find_source(struct reasons *reasons, const char *id, const char **path, struct vb_err *err)
{
	char term[sizeof VB_TERM_ID + ID_SIZE] = VB_TERM_ID;
	struct xc_postings *postings;
	struct vb_record passage;
	uint32_t docid;
	size_t count = 0;
	bool ok;

	*path = NULL;
	strcat(term, id);
	postings = xc_postings_open(reasons->database, term, strlen(term), err);
	ok = postings != NULL && xc_postings_read(postings, &docid, NULL, 1, &count, err);
	xc_postings_close(postings);
	if (ok && count > 0 && (ok = read_passage(reasons, docid, &passage, err)))
		*path = passage.path;
	return ok;
}

static bool
tell_named(struct reasons *reasons, const char *name, struct vb_err *err)
{
	const char *path = NULL;
	bool any = false;

	vb_arena_reset(&reasons->arena);
	if (is_id(name) && !find_source(reasons, name, &path, err))
		return false;
	if (path != NULL) {
		if (!tell_source(reasons, path, name, &any, err))
			return false;
	} else {
		path = vb_name_absolute(&reasons->arena, name, err);
		if (path == NULL || !tell_source(reasons, vb_name_escape(&reasons->arena, path),
						 NULL, &any, err))
			return false;
	}
	return any || vb_err_set(err, VB_INPUT, _("cannot explain: '%s': neither a passage nor a "
				 "file of the index"), name);
}

/* Nothing is told before all of a document is read, so what was cut short can be done again. */
static bool
tell_name(struct reasons *reasons, const char *folder, const char *name, struct vb_err *err)
{
	for (int try = 0; try < TRIES; try++) {
		if (tell_named(reasons, name, err))
			return true;
		if (err->code != VB_MODIFIED)
			return false;
		xc_database_close(reasons->database);
		reasons->database = vb_generation_read(folder, err);
		if (reasons->database == NULL)
			return false;
	}
	return false;
}

bool
vb_reasons(const struct vb_settings *settings, char *const *names, size_t count,
	   vb_reasons_fn *fn, void *data, struct vb_err *err)
{
	struct reasons reasons = {.fn = fn, .data = data};
	bool ok = (reasons.themes = vb_themes_load(settings->themes, err)) != NULL &&
		(reasons.folder = vb_folder_new(err)) != NULL &&
		(reasons.database = vb_generation_read(settings->database, err)) != NULL;

	vb_arena_init(&reasons.arena);
	for (size_t i = 0; ok && i < count; i++)
		ok = tell_name(&reasons, settings->database, names[i], err);
	xc_database_close(reasons.database);
	vb_folder_free(reasons.folder);
	vb_themes_free(reasons.themes);
	vb_buf_fini(&reasons.places);
	vb_buf_fini(&reasons.found);
	vb_arena_fini(&reasons.arena);
	return ok;
}

/* ---- for a person ---- */

static const char *
string(const json_t *json, const char *key)
{
	return json_string_value(json_object_get(json, key));
}

static json_int_t
number(const json_t *json, const char *key)
{
	return json_integer_value(json_object_get(json, key));
}

/* The beginning of a text, on one line, without control characters. */
static void
add_beginning(struct vb_buf *out, const char *text, int columns)
{
	size_t size = strlen(text), at = 0;
	char bytes[4];

	while (at < size && columns > 0) {
		uint32_t point = vb_utf8_next(text, size, &at);

		if (point < ' ' || vb_utf8_control(point))
			point = ' ';
		columns -= vb_utf8_columns(point);
		vb_buf_add(out, bytes, vb_utf8_put(point, bytes));
	}
	if (at < size)
		vb_buf_str(out, "…");
}

static void
add_phrase(struct vb_buf *out, const json_t *phrase)
{
	const char *mask = string(phrase, "masked_by"), *inside = string(phrase, "inside");

	vb_buf_printf(out, "    %lld  %-7s  ", (long long)number(phrase, "points"),
		      string(phrase, "source"));
	add_beginning(out, string(phrase, "phrase"), BEGINNING);
	if (mask != NULL) {
		vb_buf_str(out, _("  masked by: "));
		add_beginning(out, mask, BEGINNING);
	} else if (inside != NULL) {
		vb_buf_str(out, _("  inside: "));
		add_beginning(out, inside, BEGINNING);
	} else if (number(phrase, "points") == 0) {
		vb_buf_str(out, _("  counted already, or a part alone"));
	}
	vb_buf_char(out, '\n');
}

static void
add_theme(struct vb_buf *out, const json_t *theme)
{
	const json_t *points = json_object_get(theme, "points"), *phrase;
	const char *between = " (";
	size_t i;

	vb_buf_printf(out, "  %s %s: %lld", json_is_true(json_object_get(theme, "carried")) ? "+" : "-",
		      string(theme, "theme"), (long long)number(theme, "total"));
	for (int source = 0; source < VB_THEME_SOURCES; source++) {
		if (number(points, sources[source]) == 0)
			continue;
		vb_buf_printf(out, "%s%s %lld", between, sources[source],
			      (long long)number(points, sources[source]));
		between = ", ";
	}
	vb_buf_str(out, number(theme, "total") > 0 ? ")\n" : "\n");
	json_array_foreach(json_object_get(theme, "phrases"), i, phrase)
		add_phrase(out, phrase);
}

void
vb_reasons_text(const json_t *passage, struct vb_buf *out)
{
	const char *state = string(passage, "state");
	const json_t *theme;
	size_t i;

	vb_buf_printf(out, "%s  %s  ", string(passage, "id"), state != NULL ? state : "-");
	add_beginning(out, string(passage, "text"), BEGINNING);
	vb_buf_char(out, '\n');
	if (json_is_true(json_object_get(passage, "formal")))
		vb_buf_str(out, _("  courtesy or procedure: headings and section count nothing\n"));
	json_array_foreach(json_object_get(passage, "themes"), i, theme)
		add_theme(out, theme);
}
