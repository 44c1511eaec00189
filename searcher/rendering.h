/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One rendering of a word of the query: its terms, and the passages that hold them all.
 *
 * A rendering is a word or several, in either language; it is held by a passage that has
 * every pair of its characters, or a form of every word.  How often: as often as the
 * rarest of them stands there.
 */
#ifndef VB_RENDERING_H
#define VB_RENDERING_H

#include "matching.h"

/* The passages that hold a rendering, ascending, and how often each. */
struct vb_holdings {
	uint32_t *docid, *times;
	size_t count;
};

struct vb_expansion {
	const char *text;		/* folded, as it is shown and lit */
	double weight;			/* 0..1 */
	double company;			/* how well it goes together with the query's other words */
	bool same;			/* of the language of the word that was typed */
	bool acronym;			/* looked up as it stands, and not by its stem */
	const char **term;		/* NUL-terminated, family first: "g安全", "ssecur", "waids" */
	size_t terms;
	bool name;			/* a document's own: its one term is whole (defined.h) */
	struct vb_holdings text_in;	/* the passages whose text has it, */
	struct vb_holdings context_in;	/* and whose headings or lead-in: see vb_rendering_above() */
	struct vb_set *set;		/* of text_in; NULL when that is short, which then has ... */
	uint64_t *sieve;		/* ... a bit for each docid % (sieve_mask + 1) */
	uint32_t sieve_mask;
	size_t found;			/* text_in.count */
};

/* The first place from `at` on whose document id is no lower than docid: near, as a rule. */
static inline size_t
vb_rendering_seek(const struct vb_holdings *holdings, size_t at, uint32_t docid)
{
	const uint32_t *list = holdings->docid;
	const size_t count = holdings->count;
	size_t step = 1, end;

	while (at + step < count && list[at + step] < docid) {
		at += step;
		step *= 2;
	}
	end = at + step < count ? at + step : count;
	while (at < end) {
		size_t middle = at + (end - at) / 2;

		if (list[middle] < docid)
			at = middle + 1;
		else
			end = middle;
	}
	return at;
}

/* Cuts the rendering's text into terms; none for one that cannot be looked for. */
void vb_rendering_cut(struct vb_match *match, struct vb_expansion *expansion);

/* Walks the index: fills text_in, found, set and sieve.  The terms are those of vb_rendering_cut(). */
bool vb_rendering_find(struct vb_match *match, struct vb_expansion *expansion, struct vb_err *err);

/* Fills context_in, of the passages whose scores matter. */
bool vb_rendering_above(struct vb_match *match, struct vb_expansion *expansion, struct vb_err *err);

#endif
