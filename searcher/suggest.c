/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "i18n.h"
#include "list.h"
#include "match.h"
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

/* Whether the query finds anything as it is, whatever the filters; nothing is scored or told. */
static bool
finds(struct vb_match *match, const struct vb_query *query, bool *found, struct vb_err *err)
{
	struct vb_list notes = {NULL, 0}, expansion = {NULL, 0}, spellings = {NULL, 0};
	struct vb_list renderings = {NULL, 0}, abroad = {NULL, 0};
	struct vb_match quiet = *match;
	struct vb_set *set = vb_set_take(&match->index->sets);
	const struct vb_set *within = match->index->within;
	bool ok;

	match->index->within = NULL;
	quiet.notes = &notes;
	quiet.expansion = &expansion;
	quiet.spellings = &spellings;
	quiet.renderings = &renderings;
	quiet.abroad = &abroad;
	ok = vb_match_query(&quiet, query, 0, set, err);
	*found = vb_set_next(set, 1) != 0 || match->index->late;
	match->index->within = within;
	vb_set_give(&match->index->sets, set);
	return ok;
}

/* The query as typed, but with heading: before a quotation; NULL when it does not stand in it so. */
static const char *
rewrite_quotation(const char *typed, const char *quotation, struct vb_arena *arena)
{
	const char *at = strstr(typed, quotation);
	size_t mark;

	if (at == NULL || at == typed)
		return NULL;
	mark = (size_t)(at - typed);
	vb_utf8_prev(typed, &mark);
	return vb_arena_printf(arena, "%.*sheading:%s", (int)mark, typed, typed + mark);
}

/* Asks for quotations that no passage holds in the headings, if they stand there: changes *text then. */
static bool
look_in_headings(struct vb_match *match, const struct vb_query *query, const char **text,
		 bool *changed, struct vb_err *err)
{
	struct vb_query heading = {.kind = VB_QUERY_HEADING, .text = query->text, .quoted = true};
	const char *rewritten;
	bool held = true, headed = false;

	if (query->kind == VB_QUERY_NOT)
		return true;
	if (query->kind == VB_QUERY_PHRASE &&
	    (!finds(match, query, &held, err) || (!held && !finds(match, &heading, &headed, err))))
		return false;
	if (headed && !match->index->late &&
	    (rewritten = rewrite_quotation(*text, query->text, match->arena)) != NULL) {
		*text = rewritten;
		*changed = true;
	}
	for (const struct vb_query *child = query->child; child != NULL; child = child->next)
		if (!look_in_headings(match, child, text, changed, err))
			return false;
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
		if (!finds(match, query, &found, err))
			return false;
		apply(match, &corrections);
	}
	if (!vb_match_query(match, query, 1, out, err))
		return false;
	if (match->index->late)
		return true;
	if (vb_set_next(out, 1) == 0) {
		const char *headed = typed;
		bool elsewhere = false, changed = false;

		/* Words that are there, if not where the filters look, are not misspelled. */
		if (match->index->within != NULL && !finds(match, query, &elsewhere, err))
			return false;
		if (elsewhere)
			return true;
		if (!look_in_headings(match, query, &headed, &changed, err))
			return false;
		if (changed) {
			vb_list_add(match->notes, match->arena,
				    _("no passage holds the quotation, but a heading does"));
			vb_list_add(suggestions, match->arena, headed);
			return true;
		}
		corrections.count = 0;
		if (!find(match, query, true, &corrections, err))
			return false;
		if (corrections.count > 0)
			text = rewrite(typed, &corrections, match->arena);
	} else if (!found && text != NULL) {
		vb_list_add(match->notes, match->arena,
			    vb_arena_printf(match->arena, _("nothing found for '%s': showing '%s'"),
					    typed, text));
	}
	if (text != NULL)
		vb_list_add(suggestions, match->arena, text);
	return true;
}
