/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record_json.h"

#include "json_print.h"

/* before: what stands before the value, its key and a comma. */
static void
string_or_null(struct vb_buf *out, const char *before, const char *text)
{
	vb_buf_str(out, before);
	if (text == NULL || *text == '\0')
		vb_buf_str(out, "null");
	else
		vb_json_add(out, text);
}

static void
list(struct vb_buf *out, const char *before, const struct vb_list *items)
{
	vb_buf_str(out, before);
	vb_buf_char(out, '[');
	for (size_t i = 0; i < items->count; i++) {
		if (i > 0)
			vb_buf_char(out, ',');
		vb_json_add(out, items->item[i]);
	}
	vb_buf_char(out, ']');
}

static void
state_name(struct vb_buf *out, const struct vb_state *state)
{
	vb_buf_str(out, ",\"state_name\":");
	if (state == NULL) {
		vb_buf_str(out, "null");
		return;
	}
	string_or_null(out, "{\"en\":", state->en);
	string_or_null(out, ",\"zh\":", state->zh);
	vb_buf_char(out, '}');
}

void
vb_record_json(const struct vb_record *record, const struct vb_states *states, struct vb_buf *out)
{
	bool has_symbol = record->symbol != NULL && *record->symbol != '\0';
	bool has_state = record->state != NULL && *record->state != '\0';

	string_or_null(out, "\"id\":", record->id);
	string_or_null(out, ",\"document\":", has_symbol ? record->symbol : record->path);
	string_or_null(out, ",\"path\":", record->path);
	string_or_null(out, ",\"symbol\":", record->symbol);
	string_or_null(out, ",\"title\":", record->title);
	string_or_null(out, ",\"state\":", record->state);
	state_name(out, has_state ? vb_state_by_code(states, record->state) : NULL);
	list(out, ",\"themes\":", &record->themes);
	list(out, ",\"heading\":", &record->heading);
	string_or_null(out, ",\"paragraph\":", record->paragraph);
	if (record->page == 0)
		vb_buf_str(out, ",\"page\":null");
	else
		vb_buf_printf(out, ",\"page\":%u", (unsigned)record->page);
	string_or_null(out, ",\"language\":", record->language);
	string_or_null(out, ",\"original_language\":", record->original_language);
	string_or_null(out, ",\"date\":", record->date);
	list(out, ",\"cites\":", &record->cites);
	vb_buf_str(out, ",\"text\":");
	vb_json_add(out, record->text);
}
