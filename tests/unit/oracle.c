/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Thousands of random queries against a slow and simple search that looks at every passage:
 * what matches, in which order, how many there are of each value.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dice.h"
#include "publish.h"
#include "sample.h"
#include "schema.h"
#include "search.h"

#define PASSAGES 500
#define WORDS 24
#define K1 0.9
#define B 0.5
#define STEM 1.2	/* a word, in whatever form */
#define OTHER_FORM 0.7	/* what another form than those typed counts */
#define COVER 0.1999	/* of what was typed, and some room for sums */
#define NEAR_ENOUGH 1e-4

/* Several of a kind share a stem; none is a stop word or names a theme. */
static const char *const words[WORDS] = {
	"boat", "boats", "river", "rivers", "apple", "apples", "walk", "walked", "walking", "green",
	"copper", "candle", "candles", "winter", "violin", "garden", "gardens", "pebble", "ladder",
	"lantern", "lanterns", "meadow", "orchard", "paint"};
static const char *const runs[] = {"苹果园里", "河边散步", "绿色小提琴", "冬天的船", "花园里的蜡烛"};
/* Half of the passages are of the first few, the others of any. */
#define COMMON_STATES 4
static const char *const states[] = {
	"JPN", "CUB", "FRA", "", "AUT", "BEL", "CHL", "DEU", "EGY", "FJI", "GHA", "HTI", "IND", "KEN", "LVA"};
static const char *const languages[] = {"zh", "en"};
static const char *const dates[] = {"2021-03-01", "2022-04", "2023", "2024-05-01", ""};
static const char *const symbols[] = {"A/79/81", "A/78/1", "A/77/5", ""};
static const char *const themes[] = {"norms", "threats", "capacity-building"};
static const char *const cited[] = {"A/RES/77/37", "A/RES/78/16"};

static struct sample sample;
static struct vb_search *search;
static struct vb_arena arena;
static struct vb_request request;
static struct vb_result result;
static struct vb_err err;
static int stem[WORDS];				/* the first word with the same stem */
static uint32_t times[PASSAGES][WORDS];		/* how often a passage holds a word */
static uint32_t length[PASSAGES];
static double mean;

/* Common words first, rare ones last. */
static uint32_t
some_word(void)
{
	uint32_t a = dice(WORDS), b = dice(WORDS);

	return a < b ? a : b;
}

static const char *
invent_text(size_t number)
{
	const char *text = "";
	uint32_t count = 1 + dice(12);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t word = some_word();

		text = vb_arena_printf(&sample.arena, "%s%s%s", text, i > 0 ? " " : "", words[word]);
		times[number][word]++;
		if (dice(6) == 0)
			text = vb_arena_printf(&sample.arena, "%s %s", text, ONE_OF(runs));
	}
	return text;
}

static void
find_stems(void)
{
	const char *stems[WORDS];

	for (int i = 0; i < WORDS; i++) {
		struct vb_tokens tokens;

		vb_token_cut(sample.tokeniser, words[i], strlen(words[i]), &tokens);
		stems[i] = vb_arena_strdup(&sample.arena, tokens.stems + tokens.list[0].stem);
		for (stem[i] = 0; strcmp(stems[stem[i]], stems[i]) != 0; stem[i]++)
			;
	}
}

/* The columns with the lists of the commonest words, and the texts, as the indexer leaves them. */
static void
publish(void)
{
	const char *path = vb_arena_printf(&arena, "%s/%s", sample.folder, VB_CURRENT_LINK);

	cr_assert(vb_publish(path, sample.table, 1, &err), "%s", err.text);
}

static void
setup(void)
{
	double sum = 0;

	seed = 2024;
	sample_init(&sample);
	vb_arena_init(&arena);
	find_stems();
	memset(times, 0, sizeof(times));
	for (size_t i = 0; i < PASSAGES; i++) {
		const char *symbol = ONE_OF(symbols);
		struct vb_tokens tokens;

		sample_add(&sample, &(struct vb_record){
			.text = invent_text(i),
			.path = vb_arena_printf(&sample.arena, "/%s/p%u", symbol, dice(3)),
			.state = dice(2) ? ONE_OF(states) : states[dice(COMMON_STATES)],
			.language = ONE_OF(languages), .date = ONE_OF(dates),
			.symbol = symbol, .themes = some_of(themes, 3, &sample.arena),
			.cites = some_of(cited, 2, &sample.arena),
			.kind = dice(6) == 0 ? VB_FOOTNOTE : VB_PARAGRAPH});
		vb_token_cut_terms(sample.tokeniser, sample.record[i].text, sample.record[i].text_size, &tokens);
		length[i] = tokens.words;
		sum += length[i];
	}
	mean = sum / PASSAGES;
	sample_write(&sample);
	publish();
	search = vb_search_open(&sample.settings, &err);
	cr_assert_not_null(search, "%s", err.text);
}

static void
teardown(void)
{
	vb_search_close(search);
	vb_arena_fini(&arena);
	sample_fini(&sample);
}

TestSuite(oracle, .init = setup, .fini = teardown, .timeout = 300);

/* ---- what a passage holds ---- */

static uint32_t
times_of_stem(size_t passage, uint32_t word)
{
	uint32_t sum = 0;

	for (int i = 0; i < WORDS; i++)
		if (stem[i] == stem[word])
			sum += times[passage][i];
	return sum;
}

/* A passage counts for each form of the stem that it holds. */
static double
idf(uint32_t word)
{
	double held = 0;

	for (size_t i = 0; i < PASSAGES; i++)
		for (uint32_t j = 0; j < WORDS; j++)
			held += stem[j] == stem[word] && times[i][j] > 0;
	held = held < PASSAGES ? held : PASSAGES;
	return held == 0 ? 0 : log(1 + (PASSAGES - held + 0.5) / (held + 0.5));
}

/* How often a passage holds the stem of the word, forms that are not in the query counting less. */
static double
worth_of_stem(size_t passage, uint32_t word, const uint32_t *query, size_t count)
{
	double sum = 0;

	for (uint32_t i = 0; i < WORDS; i++) {
		bool typed = false;

		for (size_t j = 0; j < count; j++)
			typed = typed || query[j] == i;
		if (stem[i] == stem[word])
			sum += times[passage][i] * (typed ? 1 : OTHER_FORM);
	}
	return sum;
}

static double
score_of(size_t passage, const uint32_t *word, size_t count, const double *weights)
{
	double score = 0;

	for (size_t i = 0; i < count; i++) {
		double tf = worth_of_stem(passage, word[i], word, count);

		/* A stem stands once in a bag, whatever forms it is asked by. */
		for (size_t j = 0; j < i; j++)
			tf = stem[word[j]] == stem[word[i]] ? 0 : tf;
		score += STEM * weights[i] * tf * (K1 + 1) /
			 (tf + K1 * (1 - B + B * length[passage] / mean));
	}
	return sample.record[passage].kind == VB_FOOTNOTE ? score * 0.3 : score;
}

/* ---- bags: who matches, in which order ---- */

static int
place(size_t a, size_t b)
{
	const struct vb_record *x = &sample.record[a], *y = &sample.record[b];
	int order = strcmp(x->symbol[0] ? x->symbol : x->path, y->symbol[0] ? y->symbol : y->path);

	return order != 0 ? order : (x->ordinal > y->ordinal) - (x->ordinal < y->ordinal);
}

static size_t
passage_of(const struct vb_hit *hit)
{
	return strtoul(hit->record.id, NULL, 16);
}

static void
compare_order(const double *score, const bool *held)
{
	for (size_t i = 0; i < result.hit_count; i++) {
		size_t here = passage_of(&result.hits[i]), better = 0;

		cr_assert(held[here], "%s", request.query);
		cr_expect_float_eq(result.hits[i].score, score[here], NEAR_ENOUGH,
				   "%s: %g, not %g", request.query, result.hits[i].score, score[here]);
		/* As many are before it as should be, but for those that rounding may swap. */
		for (size_t j = 0; j < PASSAGES; j++)
			better += held[j] && (score[j] > score[here] + NEAR_ENOUGH ||
					      (fabs(score[j] - score[here]) < 1e-9 && place(j, here) < 0));
		cr_expect_leq(better, i, "%s: rank %zu", request.query, i);
	}
}

static void
set_filter(const char *facet, const char *value, bool unwanted)
{
	cr_assert(vb_request_filter(&request, &arena, facet, value, unwanted, &err), "%s", err.text);
}

/* Among the passages of a State, or of all (NULL). */
static void
ask_bag(const char *state)
{
	uint32_t word[4];
	double weights[4], score[PASSAGES], bar = 0;
	bool held[PASSAGES];
	size_t count = 0, total = 0, wanted = 1 + dice(4);
	const char *query = "";

	while (count < wanted) {
		bool known = false;

		word[count] = dice(WORDS);
		for (size_t i = 0; i < count; i++)
			known = known || word[i] == word[count];
		if (known)
			continue;
		query = vb_arena_printf(&arena, "%s%s ", query, words[word[count]]);
		weights[count] = idf(word[count]);
		bar += weights[count++];
	}
	bar *= COVER;
	for (size_t i = 0; i < PASSAGES; i++) {
		double share = 0;

		for (size_t j = 0; j < count; j++)
			share += times_of_stem(i, word[j]) > 0 ? weights[j] : 0;
		held[i] = share > 0 && share >= bar &&
			  (state == NULL || strcmp(sample.record[i].state, state) == 0);
		total += held[i];
		score[i] = score_of(i, word, count, weights);
	}
	if (state != NULL)
		set_filter("state", state, false);
	request.query = query;
	cr_assert(vb_search_run(search, &request, &arena, &result, &err), "%s", err.text);
	cr_assert_eq(result.total, total, "%s: %zu, not %zu", query, (size_t)result.total, total);
	cr_assert_eq(result.hit_count, total < 10 ? total : 10);
	compare_order(score, held);
}

Test(oracle, plain_words_match_and_rank_as_by_hand)
{
	for (int i = 0; i < 1500; i++) {
		vb_arena_reset(&arena);
		vb_request_init(&request);
		request.expand = false;
		ask_bag(NULL);
	}
}

Test(oracle, under_a_filter_scores_are_those_without_it)
{
	for (int i = 0; i < 1000; i++) {
		const char *state = ONE_OF(states);

		vb_arena_reset(&arena);
		vb_request_init(&request);
		request.expand = false;
		ask_bag(state[0] == '\0' ? "JPN" : state);
	}
}

/* ---- trees, filters, facets ---- */

static unsigned wildcards;	/* that a query may have yet */

/* Fills held and returns the leaf as a user writes it. */
static const char *
invent_leaf(bool *held)
{
	uint32_t kind = dice(wildcards > 0 ? 5 : 4), word = some_word();
	const char *text = words[word], *from;
	size_t passage = dice(PASSAGES), skip;

	wildcards -= kind == 4;
	if (kind == 4)
		text = vb_arena_printf(&arena, "%.3s", words[word]);
	if (kind == 2) {
		from = sample.record[passage].text;
		skip = strlen(from) < 8 ? 0 : dice((uint32_t)strlen(from) - 7);
		while (((unsigned char)from[skip] & 0xc0) == 0x80)
			skip++;
		text = vb_arena_printf(&arena, "%.9s", from + skip);
		for (size_t size = strlen(text); size > 0 && (text[size - 1] & 0x80); size--)
			((char *)(size_t)text)[size - 1] = '\0';
		text = strspn(text, " ") + strlen(text) < 4 ? "apple" : text + strspn(text, " ");
		while (text[0] != '\0' && text[strlen(text) - 1] == ' ')
			((char *)(size_t)text)[strlen(text) - 1] = '\0';
	}
	if (kind == 3)
		text = "河边";
	for (size_t i = 0; i < PASSAGES; i++) {
		held[i] = strstr(sample.record[i].text, text) != NULL;
		if (kind == 0)
			held[i] = times_of_stem(i, word) > 0;
		if (kind == 1)
			held[i] = strcmp(sample.record[i].state, "CUB") == 0;
		for (int j = 0; kind == 4 && j < WORDS; j++) {
			held[i] = j == 0 ? false : held[i];
			held[i] = held[i] || (times[i][j] > 0 && strncmp(words[j], text, 3) == 0);
		}
	}
	if (kind == 1)
		return "state:CUB";
	return kind == 0 ? text : vb_arena_printf(&arena, kind == 4 ? "%s*" : "\"%s\"", text);
}

static const char *
invent_tree(unsigned depth, bool *held)
{
	bool right[PASSAGES];
	const char *a, *b;
	uint32_t kind = dice(4);

	if (depth == 0 || kind == 3)
		return invent_leaf(held);
	a = invent_tree(depth - 1, held);
	b = invent_tree(depth - 1, right);
	for (size_t i = 0; i < PASSAGES; i++)
		held[i] = kind == 0 ? held[i] && right[i] : kind == 1 ? held[i] || right[i]
								      : held[i] && !right[i];
	return vb_arena_printf(&arena, "(%s %s %s)", a, kind == 0 ? "AND" : kind == 1 ? "OR" : "AND NOT", b);
}

static bool
in_list(const struct vb_list *list, const char *value)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->item[i], value) == 0)
			return true;
	return false;
}

/* Three filters, each perhaps set: but is the one that is not to be looked at. */
struct filters {
	const char *state, *not_theme, *year;
};

static bool
passes(size_t passage, const struct filters *filters, bool but_state)
{
	const struct vb_record *record = &sample.record[passage];

	return (but_state || filters->state == NULL || strcmp(record->state, filters->state) == 0) &&
	       (filters->not_theme == NULL || !in_list(&record->themes, filters->not_theme)) &&
	       (filters->year == NULL || strncmp(record->date, filters->year, 4) == 0);
}

static uint64_t
count_by_hand(const bool *held, const struct filters *filters, const char *state, const char *theme)
{
	uint64_t count = 0;

	for (size_t i = 0; i < PASSAGES; i++)
		count += held[i] && passes(i, filters, state != NULL) &&
			 (state == NULL || strcmp(sample.record[i].state, state) == 0) &&
			 (theme == NULL || in_list(&sample.record[i].themes, theme));
	return count;
}

static void
compare_counts(const bool *held, const struct filters *filters)
{
	cr_assert_eq(result.total, count_by_hand(held, filters, NULL, NULL), "%s: %zu, not %zu",
		     request.query, (size_t)result.total,
		     (size_t)count_by_hand(held, filters, NULL, NULL));
	for (size_t i = 0; i < result.hit_count; i++)
		cr_expect(held[passage_of(&result.hits[i])] &&
			  passes(passage_of(&result.hits[i]), filters, false), "%s", request.query);
	for (size_t i = 0; i < result.facet_count; i++)
		for (size_t j = 0; j < result.facets[i].count; j++) {
			const struct vb_facet_value *value = &result.facets[i].values[j];
			bool is_state = result.facets[i].name == VB_FACET_STATE;

			cr_expect_eq(value->count,
				     count_by_hand(held, filters, is_state ? value->value : NULL,
						   is_state ? NULL : value->value), "%s: %s", request.query,
				     value->value);
		}
}

Test(oracle, operators_filters_and_counts_are_as_by_hand)
{
	for (int i = 0; i < 2000; i++) {
		struct filters filters = {NULL, NULL, NULL};
		bool held[PASSAGES];

		vb_arena_reset(&arena);
		vb_request_init(&request);
		request.expand = false;
		wildcards = 2;
		request.query = invent_tree(dice(4), held);
		request.facets = 1u << VB_FACET_THEME | dice(2) << VB_FACET_STATE;
		if (dice(2) == 0)
			set_filter("state", filters.state = states[dice(3) + dice(2) * COMMON_STATES], false);
		if (dice(4) == 0)
			set_filter("theme", filters.not_theme = ONE_OF(themes), true);
		if (dice(4) == 0)
			set_filter("year", filters.year = dice(2) ? "2022" : "2024", false);
		cr_assert(vb_search_run(search, &request, &arena, &result, &err), "%s", err.text);
		compare_counts(held, &filters);
	}
}
