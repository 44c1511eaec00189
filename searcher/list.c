/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "list.h"

void
vb_list_add(struct vb_list *list, struct vb_arena *arena, const char *item)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->item[i], item) == 0)
			return;
	/* The array doubles whenever its count is a power of two: no room need be kept. */
	if ((list->count & (list->count - 1)) == 0) {
		const char **more = vb_arena_array(arena, list->count * 2 + 1, sizeof(more[0]));

		if (list->count > 0)
			memcpy(more, list->item, list->count * sizeof(more[0]));
		list->item = more;
	}
	list->item[list->count++] = vb_arena_strdup(arena, item);
}
