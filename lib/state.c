/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names are looked up by their keys (state_key.h), which are hashed from their last byte
 * to their first, so that the suffixes of a text are looked up one after the other at the
 * cost of a byte each.
 *
 * Folding needs working memory; the table owns one folder, and a lock for it.
 */
#include "state.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "arena.h"
#include "fnv.h"
#include "fold.h"
#include "memory.h"
#include "state_key.h"
#include "state_table.h"
#include "utf8.h"

#define WINDOW 512	/* bytes at the end of a text that may be a name */
#define NAME_MAX_BYTES 200
#define CODE_MARK '\1'	/* begins the key of a code: no name begins so */

struct name {
	const char *key;	/* NULL: an empty place of the table */
	size_t len;
	uint32_t hash;
	uint32_t state;
	bool abbreviation;
	bool called;		/* in questions only */
};

struct vb_states {
	struct vb_arena arena;		/* every string */
	struct vb_state *list;
	size_t count, list_size;
	struct name *name;		/* names and codes; open addressing; size is a power of two */
	size_t name_count, name_size;
	size_t longest;			/* bytes of the longest key */
	struct vb_folder *folder;	/* used under the lock */
	pthread_mutex_t lock;
};

/* From the end, since names are looked for that end somewhere. */
static uint32_t
hash_key(const char *key, size_t len)
{
	uint32_t hash = VB_FNV_START;

	while (len > 0)
		hash = vb_fnv_byte(hash, key[--len]);
	return hash;
}

/* The place of a key in the table: its own, or the empty one where it belongs. */
static struct name *
find(const struct vb_states *states, const char *key, size_t len, uint32_t hash)
{
	size_t at = hash;

	for (;; at++) {
		struct name *name = &states->name[at & (states->name_size - 1)];

		if (name->key == NULL ||
		    (name->hash == hash && name->len == len && memcmp(name->key, key, len) == 0))
			return name;
	}
}

static void
grow(struct vb_states *states)
{
	struct name *old = states->name;
	size_t size = states->name_size;

	if (2 * (states->name_count + 1) <= size)
		return;
	states->name_size = size > 0 ? 2 * size : 1024;
	states->name = vb_memory_resize(NULL, states->name_size, sizeof *states->name);
	memset(states->name, 0, states->name_size * sizeof *states->name);
	for (size_t i = 0; i < size; i++)
		if (old[i].key != NULL)
			*find(states, old[i].key, old[i].len, old[i].hash) = old[i];
	free(old);
}

static bool
is_abbreviation(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)text[i] >= 0x80 || (text[i] >= 'a' && text[i] <= 'z') || text[i] == ' ')
			return false;
	return true;
}

/* Adds a key of the State that is being read; false when it is another's already. */
static bool
add_key(struct vb_states *states, const char *key, size_t len, bool abbreviation, bool called,
	const struct name **taken)
{
	uint32_t state = (uint32_t)states->count, hash = hash_key(key, len);
	struct name *name;

	grow(states);
	name = find(states, key, len, hash);
	*taken = name;
	if (name->key != NULL)
		return name->state == state;	/* another spelling with the same key */
	*name = (struct name){
		.key = vb_arena_strndup(&states->arena, key, len), .len = len, .hash = hash,
		.state = state, .abbreviation = abbreviation, .called = called,
	};
	states->name_count++;
	if (len > states->longest)
		states->longest = len;
	return true;
}

static bool
add_name(struct vb_states *states, const char *text, size_t size, bool called, struct vb_err *err)
{
	const struct name *taken;
	struct vb_folded folded;
	struct vb_state_key key;

	if (size > NAME_MAX_BYTES)
		return vb_err_set(err, VB_INPUT, "a name is longer than %d bytes", NAME_MAX_BYTES);
	if (!vb_state_key_make(states->folder, text, size, &folded, &key) || key.text[0] == CODE_MARK ||
	    !vb_state_key_begins(&folded))
		return vb_err_set(err, VB_INPUT, "'%.*s' is no name", (int)size, text);
	if (!add_key(states, key.text, key.len, is_abbreviation(text, size), called, &taken))
		return vb_err_set(err, VB_INPUT, "the name '%.*s' is that of %s already", (int)size, text,
				  states->list[taken->state].code);
	return true;
}

/* Small letters, the mark before them; 0 when it cannot be a code. */
static size_t
code_key(const char *code, char out[VB_STATE_KEY_MAX])
{
	size_t len = 0;

	out[len++] = CODE_MARK;
	for (; *code != '\0' && len < VB_STATE_KEY_MAX; code++)
		out[len++] = *code >= 'A' && *code <= 'Z' ? *code + 32 : *code;
	return *code == '\0' ? len : 0;
}

static bool
add_code(struct vb_states *states, const char *code, struct vb_err *err)
{
	const struct name *taken;
	char key[VB_STATE_KEY_MAX];
	size_t len = code_key(code, key);

	/* its own row has not been counted yet, so a code that is there is another row's */
	if (find(states, key, len, hash_key(key, len))->key != NULL)
		return vb_err_set(err, VB_INPUT, "the code '%s' stands twice", code);
	add_key(states, key, len, true, false, &taken);
	return true;
}

/* Names with | between. */
static bool
add_names(struct vb_states *states, const char *names, bool called, struct vb_err *err)
{
	while (*names != '\0') {
		size_t size = strcspn(names, "|");

		if (!add_name(states, names, size, called, err))
			return false;
		names += size;
		names += *names == '|';
	}
	return true;
}

/*
 * Of the names in other the shortest in the script of full, one that is part of full before
 * all others; full itself when there is none.
 */
static const char *
brief(struct vb_arena *arena, const char *full, const char *other)
{
	const char *best = full;
	size_t best_size = strlen(full);
	bool han = (unsigned char)full[0] >= 0xE0, part = false;

	for (size_t size; *other != '\0'; other += size + (other[size] == '|')) {
		bool within;

		size = strcspn(other, "|");
		within = memmem(full, strlen(full), other, size) != NULL;
		if (((unsigned char)other[0] >= 0xE0) != han || is_abbreviation(other, size) ||
		    within < part || (within == part && size >= best_size))
			continue;
		best = other;
		best_size = size;
		part = within;
	}
	return vb_arena_strndup(arena, best, best_size);
}

static bool
add_row(void *data, const struct vb_state_row *row, struct vb_err *err)
{
	struct vb_states *states = data;
	struct vb_arena *arena = &states->arena;

	if (states->count == states->list_size) {
		states->list_size = states->list_size > 0 ? 2 * states->list_size : 256;
		states->list = vb_memory_resize(states->list, states->list_size, sizeof *states->list);
	}
	states->list[states->count] = (struct vb_state){
		.code = vb_arena_strdup(arena, row->code), .kind = vb_arena_strdup(arena, row->kind),
		.region = vb_arena_strdup(arena, row->region), .en = vb_arena_strdup(arena, row->en),
		.zh = vb_arena_strdup(arena, row->zh), .eu = row->eu,
		.brief_en = brief(arena, row->en, row->other),
		.brief_zh = brief(arena, row->zh, row->other),
	};
	if (!add_code(states, row->code, err) ||
	    !add_name(states, row->en, strlen(row->en), false, err) ||
	    !add_name(states, row->zh, strlen(row->zh), false, err) ||
	    !add_names(states, row->other, false, err) ||
	    !add_names(states, row->called, true, err))
		return false;
	states->count++;
	return true;
}

struct vb_states *
vb_states_load(const char *path, struct vb_err *err)
{
	struct vb_states *states = vb_memory_zeros(1, sizeof *states);

	vb_arena_init(&states->arena);
	pthread_mutex_init(&states->lock, NULL);
	grow(states);
	states->folder = vb_folder_new(err);
	if (states->folder != NULL && vb_state_table_read(path, add_row, states, err))
		return states;
	vb_states_free(states);
	return NULL;
}

void
vb_states_free(struct vb_states *states)
{
	if (states == NULL)
		return;
	vb_folder_free(states->folder);
	pthread_mutex_destroy(&states->lock);
	free(states->name);
	free(states->list);
	vb_arena_fini(&states->arena);
	free(states);
}

size_t
vb_states_count(const struct vb_states *states)
{
	return states->count;
}

const struct vb_state *
vb_states_at(const struct vb_states *states, size_t index)
{
	return &states->list[index];
}

const struct vb_state *
vb_state_by_code(const struct vb_states *states, const char *code)
{
	char key[VB_STATE_KEY_MAX];
	size_t len = code_key(code, key);
	const struct name *name;

	if (len == 0)
		return NULL;
	name = find(states, key, len, hash_key(key, len));
	return name->key != NULL ? &states->list[name->state] : NULL;
}

/* The lock belongs to the folder inside, not to what the caller sees of the table. */
static void
lock(const struct vb_states *states)
{
	pthread_mutex_lock((pthread_mutex_t *)&states->lock);
}

static void
unlock(const struct vb_states *states)
{
	pthread_mutex_unlock((pthread_mutex_t *)&states->lock);
}

static const struct vb_state *
by_name(const struct vb_states *states, const char *text, size_t size, bool called)
{
	const struct name *name = NULL;
	struct vb_folded folded;
	struct vb_state_key key;

	if (size > VB_STATE_KEY_MAX)
		return NULL;
	lock(states);
	if (vb_state_key_make(states->folder, text, size, &folded, &key) && key.text[0] != CODE_MARK &&
	    vb_state_key_begins(&folded))
		name = find(states, key.text, key.len, hash_key(key.text, key.len));
	unlock(states);
	return name != NULL && name->key != NULL && name->called == called ?
		&states->list[name->state] : NULL;
}

const struct vb_state *
vb_state_by_name(const struct vb_states *states, const char *text, size_t size)
{
	return by_name(states, text, size, false);
}

const struct vb_state *
vb_state_by_call(const struct vb_states *states, const char *text, size_t size)
{
	return by_name(states, text, size, true);
}

/* Whether a word may begin at byte at of the folded text. */
static bool
is_word_start(const struct vb_folded *folded, size_t at)
{
	size_t before = at, here = at;
	uint32_t first = vb_utf8_next(folded->text, folded->len, &here), last;

	if (at == 0 || vb_utf8_unspaced(first))
		return true;
	last = vb_utf8_prev(folded->text, &before);
	return !u_isalnum((UChar32)last) || vb_utf8_unspaced(last);
}

/* The longest name that ends the key; *from is its beginning in the folded text. */
static const struct name *
longest_at_end(const struct vb_states *states, const struct vb_folded *folded,
	       const struct vb_state_key *key, size_t *from)
{
	const struct name *best = NULL;
	uint32_t hash = VB_FNV_START;

	for (size_t at = key->len; at > 0 && key->len - at < states->longest;) {
		const struct name *name;

		hash = vb_fnv_byte(hash, key->text[--at]);
		if (at > 0 && key->from[at - 1] == key->from[at])
			continue;	/* inside a character */
		name = find(states, key->text + at, key->len - at, hash);
		if (name->key == NULL || name->abbreviation || name->called || !is_word_start(folded, key->from[at]))
			continue;
		best = name;
		*from = key->from[at];
	}
	return best;
}

const struct vb_state *
vb_state_at_end(const struct vb_states *states, const char *text, size_t size, size_t *start)
{
	size_t window = size > WINDOW ? vb_utf8_floor(text, size, size - WINDOW) : 0, from = 0;
	const struct name *name = NULL;
	struct vb_folded folded;
	struct vb_state_key key;

	lock(states);
	if (vb_state_key_make(states->folder, text + window, size - window, &folded, &key))
		name = longest_at_end(states, &folded, &key, &from);
	if (name != NULL)
		*start = window + folded.at[from];
	unlock(states);
	return name != NULL ? &states->list[name->state] : NULL;
}

const char *
vb_region_name(const char *slug, const char *language)
{
	size_t count;
	const struct vb_region *region = vb_state_table_regions(&count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(region[i].slug, slug) == 0)
			return strcmp(language, "zh") == 0 ? region[i].zh : region[i].en;
	return slug;
}
