/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fragment.h"
#include "i18n.h"
#include "list.h"
#include "match.h"
#include "pasted.h"
#include "respell.h"
#include "suggest.h"
#include "utf8.h"

/* Texts of a query that are looked at. */
#define TEXTS_MAX 16

struct correction {
	struct vb_query *node;
	struct vb_respellings words;
};

struct corrections {
	struct correction list[TEXTS_MAX];
	size_t count;
};

/* What is wrong in the bags of a query; quoted: and in its quotations.  What is not wanted is right. */
static bool
find(struct vb_match *match, struct vb_query *query, bool quoted, struct corrections *out,
     struct vb_err *err)
{
	struct correction *correction = &out->list[out->count];

	if (query->kind == VB_QUERY_NOT || out->count == TEXTS_MAX)
		return true;
	if (query->kind == VB_QUERY_WORDS || (quoted && query->kind == VB_QUERY_PHRASE)) {
		correction->node = query;
		if (!vb_respell_find(match, query->text, quoted, &correction->words, err))
			return false;
		if (correction->words.count > 0)
			out->count++;
	}
	for (struct vb_query *child = query->child; child != NULL; child = child->next)
		if (!find(match, child, quoted, out, err))
			return false;
	return true;
}

/* The query as typed with the words put right; NULL when they do not stand in it so. */
static const char *
rewrite(const char *typed, const struct corrections *corrections, struct vb_arena *arena)
{
	const char *text = typed;

	for (size_t i = 0; i < corrections->count; i++)
		for (size_t j = 0; j < corrections->list[i].words.count; j++) {
			const struct vb_respelling *word = &corrections->list[i].words.list[j];
			const char *at = strstr(text, word->typed);

			if (at != NULL)
				text = vb_arena_printf(arena, "%.*s%s%s", (int)(at - text), text,
						       word->text, at + strlen(word->typed));
		}
	return text == typed ? NULL : text;
}

static void
apply(struct vb_match *match, const struct corrections *corrections)
{
	for (size_t i = 0; i < corrections->count; i++) {
		const struct correction *correction = &corrections->list[i];

		for (size_t j = 0; j < correction->words.count; j++)
			vb_list_add(match->expansion, match->arena,
				    vb_arena_printf(match->arena, "%s -> %s",
						    correction->words.list[j].typed,
						    correction->words.list[j].text));
		correction->node->text = vb_respell_apply(correction->node->text,
							  &correction->words, match->arena);
	}
}

/* What is suggested for a query whose quotations no passage holds. */
struct help {
	const char *text;	/* as typed, until something is changed */
	const char *note;	/* NULL: nothing was */
};

/* Whether the query is one quotation and nothing else. */
static bool
is_alone(const struct vb_match *match)
{
	return match->whole->kind == VB_QUERY_PHRASE;
}

/* Puts field and clean in the place of a quotation. */
static void
change(const struct vb_match *match, struct help *help, const char *quotation, const char *field,
       const char *clean, const char *note)
{
	const char *at = strstr(help->text, quotation);
	size_t start;

	if (at != NULL && at > help->text) {
		start = (size_t)(at - help->text);
		vb_utf8_prev(help->text, &start);
		help->text = vb_arena_printf(match->arena, "%.*s%s%.*s%s%s", (int)start, help->text, field,
					     (int)(at - help->text - (ptrdiff_t)start), help->text + start, clean,
					     at + strlen(quotation));
	} else if (is_alone(match)) {
		/* It was typed in other widths. */
		help->text = vb_arena_printf(match->arena, strchr(clean, '"') == NULL ? "%s\"%s\"" : "%s“%s”",
					     field, clean);
	} else {
		return;
	}
	help->note = note;
}

/* Whether any passage or, if so, any passage's heading holds a quotation, for certain. */
static bool
holds(struct vb_match *match, const char *text, bool heading, bool *held, struct vb_err *err)
{
	struct vb_query query = {.kind = heading ? VB_QUERY_HEADING : VB_QUERY_PHRASE, .text = text,
				 .quoted = true};

	if (text == NULL)
		return true;
	if (!vb_match_finds(match, &query, held, err))
		return false;
	*held = *held && !match->index->late;
	return true;
}

/* Of a query that is one quotation: what others left out of it may be told by dots. */
static bool
help_parts(struct vb_match *match, const char *text, struct help *help, struct vb_err *err)
{
	const char *part[VB_PASTED_PARTS], *parts = "";
	struct vb_query phrase[VB_PASTED_PARTS], all = {.kind = VB_QUERY_AND, .child = phrase};
	size_t count = is_alone(match) ? vb_pasted_parts(text, match->arena, part) : 0;
	bool found;

	for (size_t i = 0; i < count; i++) {
		if (strchr(part[i], '"') != NULL)
			return true;
		phrase[i] = (struct vb_query){.kind = VB_QUERY_PHRASE, .text = part[i],
					      .next = i + 1 < count ? &phrase[i + 1] : NULL};
		parts = vb_arena_printf(match->arena, "%s%s\"%s\"", parts, i > 0 ? " " : "", part[i]);
	}
	if (count == 0 || !vb_match_finds(match, &all, &found, err))
		return count == 0;
	if (found && !match->index->late)
		*help = (struct help){
			parts, _("no passage holds the quotation, but one holds its parts between the dots")
		};
	return true;
}

/* The quotation without what was pasted with it, if a passage holds that; else NULL. */
static bool
find_clean(struct vb_match *match, const char *text, const char **clean, struct vb_err *err)
{
	const char *kept = vb_pasted_clean(text, VB_PASTED_KEEP, match->arena);
	const char *dropped = vb_pasted_clean(text, VB_PASTED_DROP, match->arena);
	bool held = false;

	*clean = kept;
	if (!holds(match, kept, false, &held, err))
		return false;
	/* Most have no such hyphen, and are the same either way. */
	if (!held && dropped != NULL && (kept == NULL || strcmp(dropped, kept) != 0)) {
		*clean = dropped;
		if (!holds(match, dropped, false, &held, err))
			return false;
	}
	if (!held)
		*clean = NULL;
	return true;
}

/* A quotation that no passage holds may have been pasted with more than words, or stand in a heading. */
static bool
help_quotation(struct vb_match *match, const char *text, struct help *help, struct vb_err *err)
{
	const char *clean;
	bool held = false;

	if (!find_clean(match, text, &clean, err))
		return false;
	if (clean != NULL) {
		change(match, help, text, "", clean, _("no passage holds the quotation, but one holds it without "
						       "footnote marks and ends of lines"));
		return true;
	}
	if (!help_parts(match, text, help, err))
		return false;
	if (is_alone(match) && help->note != NULL)
		return true;
	if (!holds(match, text, true, &held, err))
		return false;
	if (held)
		change(match, help, text, "heading:", text,
		       _("no passage holds the quotation, but a heading holds it"));
	return true;
}

/* For a query that finds nothing: so its quotation does not, if it is nothing else. */
static bool
help_quotations(struct vb_match *match, const struct vb_query *query, struct help *help, struct vb_err *err)
{
	bool found = false;

	if (query->kind == VB_QUERY_NOT)
		return true;
	if (query->kind == VB_QUERY_PHRASE &&
	    ((!is_alone(match) && !vb_match_finds(match, query, &found, err)) ||
	     (!found && !help_quotation(match, query->text, help, err))))
		return false;
	for (const struct vb_query *child = query->child; child != NULL; child = child->next)
		if (!help_quotations(match, child, help, err))
			return false;
	return true;
}

/* For a quotation, and nothing else, that is not held with its words put right either. */
static bool
help_fragment(struct vb_match *match, const char *text, struct help *help, struct vb_err *err)
{
	const char *fragment;

	if (!vb_fragment_find(match, text, &fragment, err))
		return false;
	if (fragment != NULL)
		change(match, help, text, "", fragment,
		       _("no passage holds the quotation, but one holds a part of it"));
	return true;
}

/*
 * What looks misspelled; of a quotation alone only if a passage holds it so, since it may have been cut within
 * a word.
 */
static bool
find_misspelled(struct vb_match *match, struct vb_query *query, struct corrections *corrections,
		struct vb_err *err)
{
	bool held = true;

	corrections->count = 0;
	if (!find(match, query, true, corrections, err))
		return false;
	if (corrections->count > 0 && is_alone(match) &&
	    !holds(match, vb_respell_apply(query->text, &corrections->list[0].words, match->arena), false, &held,
		   err))
		return false;
	if (!held)
		corrections->count = 0;
	return true;
}

/* What to suggest where nothing is found; *text stays what it is where nothing better is known. */
static bool
help_nothing(struct vb_match *match, struct vb_query *query, const char *typed, const char **text,
	     struct vb_err *err)
{
	struct corrections corrections;
	struct help help = {typed, NULL};
	bool elsewhere = false;

	/* Words that are there, if not where the filters look, are not misspelled. */
	if (match->index->within != NULL && !vb_match_finds(match, query, &elsewhere, err))
		return false;
	if (elsewhere) {
		*text = NULL;
		return true;
	}
	if (!help_quotations(match, query, &help, err))
		return false;
	if (help.note == NULL) {
		if (!find_misspelled(match, query, &corrections, err))
			return false;
		if (corrections.count > 0)
			*text = rewrite(typed, &corrections, match->arena);
		else if (is_alone(match) && !help_fragment(match, query->text, &help, err))
			return false;
	}
	if (help.note != NULL) {
		vb_list_add(match->notes, match->arena, help.note);
		*text = help.text;
	}
	return true;
}

bool
vb_suggest_match(struct vb_match *match, struct vb_query *query, const char *typed,
		 struct vb_list *suggestions, struct vb_set *out, struct vb_err *err)
{
	struct corrections corrections = {.count = 0};
	const char *text = NULL;
	bool found = true;

	if (match->expand && !find(match, query, false, &corrections, err))
		return false;
	if (corrections.count > 0) {
		text = rewrite(typed, &corrections, match->arena);
		if (!vb_match_finds(match, query, &found, err))
			return false;
		apply(match, &corrections);
	}
	if (!vb_match_query(match, query, 1, out, err))
		return false;
	if (match->index->late)
		return true;
	if (vb_set_next(out, 1) == 0) {
		if (!help_nothing(match, query, typed, &text, err))
			return false;
	} else if (!found && text != NULL) {
		vb_list_add(match->notes, match->arena,
			    vb_arena_printf(match->arena, _("nothing found for '%s': showing '%s'"),
					    typed, text));
	}
	if (text != NULL)
		vb_list_add(suggestions, match->arena, text);
	return true;
}
