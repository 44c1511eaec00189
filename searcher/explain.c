/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "explain.h"
#include "i18n.h"
#include "list.h"
#include "rerank.h"
#include "unit.h"

struct explaining {
	struct vb_match *match;
	struct vb_list *lines;
	unsigned depth;
};

static void say(struct explaining *explaining, const char *format, ...)
	__attribute__((format(printf, 2, 3), nonnull(2)));

static void
say(struct explaining *explaining, const char *format, ...)
{
	struct vb_arena *arena = explaining->match->arena;
	va_list list, again;
	char *line;
	int size;

	va_start(list, format);
	va_copy(again, list);
	size = vsnprintf(NULL, 0, format, again);
	va_end(again);
	line = vb_arena_alloc(arena, (size_t)size + 1);
	vsnprintf(line, (size_t)size + 1, format, list);
	va_end(list);
	vb_list_add(explaining->lines, arena,
		    vb_arena_printf(arena, "%*s%s", (int)explaining->depth * 2, "", line));
}

/* The words of a bag, with what they were taken for. */
static const char *
words_of(struct vb_match *match, const struct vb_query *query)
{
	struct vb_units units;
	struct vb_buf buf = VB_BUF_INIT;
	const char *text;

	vb_unit_open(match->tokeniser, match->tables, match->expand && !query->strict, query,
		     match->arena, &units);
	for (size_t i = 0; i < units.count; i++) {
		const struct vb_unit *unit = &units.unit[i];

		vb_buf_printf(&buf, "%s%s", i > 0 ? ", " : "", unit->text);
		if (unit->state != NULL)
			vb_buf_printf(&buf, _(" (or said by %s)"), unit->state);
	}
	text = vb_arena_strndup(match->arena, buf.len > 0 ? buf.data : "", buf.len);
	vb_buf_fini(&buf);
	return text;
}

static void
explain_leaf(struct explaining *explaining, const struct vb_query *query)
{
	switch (query->kind) {
	case VB_QUERY_ALL:
		say(explaining, "%s", _("every passage"));
		return;
	case VB_QUERY_WORDS:
		say(explaining, query->strict ? _("every one of the words: %s")
					      : _("enough of the words, by their weight: %s"),
		    words_of(explaining->match, query));
		return;
	case VB_QUERY_PHRASE:
		say(explaining, _("the quotation, character by character: %s"), query->text);
		return;
	case VB_QUERY_PREFIX:
		say(explaining, _("words that begin with: %s"), query->text);
		return;
	case VB_QUERY_FUZZY:
		say(explaining, ngettext("words at most %u letter from: %s",
					 "words at most %u letters from: %s", query->distance),
		    query->distance, query->text);
		return;
	case VB_QUERY_FACET:
		say(explaining, "%s: %s", vb_facet_slug(query->facet), query->text);
		return;
	case VB_QUERY_DATE:
		say(explaining, _("dated from %s to %s"),
		    query->since == NULL ? _("any day") : query->since,
		    query->until == NULL ? _("any day") : query->until);
		return;
	case VB_QUERY_HEADING:
		say(explaining, _("under a heading that holds: %s"), query->text);
		return;
	default:
		return;
	}
}

static void
explain(struct explaining *explaining, const struct vb_query *query)
{
	if (query->kind == VB_QUERY_WORDS || query->child == NULL) {
		explain_leaf(explaining, query);
		return;
	}
	if (query->kind == VB_QUERY_AND)
		say(explaining, "%s", _("all of:"));
	else if (query->kind == VB_QUERY_OR)
		say(explaining, "%s", _("any of:"));
	else if (query->kind == VB_QUERY_NOT)
		say(explaining, "%s", _("not:"));
	else
		say(explaining, ngettext("at most %u word apart:", "at most %u words apart:",
					 query->distance), query->distance);
	explaining->depth++;
	for (const struct vb_query *child = query->child; child != NULL; child = child->next)
		explain(explaining, child);
	explaining->depth--;
}

static void
explain_filter(struct explaining *explaining, const char *format, const char *name,
	       const char **values, size_t count)
{
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = vb_arena_printf(explaining->match->arena, "%s%s%s", text,
				       i > 0 ? _(" or ") : "", values[i]);
	if (count > 0)
		say(explaining, format, name, text);
}

void
vb_explain_request(struct vb_match *match, const struct vb_request *request,
		   const struct vb_query *query, struct vb_list *lines)
{
	struct explaining explaining = {match, lines, 0};

	explain(&explaining, query);
	if (request->sort == VB_SORT_RELEVANCE && vb_rerank_pays(match, query))
		say(&explaining, _("of the best %d, first what stands together and at the beginning"),
		    VB_RERANK_TOP);
	for (int i = 0; i < VB_FACET_COUNT; i++) {
		const struct vb_filter *filter = &request->filter[i];
		const char *name = vb_facet_slug((enum vb_facet_name)i);

		explain_filter(&explaining, _("only %s: %s"), name, filter->wanted,
			       filter->wanted_count);
		explain_filter(&explaining, _("without %s: %s"), name, filter->unwanted,
			       filter->unwanted_count);
	}
	if (request->since != NULL || request->until != NULL)
		say(&explaining, _("only dated from %s to %s"),
		    request->since == NULL ? _("any day") : request->since,
		    request->until == NULL ? _("any day") : request->until);
}
