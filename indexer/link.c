/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "link.h"

#include <stdlib.h>
#include <string.h>

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
vb_link_collect(const struct vb_lines *lines, struct vb_arena *arena, struct vb_cleaned *out)
{
	size_t count = 0;

	for (size_t i = 0; i < lines->count; i++)
		count += lines->list[i].role == VB_LINE_LINK;
	out->links = vb_arena_array(arena, count + 1, sizeof *out->links);
	for (size_t i = 0; i < lines->count; i++) {
		const struct vb_line *line = &lines->list[i];
		char symbol[VB_SYMBOL_MAX];

		if (line->role == VB_LINE_LINK && vb_symbol_parse(line->text, line->size, symbol))
			out->links[out->link_count++] = vb_arena_strdup(arena, symbol);
	}
	qsort(out->links, out->link_count, sizeof *out->links, by_text);
	for (size_t i = count = 0; i < out->link_count; i++)
		if (i == 0 || strcmp(out->links[i], out->links[i - 1]) != 0)
			out->links[count++] = out->links[i];
	out->link_count = count < VB_CLEAN_LINKS_MAX ? count : VB_CLEAN_LINKS_MAX;
}
