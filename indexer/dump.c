/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dump.h"

#include <stdlib.h>
#include <string.h>

#include "generation.h"
#include "interrupt.h"
#include "memory.h"
#include "order.h"
#include "record_json.h"
#include "schema.h"
#include "source.h"

#define TRIES 10	/* for one document, when the index moves on meanwhile */

struct dump {
	struct xc_database *database;
	struct vb_states *states;
	struct vb_arena arena;		/* of the sources */
	struct vb_arena passage;
	struct vb_sources sources;
	struct vb_buf places;		/* struct vb_ordered, of one document */
	struct vb_buf lines;		/* of one document, or a part of it */
};

static bool
open_index(struct dump *dump, const char *folder, struct vb_err *err)
{
	xc_database_close(dump->database);
	vb_arena_reset(&dump->arena);
	dump->database = vb_generation_read(folder, err);
	return dump->database != NULL &&
		vb_sources_load(dump->database, &dump->arena, &dump->sources, err);
}

static bool
add_line(struct dump *dump, uint32_t docid, struct vb_err *err)
{
	struct vb_record record;
	char *data = NULL;
	size_t size = 0;
	bool ok;

	if (!xc_database_value(dump->database, docid, VB_SLOT_RECORD, &data, &size, err))
		return false;
	vb_arena_reset(&dump->passage);
	ok = vb_record_decode(data, size, &dump->passage, &record, err);
	if (ok) {
		vb_buf_char(&dump->lines, '{');
		vb_record_json(&record, dump->states, &dump->lines);
		vb_buf_str(&dump->lines, "}\n");
	}
	free(data);
	return ok;
}

static bool
add_document(struct dump *dump, const char *path, struct vb_err *err)
{
	const struct vb_ordered *places;

	vb_buf_clear(&dump->lines);
	if (!vb_order_find(dump->database, path, &dump->places, err))
		return false;
	places = (const struct vb_ordered *)(const void *)dump->places.data;
	for (size_t i = 0; i < dump->places.len / sizeof *places; i++)
		if (!add_line(dump, places[i].docid, err))
			return false;
	return true;
}

/* The first source behind path, in the order of paths; NULL for the first of all. */
static const struct vb_source *
source_behind(const struct dump *dump, const char *path)
{
	size_t low = 0, high = dump->sources.count;

	while (path != NULL && low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(dump->sources.list[middle].path, path) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < dump->sources.count ? &dump->sources.list[low] : NULL;
}

static bool
write_documents(struct dump *dump, const char *folder, FILE *out, struct vb_err *err)
{
	const struct vb_source *source;
	char *last = NULL;		/* the last path written: survives a reopening */
	unsigned tries = 0;
	bool ok = open_index(dump, folder, err);

	while (ok && (source = source_behind(dump, last)) != NULL) {
		ok = add_document(dump, source->path, err);
		if (!ok && err->code == VB_MODIFIED && ++tries < TRIES) {
			ok = open_index(dump, folder, err);
			continue;
		}
		if (!ok)
			break;
		tries = 0;
		last = vb_memory_resize(last, 1, strlen(source->path) + 1);
		strcpy(last, source->path);
		if (dump->lines.len > 0 &&
		    fwrite(dump->lines.data, 1, dump->lines.len, out) != dump->lines.len)
			ok = vb_err_errno(err, "cannot write the dump");
		if (ok && vb_interrupt_caught() != 0)
			ok = vb_err_set(err, VB_IO, "interrupted: signal %d", vb_interrupt_caught());
	}
	free(last);
	if (ok && fflush(out) != 0)
		ok = vb_err_errno(err, "cannot write the dump");
	return ok;
}

bool
vb_dump(const struct vb_settings *settings, FILE *out, struct vb_err *err)
{
	struct dump dump = {.states = vb_states_load(settings->states, err)};
	bool ok;

	if (dump.states == NULL)
		return false;
	vb_arena_init(&dump.arena);
	vb_arena_init(&dump.passage);
	ok = write_documents(&dump, settings->database, out, err);
	xc_database_close(dump.database);
	vb_buf_fini(&dump.places);
	vb_buf_fini(&dump.lines);
	vb_arena_fini(&dump.passage);
	vb_arena_fini(&dump.arena);
	vb_states_free(dump.states);
	return ok;
}
