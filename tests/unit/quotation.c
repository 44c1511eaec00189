/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Quotations against brute force: what is found is what holds the folded quotation, no more
 * and no less.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dice.h"
#include "match.h"
#include "quotation.h"
#include "sample.h"
#include "utf8.h"

static struct sample sample;
static struct vb_index place;
static struct vb_arena arena;
static struct vb_list notes, expansion, spellings;
static struct vb_match match;
static const char **folded;
static void
setup(void)
{
	sample_init(&sample);
	vb_arena_init(&arena);
}

static void
teardown(void)
{
	vb_index_close(&place);
	vb_arena_fini(&arena);
	sample_fini(&sample);
	free(folded);
}

TestSuite(quotation, .init = setup, .fini = teardown, .timeout = 120);

/* Writes what was added, opens it, and keeps every text folded. */
static void
open_sample(void)
{
	struct vb_folded out;
	struct vb_err err;

	sample_write(&sample);
	cr_assert(vb_index_refresh(&place, sample.folder, &err), "%s", err.text);
	match = (struct vb_match){.index = &place, .tokeniser = sample.tokeniser, .arena = &arena,
				  .notes = &notes, .expansion = &expansion, .spellings = &spellings};
	folded = calloc(sample.count + 1, sizeof(folded[0]));
	for (size_t i = 0; i < sample.count; i++) {
		vb_fold(vb_tokeniser_folder(sample.tokeniser), sample.record[i].text,
			sample.record[i].text_size, &out);
		folded[i] = vb_arena_strndup(&sample.arena, out.text, out.len);
	}
}

/* Documents were written in order, so docid is the record's number + 1. */
static size_t
check_once(const char *quoted)
{
	struct vb_folded out;
	struct vb_set *set;
	struct vb_err err;
	char needle[512];
	size_t found = 0;

	vb_arena_reset(&arena);
	vb_fold(vb_tokeniser_folder(sample.tokeniser), quoted, strlen(quoted), &out);
	cr_assert_lt(out.len, sizeof(needle));
	memcpy(needle, out.text, out.len + 1);
	vb_index_begin(&place, 60);
	set = vb_set_take(&place.sets);
	cr_assert(vb_quotation_match(&match, quoted, false, 1, set, &err), "%s", err.text);
	for (size_t i = 0; i < sample.count; i++) {
		bool holds = strstr(folded[i], needle) != NULL;

		found += holds;
		cr_expect_eq(vb_set_has(set, (uint32_t)i + 1), holds, "\"%s\" %s: %.200s", quoted,
			     holds ? "is missed in" : "is wrongly found in", sample.record[i].text);
	}
	return found;
}

/* By the texts beside the database, without them, and with those of the first passages alone. */
static size_t
check(const char *quoted)
{
	struct vb_texts texts = place.texts;
	size_t found = check_once(quoted);

	cr_assert_eq(texts.next, sample.count + 1);
	place.texts.next = (uint32_t)sample.count / 2 + 1;
	cr_expect_eq(check_once(quoted), found);
	place.texts.next = 1;
	cr_expect_eq(check_once(quoted), found);
	place.texts = texts;
	return found;
}

/* A run of 2 to 12 characters from anywhere in a passage, but not within an accented letter. */
static bool
cut_anywhere(char out[64])
{
	const struct vb_record *record = &sample.record[dice((uint32_t)sample.count)];
	size_t points = vb_utf8_points(record->text, record->text_size), want = 2 + dice(11);
	size_t skip, start = 0, end;

	if (points < want)
		return false;
	skip = dice((uint32_t)(points - want + 1));
	while (skip-- > 0)
		vb_utf8_next(record->text, record->text_size, &start);
	for (end = start; want-- > 0;)
		vb_utf8_next(record->text, record->text_size, &end);
	memcpy(out, record->text + start, end - start);
	out[end - start] = '\0';
	return record->text[start] != '\xcc' &&
	       record->text[end] != '\xcc';
}

static void
check_cuts(size_t count)
{
	char cut[64];

	for (size_t i = 0; i < count;)
		if (cut_anywhere(cut)) {
			cr_expect_gt(check(cut), 0, "\"%s\" is not even found where it was cut", cut);
			i++;
		}
}

static void
add(const char *text)
{
	sample_add(&sample, &(struct vb_record){.text = text});
}

static void
add_invented(void)
{
	char word[220];

	add("The cybersecurity of small States' networks (2021-2025), as resolution 78/237 puts it.");
	add("各国的ICT技术和信息和通信技术安全，第 78/237 号决议。");
	add("裁研所 “行动纲领” 的 提案；联络点名录。 Cyber and 网络 mixed: e-mail, U.S., 3.14, can't.");
	add("ICT\xe3\x80\x80 technologies \xe2\x80\x94 don\xe2\x80\x99t re\xcc\x81sum\xc3\xa9 naïve ＩＣＴ　２０２４");
	add("網絡空間的資訊與通信技術");
	add("!");
	add("カタカナ・ひらがな 한국어 ไทย عربي русский язык");
	memset(word, 'x', sizeof(word) - 1);
	memcpy(word + 100, "needle", 6);
	word[sizeof(word) - 1] = '\0';
	add(word);
}

Test(quotation, a_run_from_the_middle_of_a_word_finds_the_word)
{
	add_invented();
	open_sample();
	cr_expect_eq(check("ybersec"), 1);
	cr_expect_eq(check("cybersecurity"), 1);
	cr_expect_eq(check("CYBER"), 2);
	cr_expect_eq(check("zzz"), 0);
}

Test(quotation, chinese_and_english_side_by_side_are_found)
{
	add_invented();
	open_sample();
	cr_expect_eq(check("的ICT技术"), 1);
	cr_expect_eq(check("T技"), 1);
	cr_expect_eq(check("第78/237号"), 1);
	cr_expect_eq(check("第 78/237 号"), 1);
	cr_expect_eq(check("78/237"), 2);
	cr_expect_eq(check("网络空间的资讯"), 1);
}

Test(quotation, one_character_and_punctuation_are_found)
{
	add_invented();
	open_sample();
	cr_expect_eq(check("网"), 2);
	cr_expect_eq(check("!"), 1);
	cr_expect_eq(check("“"), 1);
	cr_expect_eq(check("a"), 3);
	cr_expect_gt(check("."), 1);
	cr_expect_gt(check(", "), 1);
	cr_expect_eq(check("("), 1);
}

Test(quotation, a_word_too_long_for_a_term_is_found_by_any_part)
{
	add_invented();
	open_sample();
	cr_expect_eq(check("xxneedlexx"), 1);
	cr_expect_eq(check("needle"), 1);
}

Test(quotation, every_cut_of_invented_text_is_found_exactly)
{
	add_invented();
	open_sample();
	check_cuts(1000);
}

static void
add_common(void)
{
	char word[160];

	add("In support of the international community and of the United Nations, in all of its work.");
	add("Implementation of these; proof of themes; of  the\ninternationally recognised rights.");
	add("Of, the of-the (of) the \"of the\" of\xe2\x80\x94the OF\xc2\xa0THE international.");
	add("of the the the of of the, bathe bathe the world, that that at that");
	add("of th\xc3\xa9 of the\xcc\xb1 of the2 2of the of \xcc\xb1the \xe4\xba\xba of \xe4\xba\xba the of the");
	add(" \xcc\xb1 of a sea");
	memset(word, 'x', sizeof(word) - 1);
	memcpy(word + 120, "of the internationalxx", 22);
	word[sizeof(word) - 1] = '\0';
	add(word);
	memmove(word + 58, "in the", 6);
	add(word);
}

Test(quotation, common_words_in_a_row_are_found_exactly)
{
	add_common();
	open_sample();
	cr_expect_eq(check("of the"), 7);
	cr_expect_eq(check("of the international"), 5);
	cr_expect_eq(check("n of the"), 1);
	cr_expect_eq(check("on of the"), 1);
	cr_expect_eq(check("of these"), 1);
	cr_expect_eq(check("the the the"), 1);
	cr_expect_eq(check("of  the"), 7);
	cr_expect_eq(check("in the"), 1);
	cr_expect_eq(check("of our"), 0);
	cr_expect_eq(check("community and of the United Nations"), 1);
	check_cuts(1500);
}

/* One to five words as a passage has them, of which the first and the last may lose letters. */
static void
cut_words(char *out, size_t room)
{
	const struct vb_record *record = &sample.record[dice((uint32_t)sample.count)];
	size_t start = dice((uint32_t)record->text_size), end;

	while (start > 0 && record->text[start - 1] != ' ')
		start--;
	end = start;
	for (uint32_t words = 1 + dice(5); words > 0 && end < record->text_size; words--)
		end += 1 + strcspn(record->text + end + 1, " ");
	if (dice(4) == 0 && end - start > 8) {
		start += dice(3);
		end -= dice(3);
	}
	while (start < end && ((unsigned char)record->text[start] & 0xC0) == 0x80)
		start++;
	while (end > start && ((unsigned char)record->text[end] & 0xC0) == 0x80)
		end--;
	snprintf(out, room, "%.*s", (int)(end - start < 200 ? end - start : 200), record->text + start);
}

Test(quotation, words_in_a_row_of_real_speeches_are_found_exactly)
{
	static const char *const files[] = {"corpus/ungdc/JPN_78_2023.txt", "corpus/ungdc/CUB_79_2024.txt"};
	const char *shared = sample_shared();
	char path[4096], quoted[256];

	if (shared == NULL)
		cr_skip_test("no real documents");
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", shared, files[i]);
		cr_assert(sample_add_file(&sample, path, &(struct vb_record){.text = NULL}), "%s", path);
	}
	open_sample();
	for (size_t i = 0; i < 1500; i++) {
		cut_words(quoted, sizeof(quoted));
		cr_expect_gt(check(quoted), 0, "\"%s\" is not even found where it was cut", quoted);
	}
}

Test(quotation, two_thousand_cuts_of_real_documents_are_found_exactly)
{
	static const char *const files[] = {"corpus/A_79_81-zh.txt", "corpus/ungdc/JPN_78_2023.txt",
					    "corpus/ungdc/CUB_79_2024.txt", "corpus/ungdc/ALB_76_2021.txt"};
	const char *shared = sample_shared();
	char path[4096];

	if (shared == NULL)
		cr_skip_test("no real documents");
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", shared, files[i]);
		cr_assert(sample_add_file(&sample, path, &(struct vb_record){.text = NULL}), "%s", path);
	}
	open_sample();
	check_cuts(2000);
}

Test(quotation, of_thousands_of_candidates_none_is_missed_by_the_threads_that_read_them)
{
	char text[80];

	for (int i = 0; i < 6000; i++) {
		snprintf(text, sizeof(text), "Peace %s number %d, and %s 段落", i % 3 == 0 ? "of a" : "a of", i,
			 i % 5 == 0 ? "peace a" : "a peace");
		add(text);
	}
	open_sample();
	cr_expect_eq(check("peace of a n"), 2000);
	cr_expect_eq(check("and peace a"), 1200);
	cr_expect_eq(check("5999, and a"), 1);
}

Test(quotation, texts_taken_for_cold_tell_the_same_until_a_quotation_finds_them_warm)
{
	for (int i = 0; i < 300; i++)
		add(i % 3 == 0 ? "Peace of a sample and a peace" : i == 200 ? "A peace of one" : "Peace a of a sample");
	open_sample();
	place.texts.cold = true;
	cr_expect_eq(check_once("peace of one"), 1);
	cr_expect(place.texts.cold, "one text says little of the others");
	for (int i = 0; i < 100 && place.texts.cold; i++)
		cr_expect_eq(check_once("peace of a sam"), 100);
	cr_expect_not(place.texts.cold);
}

Test(quotation, a_rare_word_cut_at_an_end_is_found_beside_a_word_that_all_passages_have)
{
	char text[400], word[3 * VB_TOKEN_MAX + 4];	/* the index has its last three letters alone */

	memset(word, 'x', sizeof(word) - 1);
	memcpy(word + sizeof(word) - 7, "pelvor", 7);
	for (int i = 0; i < 9000; i++) {
		const char *first = i % 1000 == 7 ? "prepelvor" : i % 1000 == 9 ? "Pelvor" :
				    i == 8997 ? word : "Peace";
		const char *last = i % 3 == 0 ? "samples" : "of a sample";

		snprintf(text, sizeof(text), "%s beside %s, number %d; beside hips and peace 段落", first, last,
			 i);
		add(text);
	}
	open_sample();
	cr_expect_eq(check("pelvor beside"), 19);
	cr_expect_eq(check("elvor beside sam"), 7);
	cr_expect_eq(check("number 8997; beside hi"), 1);
}
