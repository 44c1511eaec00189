/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "query.h"
#include "xapianc_place.h"

static struct xc_database *database;

static void
start(void)
{
	place_make();
	make_database(100);
	database = open_database();
}

static void
end(void)
{
	xc_database_close(database);
	place_remove();
}

TestSuite(xapianc_query, .init = start, .fini = end);

static struct xc_query *
term(const char *name)
{
	struct xc_query *query = xc_query_term(name, strlen(name), &err);

	cr_assert_not_null(query, "%s", err.text);
	return query;
}

/* Joins two queries and frees them. */
static struct xc_query *
join(enum xc_operator how, struct xc_query *left, struct xc_query *right, unsigned window)
{
	const struct xc_query *parts[] = {left, right};
	struct xc_query *query = xc_query_join(how, parts, 2, window, &err);

	xc_query_free(left);
	xc_query_free(right);
	return query;
}

/* How many documents match, exactly; frees the query. */
static uint32_t
total(struct xc_query *query)
{
	struct xc_match_request request = {.query = query, .limit = 1, .exact = true};
	struct xc_match *match;
	uint32_t count;
	bool exact = false;

	cr_assert_not_null(query, "%s", err.text);
	match = xc_match_run(database, &request, &err);
	cr_assert_not_null(match, "%s", err.text);
	count = xc_match_total(match, &exact);
	cr_assert(exact);
	xc_match_free(match);
	xc_query_free(query);
	return count;
}

Test(xapianc_query, each_operator_means_what_it_says)
{
	cr_assert_eq(total(term("even")), 50);
	cr_assert_eq(total(term("nobody")), 0);
	cr_assert_eq(total(xc_query_all(&err)), 100);
	cr_assert_eq(total(join(XC_AND, term("even"), term("n4"), 0)), 1);
	cr_assert_eq(total(join(XC_AND, term("even"), term("n5"), 0)), 0);
	cr_assert_eq(total(join(XC_OR, term("n4"), term("n5"), 0)), 2);
	cr_assert_eq(total(join(XC_NOT, term("even"), term("n4"), 0)), 49);
	cr_assert_eq(total(join(XC_NOT, xc_query_all(&err), term("even"), 0)), 50);
	cr_assert_eq(total(join(XC_FILTER, term("all"), term("odd"), 0)), 50);
}

Test(xapianc_query, a_deleted_document_is_no_match)
{
	struct xc_writer *writer = open_writer();

	cr_assert(xc_begin(writer, &err), "%s", err.text);
	cr_assert(bury_sample(writer, 4, 4), "%s", err.text);
	cr_assert(xc_commit(writer, &err), "%s", err.text);
	xc_writer_close(writer);
	cr_assert(xc_database_reopen(database, NULL, &err), "%s", err.text);
	cr_assert_eq(total(term("even")), 49);
	cr_assert_eq(total(term("n4")), 0);
	cr_assert_eq(total(xc_query_all(&err)), 99);
	cr_assert_eq(total(join(XC_NOT, term("all"), term("odd"), 0)), 49);
}

Test(xapianc_query, near_and_phrase_mind_the_places)
{
	cr_assert_eq(total(join(XC_PHRASE, term("quick"), term("brown"), 0)), 100);
	cr_assert_eq(total(join(XC_PHRASE, term("brown"), term("quick"), 0)), 0);
	cr_assert_eq(total(join(XC_NEAR, term("brown"), term("quick"), 2)), 100);
	cr_assert_eq(total(join(XC_PHRASE, term("brown"), term("fox"), 0)), 1);
	cr_assert_eq(total(join(XC_PHRASE, term("brown"), term("fox"), 4)), 3);
	cr_assert_eq(total(join(XC_PHRASE, term("all"), term("fox"), 0)), 0);
}

Test(xapianc_query, a_query_of_no_parts_finds_nothing)
{
	cr_assert_eq(total(xc_query_join(XC_OR, NULL, 0, 0, &err)), 0);
}

Test(xapianc_query, what_makes_no_sense_is_refused)
{
	char longest[XC_TERM_MAX + 1];
	struct xc_query *both = join(XC_AND, term("quick"), term("brown"), 0);
	struct xc_query *near = join(XC_NEAR, both, term("fox"), 9);
	struct xc_match_request request = {.query = near, .limit = 1};

	cr_assert_null(near == NULL ? NULL : xc_match_run(database, &request, &err));
	expect_error(VB_USAGE, ": ");
	xc_query_free(near);
	memset(longest, 'a', sizeof longest);
	cr_assert_null(xc_query_term(longest, sizeof longest, &err));
	expect_error(VB_LIMIT, "longer than 244 bytes");
	cr_assert_null(xc_query_term("", 0, &err));
	expect_error(VB_USAGE, "empty");
	cr_assert_null(join(XC_PHRASE, term("quick"), term("brown"), 1));
	expect_error(VB_USAGE, "window is smaller");
}

Test(xapianc_query, a_weight_cannot_be_less_than_nothing)
{
	struct xc_query *query = term("all");

	cr_assert_null(xc_query_scale(query, -1, &err));
	expect_error(VB_USAGE, "scaling a query: ");
	xc_query_free(query);
}

Test(xapianc_query, a_tree_without_end_is_cut_off_before_it_can_hurt)
{
	struct xc_query *query = term("all");
	unsigned depth = 1;

	for (;;) {
		struct xc_query *deeper = join(XC_NOT, query, term("nobody"), 0);

		query = deeper;
		if (deeper == NULL)
			break;
		depth++;
	}
	expect_error(VB_LIMIT, "deeper than 64 levels");
	cr_assert_eq(depth, XC_QUERY_DEPTH_MAX);
}

Test(xapianc_query, scaling_a_part_moves_the_hits_it_finds)
{
	struct xc_query *four = term("n4"), *five = term("n5");
	struct xc_query *heavy = xc_query_scale(four, 10, &err);
	struct xc_query *query = join(XC_OR, heavy, five, 0);
	struct xc_match_request request = {.query = query, .limit = 10};
	struct xc_match *match = xc_match_run(database, &request, &err);
	size_t count;
	const struct xc_hit *hits = xc_match_hits(match, &count);

	cr_assert_eq(count, 2);
	cr_assert_eq(hits[0].docid, 4);
	cr_assert_eq(hits[1].docid, 5);
	cr_assert_gt(hits[0].weight, 5 * hits[1].weight);
	xc_match_free(match);
	xc_query_free(query);
	xc_query_free(four);
}

Test(xapianc_query, hits_come_by_the_page)
{
	struct xc_query *query = xc_query_all(&err);
	struct xc_match_request request = {.query = query, .offset = 95, .limit = 10};
	struct xc_match *match = xc_match_run(database, &request, &err);
	size_t count;
	const struct xc_hit *hits = xc_match_hits(match, &count);

	cr_assert_eq(count, 5);
	for (size_t i = 0; i < count; i++) {
		cr_assert_eq(hits[i].docid, 96 + i);
		cr_assert_eq(hits[i].weight, 0);
	}
	xc_match_free(match);
	request.offset = 100;
	match = xc_match_run(database, &request, &err);
	xc_match_hits(match, &count);
	cr_assert_eq(count, 0);
	xc_match_free(match);
	xc_query_free(query);
}

/* idf of a term in 1 of 100 documents; the sample gives n1 one occurrence. */
Test(xapianc_query, hits_are_weighed_by_bm25)
{
	struct xc_query *query = term("n1");
	struct xc_match_request request = {.query = query, .limit = 1};
	struct xc_match *match = xc_match_run(database, &request, &err);
	size_t count;
	const struct xc_hit *hits = xc_match_hits(match, &count);
	double most = log((100 - 1 + 0.5) / (1 + 0.5)) * 2;

	cr_assert_eq(count, 1);
	cr_assert_gt(hits[0].weight, 0);
	cr_assert_lt(hits[0].weight, most);
	xc_match_free(match);
	xc_query_free(query);
}

Test(xapianc_query, facets_count_the_values_of_all_matches)
{
	static const unsigned slots[] = {0, 1, 9};
	struct xc_query *query = join(XC_OR, term("odd"), term("n4"), 0);
	struct xc_match_request request = {
		.query = query, .limit = 1, .facets = slots, .facet_count = 3};
	struct xc_match *match = xc_match_run(database, &request, &err);
	const struct xc_facet_value *values;
	size_t count;
	bool exact;

	cr_assert_not_null(match, "%s", err.text);
	cr_assert_eq(xc_match_total(match, &exact), 51);
	cr_assert(exact);
	values = xc_match_facet(match, 0, &count);
	cr_assert_eq(count, 2);
	cr_assert_eq(memcmp(values[0].value.data, "even", 4), 0);
	cr_assert_eq(values[0].documents, 1);
	cr_assert_eq(memcmp(values[1].value.data, "odd", 3), 0);
	cr_assert_eq(values[1].documents, 50);
	values = xc_match_facet(match, 1, &count);
	cr_assert_eq(count, 1);
	cr_assert_eq(values[0].value.size, 2);
	xc_match_facet(match, 2, &count);
	cr_assert_eq(count, 0);
	cr_assert_null(xc_match_facet(match, 3, &count));
	xc_match_free(match);
	xc_query_free(query);
}

Test(xapianc_query, an_answer_outlives_its_database_and_query)
{
	struct xc_query *query = term("n7");
	struct xc_match_request request = {.query = query, .limit = 1};
	struct xc_match *match = xc_match_run(database, &request, &err);
	size_t count;

	xc_query_free(query);
	xc_database_close(database);
	database = NULL;
	cr_assert_eq(xc_match_hits(match, &count)->docid, 7);
	xc_match_free(match);
}
