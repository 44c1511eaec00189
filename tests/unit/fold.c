/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fold.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>

#include "cases.h"
#include "shared.h"
#include "utf8.h"

static struct vb_folder *folder;

static void
start(void)
{
	struct vb_err err;

	folder = vb_folder_new(&err);
	cr_assert_not_null(folder, "%s", err.text);
}

static void
end(void)
{
	vb_folder_free(folder);
}

TestSuite(fold, .init = start, .fini = end);

static struct vb_folded
fold(const char *text)
{
	struct vb_folded out;

	vb_fold(folder, text, strlen(text), &out);
	return out;
}

Test(fold, the_table_holds)
{
	struct cases cases;

	cases_open(&cases, "fold.txt");
	while (cases_next(&cases))
		cr_expect_str_eq(fold(cases.left).text, cases.right, "fold.txt:%d: '%s' becomes '%s'", cases.line,
				 cases.left, fold(cases.left).text);
}

Test(fold, a_line_broken_in_chinese_text_is_no_difference)
{
	cr_assert_str_eq(fold("负责任国家\n行为").text, fold("负责任国家行为").text);
	cr_assert_str_eq(fold("2023年 11月").text, fold("2023年11月").text);
}

Test(fold, nothing_is_nothing)
{
	cr_assert_eq(fold("").len, 0);
	cr_assert_eq(fold(" \n\xE3\x80\x80\xEF\xBB\xBF").len, 0);
	cr_assert_eq(fold(" ").at[0], 1);
}

Test(fold, a_nul_inside_does_not_end_the_text)
{
	struct vb_folded out;

	vb_fold(folder, "A\0B", 3, &out);
	cr_assert_str_eq(out.text, "a\xEF\xBF\xBD" "b");
	cr_assert_eq(out.at[4], 2);
}

/* The piece of source that stands behind the folded needle. */
static void
leads_to(const char *source, const char *needle, const char *wanted)
{
	struct vb_folded out = fold(source);
	const char *found = strstr(out.text, needle);
	size_t from, first, last;

	cr_assert_not_null(found, "'%s' in '%s'", needle, out.text);
	from = (size_t)(found - out.text);
	vb_folded_range(&out, source, strlen(source), from, from + strlen(needle), &first, &last);
	cr_assert(last - first == strlen(wanted) && memcmp(source + first, wanted, last - first) == 0,
		  "'%s' stands for '%.*s'", needle, (int)(last - first), source + first);
}

Test(fold, a_folded_piece_leads_back_to_its_source)
{
	leads_to("The Cyber age", "cyber", "Cyber");
	leads_to("促进 网\n络 安全", "网络", "网\n络");
	leads_to("促进 网络 安全", "网络", "网络");
	leads_to("網路", "网", "網");
	leads_to("ﬁnance", "f", "ﬁ");
	leads_to("ﬁnance", "in", "ﬁn");
	leads_to("a e\xCC\x81 b", "é", "e\xCC\x81");
	leads_to("第 78/237 号", "78/237", "78/237");
	leads_to("Ｃｙｂｅｒ", "yb", "ｙｂ");
	leads_to("a  b", "a b", "a  b");
}

Test(fold, folding_twice_is_folding_once_for_every_character)
{
	char text[16], first[256];

	for (uint32_t point = 1; point <= 0x10FFFF; point++) {
		size_t size = vb_utf8_put(point, text);
		struct vb_folded out;

		vb_fold(folder, text, size, &out);
		cr_assert_lt(out.len, sizeof first);
		memcpy(first, out.text, out.len + 1);
		cr_assert_str_eq(fold(first).text, first, "U+%04X", point);
	}
}

Test(fold, a_million_marks_take_no_longer_than_a_million_letters)
{
	size_t size = 4000000;
	char *text = malloc(size);
	struct vb_folded out;

	for (size_t at = 0; at < size; at += 4)
		memcpy(text + at, "\xCC\x81\xCC\xA3", 4);
	vb_fold(folder, text, size, &out);
	cr_assert_lt(out.len, 1000);
	for (size_t at = 0; at < size; at += 2)
		memcpy(text + at, "\xC2\xAD", 2);
	vb_fold(folder, text, size, &out);
	cr_assert_eq(out.len, 0);
	free(text);
}

/* A place from which a piece may be cut: before a character that combines with nothing. */
static size_t
cut_place(const char *text, size_t size, size_t at)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *normaliser = unorm2_getNFKCCasefoldInstance(&status);

	at = vb_utf8_floor(text, size, at);
	while (at < size) {
		size_t next = at;

		if (unorm2_hasBoundaryBefore(normaliser, (UChar32)vb_utf8_next(text, size, &next)))
			break;
		at = next;
	}
	return at;
}

Test(fold, any_piece_of_a_real_text_is_found_in_the_whole)
{
	size_t size;
	char *text = shared_read("corpus/A_79_81-zh.txt", &size), *whole;

	srand(79);
	whole = strdup(fold(text).text);
	for (int i = 0; i < 3000; i++) {
		size_t from = cut_place(text, size, (size_t)rand() % size);
		size_t to = cut_place(text, size, from + 3 + (size_t)rand() % 60);
		struct vb_folded piece;

		vb_fold(folder, text + from, to - from, &piece);
		cr_assert_not_null(strstr(whole, piece.text), "'%s'", piece.text);
	}
	free(whole);
	free(text);
}

static void *
fold_apart(void *data)
{
	struct vb_folder *own = vb_folder_new(NULL);
	struct vb_folded out;

	for (int i = 0; i < 1000; i++) {
		vb_fold(own, "網路 Ｓecurity", strlen("網路 Ｓecurity"), &out);
		if (strcmp(out.text, "网路security") != 0)
			*(bool *)data = false;
	}
	vb_folder_free(own);
	return NULL;
}

Test(fold, two_threads_fold_side_by_side)
{
	pthread_t thread[2];
	bool right = true;

	for (int i = 0; i < 2; i++)
		cr_assert_eq(pthread_create(&thread[i], NULL, fold_apart, &right), 0);
	for (int i = 0; i < 2; i++)
		pthread_join(thread[i], NULL);
	cr_assert(right);
}
