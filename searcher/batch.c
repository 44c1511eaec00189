/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "batch.h"
#include "i18n.h"
#include "parameter.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

void
vb_batch_init(struct vb_batch *batch, FILE *in, const char *name)
{
	*batch = (struct vb_batch){.in = in, .name = name, .text = VB_BUF_INIT};
}

void
vb_batch_fini(struct vb_batch *batch)
{
	json_decref(batch->object);
	vb_buf_fini(&batch->text);
}

void
vb_batch_blame(const struct vb_batch *batch, struct vb_err *err)
{
	vb_err_prefix(err, _("bad line: '%s', line %zu: "), batch->name, batch->line);
}

/* The next line into text, without its end; *end when there is none. */
static bool
read_line(struct vb_batch *batch, bool *end, struct vb_err *err)
{
	int c;

	vb_buf_clear(&batch->text);
	batch->line++;
	while ((c = getc_unlocked(batch->in)) != EOF && c != '\n') {
		if (batch->text.len == VB_BATCH_LINE_MAX)
			return vb_err_set(err, VB_LIMIT, _("longer than %d bytes"), VB_BATCH_LINE_MAX);
		vb_buf_char(&batch->text, (char)c);
	}
	if (ferror(batch->in))
		return vb_err_errno(err, _("cannot read: '%s'"), batch->name);
	*end = c == EOF && batch->text.len == 0;
	return true;
}

static bool
is_blank(const struct vb_buf *text)
{
	for (size_t i = 0; i < text->len; i++)
		if (text->data[i] != ' ' && text->data[i] != '\t' && text->data[i] != '\r')
			return false;
	return true;
}

/* A string, or a whole number as text (a year); NULL when it is neither. */
static const char *
text_of(const json_t *value, struct vb_arena *arena)
{
	if (json_is_string(value))
		return json_string_value(value);
	if (json_is_integer(value))
		return vb_arena_printf(arena, "%lld", (long long)json_integer_value(value));
	return NULL;
}

/* A filter of the line takes the place of the default's. */
static void
forget_default(struct vb_request *request, const char *name)
{
	enum vb_facet_name facet;
	bool unwanted;

	if (strcmp(name, "since") == 0) {
		request->since = NULL;
	} else if (strcmp(name, "until") == 0) {
		request->until = NULL;
	} else if (!vb_parameter_filter(name, &facet, &unwanted)) {
		return;
	} else if (unwanted) {
		request->filter[facet].unwanted = NULL;
		request->filter[facet].unwanted_count = 0;
	} else {
		request->filter[facet].wanted = NULL;
		request->filter[facet].wanted_count = 0;
	}
}

static bool
is_filter(const char *name)
{
	enum vb_facet_name facet;
	bool unwanted;

	return vb_parameter_filter(name, &facet, &unwanted) || strcmp(name, "since") == 0 ||
	       strcmp(name, "until") == 0;
}

static bool
read_filter(const char *name, const json_t *value, struct vb_arena *arena,
	    struct vb_request *request, struct vb_err *err)
{
	size_t count = json_is_array(value) ? json_array_size(value) : 1;

	if (!is_filter(name))
		return vb_err_set(err, VB_USAGE, _("unknown filter: '%s'"), name);
	forget_default(request, name);
	if (json_is_null(value))
		return true;
	for (size_t i = 0; i < count; i++) {
		const json_t *one = json_is_array(value) ? json_array_get(value, i) : value;
		const char *text = text_of(one, arena);

		if (!text)
			return vb_err_set(err, VB_USAGE,
					  _("bad filter: '%s': wants a string or a list of strings"), name);
		if (!vb_parameter_set(request, arena, name, text, err))
			return false;
	}
	return true;
}

static bool
read_filters(const json_t *value, struct vb_arena *arena, struct vb_request *request,
	     struct vb_err *err)
{
	const char *name;
	json_t *one;

	if (!json_is_object(value) && !json_is_null(value))
		return vb_err_set(err, VB_USAGE, _("bad filter: wants an object"));
	json_object_foreach((json_t *)value, name, one)
		if (!read_filter(name, one, arena, request, err))
			return false;
	return true;
}

static bool
read_number(const char *name, const json_t *value, json_int_t max, unsigned *out,
	    struct vb_err *err)
{
	json_int_t number = json_integer_value(value);

	if (!json_is_integer(value) || number < 0 || number > max)
		return vb_err_set(err, VB_USAGE, _("bad %s: wants a whole number from 0 to %lld"), name,
				  (long long)max);
	*out = (unsigned)number;
	return true;
}

/* "state,theme" or ["state", "theme"]. */
static bool
read_facets(const json_t *value, struct vb_arena *arena, struct vb_request *request,
	    struct vb_err *err)
{
	const char *names = "";

	if (json_is_string(value))
		return vb_parameter_set(request, arena, "facets", json_string_value(value), err);
	for (size_t i = 0; i < json_array_size(value); i++) {
		const char *name = json_string_value(json_array_get(value, i));

		names = name ? vb_arena_printf(arena, "%s%s%s", names, i ? "," : "", name) : NULL;
		if (!name || i >= VB_FACET_COUNT)
			break;
	}
	if (!json_is_array(value) || !names)
		return vb_err_set(err, VB_USAGE, _("bad facets: wants a list of names"));
	return vb_parameter_set(request, arena, "facets", names, err);
}

static bool
read_member(struct vb_batch *batch, const char *name, const json_t *value,
	    struct vb_arena *arena, struct vb_request *request, struct vb_err *err)
{
	if (strcmp(name, "qid") == 0)
		return true;
	if (strcmp(name, "filter") == 0)
		return read_filters(value, arena, request, err);
	if (strcmp(name, "limit") == 0)
		return read_number(name, value, VB_LIMIT_MAX, &request->limit, err);
	if (strcmp(name, "offset") == 0)
		return read_number(name, value, VB_OFFSET_MAX, &request->offset, err);
	if (strcmp(name, "facets") == 0)
		return read_facets(value, arena, request, err);
	if (strcmp(name, "total") == 0) {
		if (!json_is_boolean(value))
			return vb_err_set(err, VB_USAGE, _("bad total: wants true or false"));
		request->uncounted = json_is_false(value);
		return true;
	}
	if (strcmp(name, "query") == 0 || strcmp(name, "sort") == 0) {
		const char *text = json_string_value(value);

		if (!text)
			return vb_err_set(err, VB_USAGE, _("bad %s: wants a string"), name);
		if (name[0] == 's')
			return vb_parameter_set(request, arena, name, text, err);
		request->query = vb_arena_strdup(arena, text);
		return true;
	}
	batch->stranger = name;
	return true;
}

/* The line in text as a request. */
static bool
read_request(struct vb_batch *batch, struct vb_arena *arena, struct vb_request *request,
	     struct vb_err *err)
{
	const char *text = batch->text.data, *name;
	size_t size = batch->text.len;
	json_error_t why;
	json_t *value;

	if (batch->line == 1 && size >= 3 && memcmp(text, BYTE_ORDER_MARK, 3) == 0) {
		text += 3;
		size -= 3;
	}
	batch->object = json_loadb(text, size, JSON_REJECT_DUPLICATES, &why);
	if (!batch->object)
		return vb_err_set(err, VB_USAGE, _("no JSON: %s"), why.text);
	if (!json_is_object(batch->object))
		return vb_err_set(err, VB_USAGE, _("no JSON object"));
	json_object_foreach(batch->object, name, value)
		if (!read_member(batch, name, value, arena, request, err))
			return false;
	return true;
}

/* The next line that is not empty. */
static bool
find_line(struct vb_batch *batch, bool *end, struct vb_err *err)
{
	do {
		if (!read_line(batch, end, err))
			return false;
	} while (!*end && is_blank(&batch->text));
	return true;
}

bool
vb_batch_next(struct vb_batch *batch, const struct vb_request *defaults,
	      struct vb_arena *arena, struct vb_request *request, const json_t **qid, bool *end,
	      struct vb_err *err)
{
	json_decref(batch->object);
	batch->object = NULL;
	batch->stranger = NULL;
	*request = *defaults;
	*qid = NULL;
	if (!find_line(batch, end, err) ||
	    (!*end && !read_request(batch, arena, request, err))) {
		if (err->code != VB_IO)
			vb_batch_blame(batch, err);
		return false;
	}
	if (!*end)
		*qid = json_object_get(batch->object, "qid");
	return true;
}
