/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema.h"
#include "settings.h"
#include "terms.h"
#include "xapianc_place.h"

static struct vb_tokeniser *tokeniser;
static struct vb_terms *terms;
static struct vb_buf bundle;
static struct vb_record record;

static void
set_up(void)
{
	struct vb_err err;

	tokeniser = vb_tokeniser_new(&err);
	cr_assert(tokeniser != NULL, "%s", err.text);
	terms = vb_terms_new();
	memset(&bundle, 0, sizeof bundle);
	record = (struct vb_record){
		.id = "0123456789abcdef", .path = "/srv/a.txt", .symbol = "", .title = "",
		.state = "", .heading_group = "", .lead_in = "", .paragraph = "", .language = "",
		.original_language = "", .date = "", .text = "", .ordinal = 258,
	};
}

static void
tear_down(void)
{
	vb_buf_fini(&bundle);
	vb_terms_free(terms);
	vb_tokeniser_free(tokeniser);
}

TestSuite(terms, .init = set_up, .fini = tear_down);

static void
make(const char *text)
{
	record.text = text;
	record.text_size = strlen(text);
	vb_buf_clear(&bundle);
	vb_terms_passage(terms, tokeniser, &record, &bundle);
}

/* How often the bundle has the term; -1 when it has not. */
static int
wdf(const char *term)
{
	struct vb_terms_walk walk;

	vb_terms_walk_init(&walk, bundle.data, bundle.len);
	while (vb_terms_walk_next(&walk))
		if (walk.size == strlen(term) && memcmp(walk.term, term, walk.size) == 0)
			return (int)walk.wdf;
	return -1;
}

Test(terms, words_stand_as_they_are_written_and_are_counted)
{
	make("States respect States.");
	cr_assert_eq(wdf("wstates"), 2);
	cr_assert_eq(wdf("wstate"), -1);
	cr_assert_eq(wdf("wrespect"), 1);
	cr_assert_eq(wdf("L"), -1);
}

/* How many terms of common words the bundle has. */
static int
commons(void)
{
	struct vb_terms_walk walk;
	int count = 0;

	vb_terms_walk_init(&walk, bundle.data, bundle.len);
	while (vb_terms_walk_next(&walk))
		count += walk.term[0] == VB_TERM_COMMON[0];
	return count;
}

Test(terms, common_words_in_a_row_are_one_term_and_only_in_the_text)
{
	const char *headings[] = {"Role of the States"};

	record.heading.item = headings;
	record.heading.count = 1;
	make("Water.");
	cr_assert_eq(commons(), 0);
	make("The rights of States. Rights  of ships.");
	/* the rights, rights of, of states, and in that "of state"; of three words: 3 */
	cr_assert_eq(commons(), 7);
}

Test(terms, han_text_brings_every_pair_of_neighbours)
{
	make("网络安全");
	cr_assert_eq(wdf("g网络"), 1);
	cr_assert_eq(wdf("g络安"), 1);
	cr_assert_eq(wdf("g安全"), 1);
	cr_assert_eq(wdf("g全"), 1);
}

Test(terms, headings_and_lead_in_stand_apart_from_the_text)
{
	const char *headings[] = {"Trade", "和平"};

	record.heading.item = headings;
	record.heading.count = 2;
	record.lead_in = "安全 of ships:";
	make("Water.");
	cr_assert_eq(wdf("Wtrade"), 1);
	cr_assert_eq(wdf("wtrade"), -1);
	cr_assert_eq(wdf("G和平"), 1);
	cr_assert_eq(wdf("G平安"), -1);	/* never across two of them */
	cr_assert_eq(wdf("Wships"), 1);
}

Test(terms, what_a_passage_is_filtered_by_counts_no_words)
{
	const char *themes[] = {"norms"}, *cites[] = {"A/RES/78/237"};

	record.state = "JPN";
	record.symbol = "A/79/81";
	record.date = "2024-05-01";
	record.language = "zh";
	record.kind = VB_FOOTNOTE;
	record.themes = (struct vb_list){themes, 1};
	record.cites = (struct vb_list){cites, 1};
	make("Water.");
	cr_assert_eq(wdf("Fstate:JPN"), 0);
	cr_assert_eq(wdf("Ftheme:norms"), 0);
	cr_assert_eq(wdf("Fcites:A/RES/78/237"), 0);
	cr_assert_eq(wdf("Flanguage:zh"), 0);
	cr_assert_eq(wdf("Fkind:footnote"), 0);
	cr_assert_eq(wdf("Q0123456789abcdef"), 0);
	cr_assert_eq(wdf("Foriginal_language:"), -1);
}

Test(terms, the_first_passage_says_what_the_document_goes_by)
{
	char source[VB_TERMS_SOURCE_MAX], term[128];

	vb_terms_source(record.path, source);
	record.ordinal = 0;
	make("Water.");
	snprintf(term, sizeof term, "K%s/srv/a.txt", source + 1);
	cr_assert_eq(wdf(term), 0);
	record.symbol = "A/79/81";
	make("Water.");
	snprintf(term, sizeof term, "K%sA/79/81", source + 1);
	cr_assert_eq(wdf(term), 0);
	record.ordinal = 1;
	make("Water.");
	cr_assert_eq(wdf(term), -1);
	cr_assert_eq(wdf(source), 0);
}

Test(terms, a_word_too_long_for_a_term_marks_the_passage)
{
	char word[301];

	memset(word, 'x', 300);
	word[300] = '\0';
	make(word);
	cr_assert_eq(wdf("L"), 0);
}

Test(terms, terms_stand_in_the_order_of_bytes_each_once)
{
	struct vb_terms_walk walk;
	char before[256] = "";
	size_t size = 0;

	make("The State shall 网络安全 the State; 安全 shall be a State's own.");
	vb_terms_walk_init(&walk, bundle.data, bundle.len);
	while (vb_terms_walk_next(&walk)) {
		size_t shorter = size < walk.size ? size : walk.size;
		int order = memcmp(before, walk.term, shorter);

		cr_assert(order < 0 || (order == 0 && size < walk.size));
		memcpy(before, walk.term, walk.size);
		size = walk.size;
	}
}

Test(terms, length_and_place_are_counted_and_the_date_is_a_filter)
{
	record.date = "2024";
	make("One two three.");
	cr_assert_eq(wdf("N"), 3);
	cr_assert_eq(wdf("O"), 259);
	cr_assert_eq(wdf("Fdate:2024"), 0);
}

Test(terms, a_passage_without_words_has_a_length_too)
{
	make("...");
	cr_assert_eq(wdf("N"), 0);
}

Test(terms, a_passage_of_very_many_words_is_no_hindrance)
{
	struct vb_buf text = VB_BUF_INIT;

	for (int i = 0; i < 20000; i++)
		vb_buf_printf(&text, "word%d ", i);
	make(text.data);
	cr_assert_eq(wdf("wword0"), 1);
	cr_assert_eq(wdf("wword19999"), 1);
	make("Short.");		/* the working memory has grown and is clean */
	cr_assert_eq(wdf("wshort"), 1);
	cr_assert_eq(wdf("wword0"), -1);
	vb_buf_fini(&text);
}

/* Fails unless the one document of the database at path is what the bundle says. */
static void
expect_bundle_in(const char *path)
{
	struct xc_database *database = xc_database_open(path, &err);
	struct xc_terms *all;
	struct vb_terms_walk walk;
	struct xc_bytes term, data;
	uint64_t occurrences;
	uint32_t count;
	size_t size;
	char *value;

	cr_assert(database != NULL, "%s", err.text);
	all = xc_terms_open(database, "", 0, &err);
	vb_terms_walk_init(&walk, bundle.data, bundle.len);
	while (vb_terms_walk_next(&walk)) {
		cr_assert(xc_terms_next(all, &term, NULL, &err));
		cr_assert(term.size == walk.size && memcmp(term.data, walk.term, term.size) == 0);
		cr_assert(xc_term_frequency(database, walk.term, walk.size, &count, &occurrences, &err));
		cr_assert_eq(occurrences, walk.wdf);
	}
	cr_assert(xc_terms_next(all, &term, NULL, &err));
	cr_assert_null(term.data);
	xc_terms_close(all);
	vb_terms_data(bundle.data, bundle.len, &data);
	cr_assert(xc_database_value(database, 1, VB_SLOT_RECORD, &value, &size, &err));
	cr_assert(size == data.size && memcmp(value, data.data, size) == 0);
	free(value);
	xc_database_close(database);
}

Test(terms, a_passage_is_the_same_whether_it_is_loaded_or_added)
{
	struct xc_load *load = xc_load_new(VB_SLOT_RECORD, &err);
	struct xc_document *document = xc_document_new(&err);
	struct xc_writer *writer;
	size_t used = 0;

	place_make();
	make("Two words, and two more: 网络安全.");
	cr_assert(vb_terms_load(bundle.data, bundle.len, load, &used, &err), "%s", err.text);
	cr_assert_eq(used, bundle.len);
	cr_assert(xc_load_write(load, in_place("loaded"), &err), "%s", err.text);
	writer = xc_writer_open(in_place("added"), XC_CREATE, &err);
	cr_assert(writer != NULL, "%s", err.text);
	used = 0;
	cr_assert(vb_terms_document(bundle.data, bundle.len, document, &used, &err), "%s", err.text);
	cr_assert_eq(used, bundle.len);
	cr_assert(xc_begin(writer, &err) && xc_add(writer, document, NULL, &err) &&
		  xc_commit(writer, &err), "%s", err.text);
	xc_writer_close(writer);
	expect_bundle_in(in_place("loaded"));
	expect_bundle_in(in_place("added"));
	xc_document_free(document);
	xc_load_free(load);
	place_remove();
}
