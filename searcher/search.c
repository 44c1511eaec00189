/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "best.h"
#include "contest.h"
#include "dictionary.h"
#include "explain.h"
#include "facet.h"
#include "glossary.h"
#include "highlight.h"
#include "i18n.h"
#include "index.h"
#include "lift.h"
#include "list.h"
#include "matching.h"
#include "matrix.h"
#include "rerank.h"
#include "search.h"
#include "snippet.h"
#include "suggest.h"
#include "traditional.h"
#include "wanted.h"
#include "wording.h"

/* Seconds a query may take. */
#define DEADLINE 5

struct vb_search {
	struct vb_index index;
	struct vb_tables tables;
	struct vb_states *states;
	struct vb_themes *themes;
	struct vb_glossary *glossary;
	struct vb_dictionary dictionary;
	struct vb_traditional traditional;
	struct vb_tokeniser *tokeniser;
	char *database;
};

static bool
first_refresh(struct vb_search *search, struct vb_err *err)
{
	search->index.states = search->states;
	return vb_index_refresh(&search->index, search->database, err);
}

struct vb_search *
vb_search_open(const struct vb_settings *settings, struct vb_err *err)
{
	struct vb_search *search = calloc(1, sizeof(*search));

	if (search == NULL) {
		vb_err_set(err, VB_MEMORY, "no memory");
		return NULL;
	}
	search->database = strdup(settings->database);
	search->tokeniser = vb_tokeniser_new(err);
	if (search->database == NULL || search->tokeniser == NULL ||
	    (search->states = vb_states_load(settings->states, err)) == NULL ||
	    (search->themes = vb_themes_load(settings->themes, err)) == NULL ||
	    (settings->glossary != NULL &&
	     (search->glossary = vb_glossary_load(settings->glossary, settings->dictionary, search->tokeniser,
						  err)) == NULL) ||
	    !first_refresh(search, err)) {
		vb_search_close(search);
		return NULL;
	}
	search->tables.states = search->states;
	search->tables.themes = search->themes;
	search->tables.glossary = search->glossary;
	vb_dictionary_open(&search->dictionary, settings->dictionary);
	search->tables.dictionary = &search->dictionary;
	search->tables.folder = vb_tokeniser_folder(search->tokeniser);
	return search;
}

void
vb_search_close(struct vb_search *search)
{
	if (search == NULL)
		return;
	vb_index_close(&search->index);
	vb_tokeniser_free(search->tokeniser);
	vb_states_free(search->states);
	vb_themes_free(search->themes);
	vb_glossary_free(search->glossary);
	vb_dictionary_close(&search->dictionary);
	vb_traditional_close(&search->traditional);
	free(search->database);
	free(search);
}

const struct vb_states *
vb_search_states(const struct vb_search *search)
{
	return search->states;
}

/* ---- hits ---- */

static bool
read_hit(struct vb_search *search, const struct vb_ranked *ranked, struct vb_arena *arena,
	 struct vb_hit *hit, struct vb_err *err)
{
	const struct vb_state *state;
	char *data;
	size_t size;
	bool ok;

	if (!vb_index_data(&search->index, ranked->docid, &data, &size, err))
		return false;
	ok = vb_record_decode(data, size, arena, &hit->record, err);
	free(data);
	if (!ok)
		return false;
	state = vb_state_by_code(search->states, hit->record.state);
	hit->score = ranked->score;
	hit->document = hit->record.symbol[0] != '\0' ? hit->record.symbol : hit->record.path;
	hit->state_en = state == NULL ? "" : state->en;
	hit->state_zh = state == NULL ? "" : state->zh;
	return true;
}

static void
light_hits(struct vb_match *match, const struct vb_query *query, struct vb_result *result)
{
	struct vb_highlighter highlighter;
	struct vb_wanted_list wanted;

	vb_wanted_list(match, query, &wanted);
	vb_highlighter_init(&highlighter, match->tokeniser, &wanted, match->arena);
	for (size_t i = 0; i < result->hit_count; i++) {
		struct vb_hit *hit = &result->hits[i];
		struct vb_snippet snippet;
		struct vb_lit lit;

		vb_highlight_find(&highlighter, hit->record.text, hit->record.text_size,
				  match->arena, &lit);
		vb_snippet_cut(hit->record.text, hit->record.text_size, &lit, match->arena, &snippet);
		hit->highlight = lit.range;
		hit->highlight_count = lit.range_count;
		hit->snippet = snippet.text;
		hit->snippet_start = snippet.start;
		hit->snippet_points = snippet.points;
	}
	vb_highlighter_fini(&highlighter);
}

/* The page asked for of the passages in set. */
static bool
make_hits(struct vb_search *search, const struct vb_request *request, const struct vb_set *set,
	  struct vb_arena *arena, struct vb_result *result, struct vb_err *err)
{
	size_t offset = request->offset, count, found;
	struct vb_ranked *ranked;
	bool ok = false;

	if (offset >= result->total || request->limit == 0)
		return true;
	count = result->total - offset < request->limit ? result->total : offset + request->limit;
	ranked = calloc(count, sizeof(ranked[0]));
	if (ranked == NULL)
		return vb_err_set(err, VB_MEMORY, "no memory for %zu hits", count);
	found = vb_best_choose(&search->index, set, request->sort, count, ranked);
	result->hits = vb_arena_array(arena, count - offset, sizeof(result->hits[0]));
	for (size_t i = offset; i < found; i++) {
		struct vb_hit *hit = &result->hits[result->hit_count++];

		hit->rank = (unsigned)i + 1;
		if (!read_hit(search, &ranked[i], arena, hit, err))
			goto out;
	}
	ok = true;
out:
	free(ranked);
	return ok;
}

/* ---- a run ---- */

/* Looks at the best of found a second time where that pays; *best: those that hits are to be chosen of. */
static bool
rank_again(struct vb_match *match, const struct vb_query *query, const struct vb_request *request,
	   const struct vb_set *found, const struct vb_set **best, struct vb_err *err)
{
	struct vb_set *read;

	*best = found;
	if (request->sort != VB_SORT_RELEVANCE || request->limit == 0 || !vb_rerank_pays(match, query))
		return true;
	read = vb_set_take(&match->index->sets);
	if (!vb_rerank(match, query, found, read, err))
		return false;
	/* Those whose scores have grown stay before all others. */
	if (vb_set_next(read, 1) != 0 && (size_t)request->offset + request->limit <= VB_RERANK_TOP)
		*best = read;
	return true;
}

static bool
run_once(struct vb_search *search, const struct vb_request *request, struct vb_arena *arena,
	 struct vb_result *result, struct vb_err *err)
{
	struct vb_index *index = &search->index;
	struct vb_list spellings = {NULL, 0}, renderings = {NULL, 0};
	struct vb_match match = {
		index, search->tokeniser, &search->tables, arena, NULL, &result->notes,
		&result->expansion, &spellings, &renderings, NULL,
		request->expand, NULL, false, 0, NULL, NULL, 0,
	};
	struct vb_filters filters;
	struct vb_query *query;
	const struct vb_set *found, *best;
	struct vb_set *set;

	memset(result, 0, sizeof(*result));
	result->uncounted = request->uncounted;
	result->query = request->query == NULL ? "" : vb_arena_strdup(arena, request->query);
	if (!vb_parse_query(&search->tables, result->query, request->expand, arena, &result->notes,
			    &query, err))
		return false;
	match.whole = query;
	vb_index_begin(index, DEADLINE);
	set = vb_set_take(&index->sets);
	if (request->expand && !vb_traditional_convert(&match, &search->traditional, query, err))
		return false;
	if (request->expand)
		vb_wording_read(&match, query);
	if (!vb_facet_filters(&match, request, &filters, err))
		return false;
	index->scored = filters.scope;
	/* What other words there are for one is counted in all passages. */
	if (!filters.sideways && !request->expand)
		index->within = filters.scope;
	if (request->sort == VB_SORT_RELEVANCE && request->limit > 0 && !filters.any)
		match.places = (size_t)request->offset + request->limit;
	if (query->kind == VB_QUERY_PHRASE)
		match.only = &filters;
	if (query->kind == VB_QUERY_PHRASE && request->uncounted && request->facets == 0 &&
	    !request->matrix && request->sort == VB_SORT_RELEVANCE)
		match.best = (size_t)request->offset + request->limit;
	if (!vb_suggest_match(&match, query, result->query, &result->suggestions, set, err))
		return false;
	found = vb_facet_count(&match, request, &filters, set, result);
	if (request->matrix)
		vb_matrix_count(&match, request, found, result);
	if (match.contest != NULL)
		found = match.contest->set;
	vb_lift_apply(&match, found);
	if (!rank_again(&match, query, request, found, &best, err) ||
	    !make_hits(search, request, best, arena, result, err))
		return false;
	vb_index_end(index);
	vb_explain_request(&match, request, query, &result->explanation);
	light_hits(&match, query, result);
	result->partial = index->late;
	if (result->partial)
		vb_list_add(&result->notes, arena,
			    _("the query took too long and was stopped: what was found until then is "
			      "shown, there may be more: ask for less, for instance longer words or "
			      "fewer wildcards"));
	return true;
}

void
vb_search_rest(struct vb_search *search)
{
	vb_index_rest(&search->index);
}

void
vb_search_set_clock(struct vb_search *search, vb_search_clock *clock)
{
	search->index.clock = clock;
}

static double
milliseconds(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

bool
vb_search_run(struct vb_search *search, const struct vb_request *request, struct vb_arena *arena,
	      struct vb_result *result, struct vb_err *err)
{
	double start = milliseconds();
	struct vb_request checked;
	struct vb_err first = {VB_OK, ""};
	bool ok = false;

	if (!vb_request_check(request, &search->tables, arena, &checked, err))
		return false;
	/* Once more when the writer passed by in between. */
	for (int run = 0; run < 2 && !ok; run++) {
		ok = vb_index_refresh(&search->index, search->database, &first) &&
		     run_once(search, &checked, arena, result, &first);
		/* A server that failed is asked anew by the next search. */
		if (!ok && first.code == VB_IO)
			vb_index_close(&search->index);
		if (!ok && first.code != VB_MODIFIED)
			break;
	}
	if (!ok)
		return vb_err_set(err, first.code, "%s", first.text);
	result->took_ms = milliseconds() - start;
	return true;
}
