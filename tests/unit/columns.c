/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of an invented database, made, written, mapped, and damaged. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "columns.h"
#include "schema.h"
#include "settings.h"

struct posting {
	const char *term;
	uint32_t docid, wdf;
};

/* In the order of terms, then of passages; passage 4 has been deleted. */
static const struct posting postings[] = {
	{"Fcites:A/1", 1, 0}, {"Fcites:A/1", 2, 0}, {"Fcites:A/2", 2, 0}, {"Fcites:B", 2, 0},
	{"Fdate:2023", 5, 0}, {"Fdate:2024-05", 1, 0},
	{"Fstate:CUB", 2, 0}, {"Fstate:CUB", 5, 0}, {"Fstate:JPN", 1, 0},
	{"K00000000000000aaX", 1, 0}, {"K00000000000000bb/y", 5, 0},
	{"N", 1, 12}, {"N", 2, 300}, {"N", 3, 0}, {"N", 5, 8},
	{"O", 1, 1}, {"O", 2, 2}, {"O", 3, 3}, {"O", 5, 1},
	{"P00000000000000aa", 1, 0}, {"P00000000000000aa", 2, 0}, {"P00000000000000aa", 3, 0},
	{"P00000000000000bb", 5, 0},
	{"Wapplying", 1, 1}, {"wapplied", 1, 1}, {"wapplied", 2, 1}, {"wpeace", 2, 1},
};
#define POSTINGS (sizeof(postings) / sizeof(postings[0]))

static struct vb_columns columns;
static struct vb_buf image;
static struct vb_err err;
static char folder[64];

static bool
each_term(void *database, const char *prefix, size_t size, vb_columns_term *each, void *data,
	  struct vb_err *why)
{
	(void)database;
	for (size_t i = 0; i < POSTINGS; i++)
		if (strncmp(postings[i].term, prefix, size) == 0 &&
		    (i == 0 || strcmp(postings[i].term, postings[i - 1].term) != 0) &&
		    !each(data, postings[i].term, strlen(postings[i].term), 1, why))
			return false;
	return true;
}

static bool
each_posting(void *database, const char *term, size_t size, vb_columns_postings *each, void *data,
	     struct vb_err *why)
{
	(void)database;
	(void)why;
	for (size_t i = 0; i < POSTINGS; i++)
		if (strlen(postings[i].term) == size && memcmp(postings[i].term, term, size) == 0)
			each(data, &postings[i].docid, &postings[i].wdf, 1);
	return true;
}

static struct vb_columns_source source;

static void
setup(void)
{
	source = (struct vb_columns_source){
		.revision = 7, .documents = 4, .last = 5, .terms = each_term, .postings = each_posting,
	};
	cr_assert(vb_columns_build(&source, &image, &err), "%s", err.text);
	strcpy(folder, "/tmp/verbale-columns-XXXXXX");
	cr_assert_not_null(mkdtemp(folder));
}

static void
teardown(void)
{
	char path[96];

	vb_columns_close(&columns);
	vb_buf_fini(&image);
	snprintf(path, sizeof(path), "%s/%s", folder, VB_COLUMNS_FILE);
	unlink(path);
	cr_expect_eq(rmdir(folder), 0, "something else is left in the folder");
}

TestSuite(columns, .init = setup, .fini = teardown);

static const struct vb_column *
column(enum vb_column_name name)
{
	return &columns.column[name];
}

Test(columns, a_passage_has_its_length_and_its_place)
{
	cr_assert(vb_columns_use(&columns, image.data, image.len));
	cr_expect_eq(vb_numbers_at(&columns.length, 1), 12);
	cr_expect_eq(vb_numbers_at(&columns.length, 2), 300);
	cr_expect_eq(vb_numbers_at(&columns.length, 4), 0);
	cr_expect_eq(vb_numbers_at(&columns.length, 99), 0);
	cr_expect_eq(vb_numbers_at(&columns.ordinal, 3), 2);
	cr_expect_eq(vb_numbers_known(&columns.length, 0, 64), 1u << 1 | 1u << 2 | 1u << 5);
	cr_expect_eq(vb_numbers_known(&columns.length, 0, 3), 1u << 1 | 1u << 2);
	cr_expect_eq(vb_numbers_known(&columns.length, 2, 64), 1u | 1u << 3);
	cr_expect_eq(vb_numbers_known(&columns.length, 99, 64), 0);
	cr_expect_eq(columns.words, 320);
	cr_expect_eq(columns.length.width, 2);
	cr_expect_eq(columns.ordinal.width, 1);
}

Test(columns, values_are_numbered_in_the_order_of_their_bytes)
{
	size_t size;

	cr_assert(vb_columns_use(&columns, image.data, image.len));
	cr_expect_eq(column(VB_COLUMN_STATE)->values, 2);
	cr_expect_eq(vb_column_find(column(VB_COLUMN_STATE), "CUB", 3), 1);
	cr_expect_eq(vb_column_find(column(VB_COLUMN_STATE), "JPN", 3), 2);
	cr_expect_eq(vb_column_find(column(VB_COLUMN_STATE), "FRA", 3), 0);
	cr_expect_eq(memcmp(vb_column_value(column(VB_COLUMN_DATE), 2, &size), "2024-05", 7), 0);
	cr_expect_eq(size, 7);
	vb_column_value(column(VB_COLUMN_DATE), 3, &size);
	cr_expect_eq(size, 0);
}

static const char *
value_of(enum vb_column_name name, uint32_t docid)
{
	static char value[64];
	size_t from, to, size;
	const char *text;

	vb_column_range(column(name), docid, &from, &to);
	text = vb_column_value(column(name), vb_numbers_at(&column(name)->codes, from), &size);
	snprintf(value, sizeof(value), "%.*s", (int)size, text);
	return value;
}

Test(columns, region_year_and_symbol_follow_from_state_date_and_document)
{
	struct vb_settings settings;
	struct vb_states *states;

	cr_assert(vb_settings_load(&settings, "/nowhere", &err), "%s", err.text);
	states = vb_states_load(settings.states, &err);
	cr_assert_not_null(states, "%s", err.text);
	source.states = states;
	vb_buf_clear(&image);
	cr_assert(vb_columns_build(&source, &image, &err), "%s", err.text);
	cr_assert(vb_columns_use(&columns, image.data, image.len));
	cr_expect_str_eq(value_of(VB_COLUMN_REGION, 1), "asia-pacific");
	cr_expect_str_eq(value_of(VB_COLUMN_REGION, 2), "latin-america-caribbean");
	cr_expect_str_eq(value_of(VB_COLUMN_REGION, 3), "");
	cr_expect_str_eq(value_of(VB_COLUMN_YEAR, 1), "2024");
	cr_expect_str_eq(value_of(VB_COLUMN_YEAR, 5), "2023");
	cr_expect_str_eq(value_of(VB_COLUMN_YEAR, 2), "");
	cr_expect_str_eq(value_of(VB_COLUMN_DOCUMENT, 3), "X");
	cr_expect_str_eq(value_of(VB_COLUMN_DOCUMENT, 5), "/y");
	cr_expect_str_eq(value_of(VB_COLUMN_SYMBOL, 3), "X");
	cr_expect_str_eq(value_of(VB_COLUMN_SYMBOL, 5), "");
	vb_states_free(states);
	vb_settings_fini(&settings);
}

Test(columns, a_passage_can_cite_several_documents)
{
	size_t from, to;

	cr_assert(vb_columns_use(&columns, image.data, image.len));
	cr_assert_not_null(column(VB_COLUMN_CITES)->starts);
	vb_column_range(column(VB_COLUMN_CITES), 2, &from, &to);
	cr_assert_eq(to - from, 3);
	for (size_t i = 0; i < 3; i++)
		cr_expect_eq(vb_numbers_at(&column(VB_COLUMN_CITES)->codes, from + i), i + 1);
	vb_column_range(column(VB_COLUMN_CITES), 3, &from, &to);
	cr_expect_eq(from, to);
	cr_expect_null(column(VB_COLUMN_STATE)->starts);
}

Test(columns, words_of_text_and_context_are_known_by_their_stem)
{
	struct vb_word word;
	size_t first, at = 0;

	cr_assert(vb_columns_use(&columns, image.data, image.len));
	cr_assert_eq(vb_vocabulary_forms(&columns.vocabulary, "appli", &first), 2);
	cr_assert(vb_vocabulary_form(&columns.vocabulary, first + 1, &word));
	cr_expect(word.size == 8 && memcmp(word.text, "applying", 8) == 0);
	cr_assert(vb_vocabulary_find(&columns.vocabulary, "peace", 5, VB_EDGE_NONE, &at, &word));
}

Test(columns, values_are_counted_over_passages)
{
	static const uint32_t docid[] = {1, 2, 3, 5};
	uint32_t states[3] = {0}, cites[4] = {0};

	cr_assert(vb_columns_use(&columns, image.data, image.len));
	vb_column_count(column(VB_COLUMN_STATE), docid, 4, states);
	cr_expect_eq(states[0], 1);
	cr_expect_eq(states[1], 2);
	cr_expect_eq(states[2], 1);
	vb_column_count(column(VB_COLUMN_CITES), docid, 4, cites);
	cr_expect_eq(cites[1], 2);
	cr_expect_eq(cites[2], 1);
	cr_expect_eq(cites[3], 1);
}

Test(columns, passages_are_matched_by_any_of_their_values)
{
	static const uint32_t docid[] = {1, 2, 3};
	static const uint8_t second[] = {0, 0, 1, 0}, none[] = {1, 0, 0, 0}, cuba[] = {0, 1, 0};
	uint8_t met[3];

	cr_assert(vb_columns_use(&columns, image.data, image.len));
	vb_column_match(column(VB_COLUMN_CITES), docid, 3, second, met);
	cr_expect(!met[0] && met[1] && !met[2]);
	vb_column_match(column(VB_COLUMN_CITES), docid, 3, none, met);
	cr_expect(!met[0] && !met[1] && met[2]);
	vb_column_match(column(VB_COLUMN_STATE), docid, 3, cuba, met);
	cr_expect(!met[0] && met[1] && !met[2]);
}

Test(columns, what_is_written_is_mapped_when_it_fits)
{
	cr_expect_not(vb_columns_open(&columns, folder, &source));
	cr_assert(vb_columns_write(folder, &image, &err), "%s", err.text);
	cr_assert(vb_columns_open(&columns, folder, &source));
	cr_expect_eq(columns.size, image.len);
	cr_expect(vb_columns_verify(&columns));
	vb_columns_close(&columns);
	source.revision++;
	cr_expect_not(vb_columns_open(&columns, folder, &source));
	source.revision--;
	source.last++;
	cr_expect_not(vb_columns_open(&columns, folder, &source));
}

Test(columns, what_is_made_in_memory_is_the_same)
{
	cr_assert(vb_columns_make(&columns, &source, &err), "%s", err.text);
	cr_expect_eq(columns.size, image.len);
	cr_expect_eq(memcmp(columns.image, image.data, image.len), 0);
	cr_expect_str_eq(vb_columns_slug(VB_COLUMN_ORIGINAL_LANGUAGE), "original_language");
}

/* Every passage holds "the", every tenth "peace", every thousandth "outlaw"; there are MANY or more. */
#define MANY 100000
static uint32_t many = MANY;
static uint32_t gone;	/* passages whose number it divides are gone; 0: none */
static const struct {
	const char *term;
	uint32_t step;
} common[] = {{"N", 1}, {"woutlaw", 1000}, {"wpeace", 10}, {"wthe", 1}};
#define COMMON (sizeof(common) / sizeof(common[0]))

static bool
each_common(void *database, const char *prefix, size_t size, vb_columns_term *each, void *data,
	    struct vb_err *why)
{
	(void)database;
	for (size_t i = 0; i < COMMON; i++)
		if (strncmp(common[i].term, prefix, size) == 0 &&
		    !each(data, common[i].term, strlen(common[i].term), many / common[i].step, why))
			return false;
	return true;
}

static bool
each_further(void *database, const char *term, size_t size, uint32_t from,
	     vb_columns_postings *each, void *data, struct vb_err *why)
{
	(void)database;
	(void)why;
	for (size_t i = 0; i < COMMON; i++)
		for (uint32_t docid = common[i].step; docid <= many; docid += common[i].step) {
			const uint32_t times = 1 + docid % 3;

			if (strncmp(common[i].term, term, size) == 0 && docid >= from &&
			    (gone == 0 || docid % gone != 0))
				each(data, &docid, &times, 1);
		}
	return true;
}

static bool
each_common_posting(void *database, const char *term, size_t size, vb_columns_postings *each,
		    void *data, struct vb_err *why)
{
	return each_further(database, term, size, 1, each, data, why);
}

Test(columns, the_lists_of_common_words_are_there_if_they_are_wanted)
{
	uint32_t docid[VB_PACKED_BLOCK], times[VB_PACKED_BLOCK];
	struct vb_packed_walk walk;
	size_t bare;

	source = (struct vb_columns_source){
		.documents = MANY, .last = MANY, .terms = each_common, .postings = each_common_posting,
	};
	vb_buf_clear(&image);
	cr_assert(vb_columns_build(&source, &image, &err), "%s", err.text);
	bare = image.len;
	cr_assert(vb_columns_use(&columns, image.data, image.len));
	cr_expect_not(vb_packed_find(&columns.packed, "wthe", 4, &walk));
	source.lists = true;
	vb_buf_clear(&image);
	cr_assert(vb_columns_build(&source, &image, &err), "%s", err.text);
	cr_expect_lt(image.len, bare + MANY);
	cr_assert(vb_columns_use(&columns, image.data, image.len));
	cr_expect(vb_columns_verify(&columns));
	cr_expect(vb_packed_find(&columns.packed, "wthe", 4, &walk));
	cr_expect_not(vb_packed_find(&columns.packed, "woutlaw", 7, &walk), "few bear it");
	cr_assert(vb_packed_find(&columns.packed, "wpeace", 6, &walk));
	cr_expect_eq(vb_packed_read(&walk, MANY, docid, times), VB_PACKED_BLOCK);
	cr_expect_eq(docid[1], 20);
	cr_expect_eq(times[1], 3);
}

Test(columns, lists_that_are_gone_on_with_are_as_if_made_anew)
{
	struct vb_buf fresh = VB_BUF_INIT, taken = VB_BUF_INIT;

	source = (struct vb_columns_source){
		.lists = true, .documents = MANY, .last = MANY,
		.terms = each_common, .postings = each_common_posting, .further = each_further,
	};
	vb_buf_clear(&image);
	cr_assert(vb_columns_build(&source, &image, &err), "%s", err.text);
	cr_assert(vb_columns_use(&columns, image.data, image.len));
	many += 12345;
	gone = 70;
	source.documents = many - many / gone;
	source.last = many;
	cr_assert(vb_columns_build(&source, &fresh, &err), "%s", err.text);
	source.before = &columns;
	cr_assert(vb_columns_build(&source, &taken, &err), "%s", err.text);
	cr_assert_eq(taken.len, fresh.len);
	cr_expect_eq(memcmp(taken.data, fresh.data, fresh.len), 0);
	vb_buf_fini(&fresh);
	vb_buf_fini(&taken);
}

Test(columns, an_index_without_passages_has_columns_too)
{
	vb_buf_clear(&image);
	source = (struct vb_columns_source){.terms = each_term, .postings = each_posting};
	cr_assert(vb_columns_build(&source, &image, &err), "%s", err.text);
	cr_expect(vb_columns_use(&columns, image.data, image.len));
}

/* Asks everything of damaged columns: nothing may be read outside of them. */
static void
ask(void)
{
	static const uint32_t docid[] = {0, 1, 2, 3, 4, 5};
	uint8_t fits[64] = {0}, met[6];
	uint32_t counts[64] = {0};
	size_t size;

	for (int i = 0; i < VB_COLUMN_COUNT; i++) {
		const struct vb_column *one = column((enum vb_column_name)i);

		for (uint32_t number = 0; number <= one->values + 1 && number < 64; number++)
			vb_column_value(one, number, &size);
		vb_column_find(one, "A/2", 3);
		if (one->values >= 64)
			continue;
		vb_column_count(one, docid, 6, counts);
		vb_column_match(one, docid, 6, fits, met);
	}
}

Test(columns, damage_is_seen_by_the_checksum_and_does_no_harm)
{
	char *copy;
	size_t used = 0;

	cr_assert_eq(posix_memalign((void **)&copy, 8, image.len), 0);
	for (size_t at = 0; at < image.len; at++)
		for (unsigned bit = 0; bit < 8; bit += 3) {
			memcpy(copy, image.data, image.len);
			copy[at] = (char)(copy[at] ^ 1 << bit);
			if (!vb_columns_use(&columns, copy, image.len))
				continue;
			used++;
			cr_expect_not(vb_columns_verify(&columns), "byte %zu", at);
			ask();
		}
	cr_expect_gt(used, 100);
	for (size_t size = 0; size < image.len; size++)
		cr_expect_not(vb_columns_use(&columns, copy, size));
	free(copy);
	memset(&columns, 0, sizeof(columns));
}
