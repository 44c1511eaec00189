/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Gathering: how much of what is asked for stands in one place of a Chinese passage.
 *
 * Characters are looked at one by one: words of nearly the same meaning share one (演习 and
 * 演练, 名录 and 目录), which pairs do not see.  Only the best passages are read so, and a
 * character weighs the more, the fewer of them have it: what all of them have does not tell
 * which is better.
 *
 * What the headings above a passage say counts a part, where the text does not say it.
 *
 * Asked for are the characters of the query's Chinese words; where it has none, those of the
 * best Chinese rendering of each of its words.  Where what is meant stands under another name, its
 * characters stand there (struct vb_meant).
 */
#ifndef VB_GATHER_H
#define VB_GATHER_H

#include "matching.h"

#define VB_GATHER_MOST 256	/* characters asked for */
#define VB_GATHER_WORDS (VB_GATHER_MOST / 64)
#define VB_GATHER_NAMES 128
#define VB_GATHER_SLOTS 64

struct vb_gather_character {
	uint32_t point;
	uint32_t passages;	/* read so far that have it */
	double idf;		/* among them */
};

/* Another name of what is meant, and the characters asked for that it stands for. */
struct vb_gather_name {
	const char *text;	/* folded, the match's */
	size_t size;
	uint64_t meant[VB_GATHER_WORDS];
	uint8_t next;		/* of those that begin in the same slot, + 1; 0: none */
};

struct vb_gather {
	struct vb_gather_character character[VB_GATHER_MOST];
	size_t count;
	uint64_t sieve;		/* a bit for each point % 64 */
	bool typed;		/* in the query itself */
	struct vb_gather_name name[VB_GATHER_NAMES];
	size_t names;
	uint8_t begins[VB_GATHER_SLOTS];	/* by the first character's point % VB_GATHER_SLOTS, + 1; 0: none */
};

/* A character asked for, and its place in the passage, in characters. */
struct vb_gather_place {
	uint32_t character, at;
};

struct vb_gather_places {
	struct vb_gather_place *list;
	size_t count, room;
	uint64_t text[VB_GATHER_WORDS], above[VB_GATHER_WORDS];	/* a bit for each that is there */
};

/* Opens gather, which is cleared by the caller, for the text of a query. */
void vb_gather_open(struct vb_gather *gather, const struct vb_match *match, const char *text);

/* Where a folded text of size bytes has characters asked for; in the arena. */
struct vb_gather_places vb_gather_read(struct vb_gather *gather, const char *folded, size_t size,
				       struct vb_arena *arena);

/* Notes which characters asked for stand in a folded heading above the passage. */
void vb_gather_above(const struct vb_gather *gather, const char *folded, size_t size,
		     struct vb_gather_places *places);

/* Weighs the characters when so many passages have been read. */
void vb_gather_weigh(struct vb_gather *gather, size_t passages);

/*
 * What those that stand in one place weigh together, each once: the most of all places; and a
 * part of what those weigh that only the headings have.
 */
double vb_gather_most(const struct vb_gather *gather, const struct vb_gather_places *places);

#endif
