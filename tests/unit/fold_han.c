/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fold_han.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>

#include "utf8.h"

static uint32_t simplified[0x10000];

static void
load(void)
{
	size_t size = strlen(vb_fold_han), at = 0;

	while (at < size) {
		uint32_t from = vb_utf8_next(vb_fold_han, size, &at);

		simplified[from] = vb_utf8_next(vb_fold_han, size, &at);
	}
}

TestSuite(fold_han, .init = load);

Test(fold_han, no_simplified_form_is_a_traditional_one)
{
	for (uint32_t point = 0; point < 0x10000; point++)
		cr_assert(simplified[point] == 0 || simplified[simplified[point]] == 0, "U+%04X", point);
}

Test(fold_han, the_table_is_that_of_icu)
{
	UErrorCode status = U_ZERO_ERROR;
	UTransliterator *icu = utrans_openU(u"Traditional-Simplified", -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
	static UChar text[4 * 0x10000];
	int32_t size = 0, limit;

	cr_assert(U_SUCCESS(status), "%s", u_errorName(status));
	/* Each on a line of its own, for ICU's rules look at neighbours. */
	for (UChar point = 0x3400; point <= 0x9FFF; point++) {
		text[size++] = point;
		text[size++] = '\n';
	}
	limit = size;
	utrans_transUChars(icu, text, &size, sizeof text / sizeof *text, 0, &limit, &status);
	cr_assert(U_SUCCESS(status) && size == 2 * (0x9FFF - 0x3400 + 1));
	for (UChar point = 0x3400; point <= 0x9FFF; point++) {
		uint32_t own = simplified[point] != 0 ? simplified[point] : point;

		if (point != 0x82CE && point != 0x85B4)
			cr_assert_eq(own, text[2 * (point - 0x3400)], "U+%04X", point);
	}
	utrans_close(icu);
}
