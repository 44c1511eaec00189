/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record_json.h"

#include "json_print.h"
#include "memory.h"

/* Steals value; only memory can fail here. */
static void
set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value) != 0)
		vb_memory_end();
}

static json_t *
string_or_null(const char *text)
{
	return text == NULL || *text == '\0' ? json_null() : vb_json_string(text);
}

static json_t *
list(const struct vb_list *items)
{
	json_t *array = json_array();

	for (size_t i = 0; i < items->count; i++)
		if (json_array_append_new(array, vb_json_string(items->item[i])) != 0)
			vb_memory_end();
	return array;
}

static json_t *
state_name(const struct vb_state *state)
{
	json_t *names;

	if (state == NULL)
		return json_null();
	names = json_object();
	set(names, "en", string_or_null(state->en));
	set(names, "zh", string_or_null(state->zh));
	return names;
}

json_t *
vb_record_json(const struct vb_record *record, const struct vb_states *states)
{
	bool has_symbol = record->symbol != NULL && *record->symbol != '\0';
	bool has_state = record->state != NULL && *record->state != '\0';
	json_t *object = json_object();

	set(object, "id", string_or_null(record->id));
	set(object, "document", string_or_null(has_symbol ? record->symbol : record->path));
	set(object, "path", string_or_null(record->path));
	set(object, "symbol", string_or_null(record->symbol));
	set(object, "title", string_or_null(record->title));
	set(object, "state", string_or_null(record->state));
	set(object, "state_name",
	    state_name(has_state ? vb_state_by_code(states, record->state) : NULL));
	set(object, "themes", list(&record->themes));
	set(object, "heading", list(&record->heading));
	set(object, "paragraph", string_or_null(record->paragraph));
	set(object, "page", record->page == 0 ? json_null() : json_integer(record->page));
	set(object, "language", string_or_null(record->language));
	set(object, "original_language", string_or_null(record->original_language));
	set(object, "date", string_or_null(record->date));
	set(object, "cites", list(&record->cites));
	set(object, "text", vb_json_string(record->text));
	return object;
}
