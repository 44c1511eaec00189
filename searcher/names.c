/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fnv.h"
#include "names.h"

static size_t
find_slot(const struct vb_names *names, const char *text, size_t size)
{
	for (size_t at = vb_fnv(text, size);; at++) {
		at &= names->cap - 1;
		if (names->slot[at] == 0 ||
		    (strncmp(names->text[names->slot[at] - 1], text, size) == 0 &&
		     names->text[names->slot[at] - 1][size] == '\0'))
			return at;
	}
}

static void
grow(struct vb_names *names, struct vb_arena *arena)
{
	struct vb_names old = *names;

	names->cap = old.cap == 0 ? 1024 : old.cap * 2;
	names->slot = vb_arena_array(arena, names->cap, sizeof(names->slot[0]));
	names->text = vb_arena_array(arena, names->cap / 2, sizeof(names->text[0]));
	for (size_t i = 0; i < old.count; i++) {
		names->text[i] = old.text[i];
		names->slot[find_slot(names, old.text[i], strlen(old.text[i]))] = (uint32_t)i + 1;
	}
}

uint32_t
vb_names_number(struct vb_names *names, struct vb_arena *arena, const char *text, size_t size)
{
	size_t at;

	if (names->count == names->cap / 2)
		grow(names, arena);
	at = find_slot(names, text, size);
	if (names->slot[at] == 0) {
		names->text[names->count] = vb_arena_strndup(arena, text, size);
		names->slot[at] = (uint32_t)++names->count;
	}
	return names->slot[at] - 1;
}

uint32_t
vb_names_find(const struct vb_names *names, const char *text, size_t size)
{
	size_t at = names->cap == 0 ? 0 : find_slot(names, text, size);

	return names->cap == 0 || names->slot[at] == 0 ? (uint32_t)names->count : names->slot[at] - 1;
}
