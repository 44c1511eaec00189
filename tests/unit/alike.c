/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "alike.h"

#include <criterion/criterion.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unicode/utrans.h>

#include "utf8.h"

static uint32_t alike[VB_ALIKE_MAX];

static bool
is_alike(uint32_t point, uint32_t other)
{
	size_t count = vb_alike_find(point, alike);

	for (size_t i = 0; i < count; i++)
		if (alike[i] == other)
			return true;
	return false;
}

Test(alike, characters_of_one_sound_are_alike)
{
	cr_expect(is_alike(U'悠', U'攸'));
	cr_expect(is_alike(U'布', U'怖'));
	cr_expect(is_alike(U'连', U'联'));
}

Test(alike, a_sound_nearly_the_same_is_alike)
{
	cr_expect(is_alike(U'资', U'之'));	/* zi, zhi */
	cr_expect(is_alike(U'信', U'性'));	/* xin, xing */
	cr_expect(is_alike(U'蓝', U'南'));	/* lan, nan */
}

Test(alike, characters_that_look_the_same_are_alike)
{
	cr_expect(is_alike(U'没', U'设'));
	cr_expect(is_alike(U'设', U'没'));
}

Test(alike, a_character_is_not_alike_to_itself_nor_to_any_other)
{
	cr_expect_not(is_alike(U'安', U'安'));
	cr_expect_not(is_alike(U'安', U'国'));
	cr_expect_eq(vb_alike_find(U'a', alike), 0);
	cr_expect_eq(vb_alike_find(0xFFFD, alike), 0);
}

Test(alike, no_character_has_more_than_there_is_room_for)
{
	for (uint32_t point = 0x4E00; point <= 0x9FFF; point++)
		cr_assert_lt(vb_alike_find(point, alike), VB_ALIKE_MAX, "U+%04X", point);
}

/* The letters of a reading without tones, v for u with two dots. */
static void
bare(const UChar *reading, int32_t size, char *out)
{
	for (int32_t i = 0; i < size; i++) {
		if (reading[i] < 0x80)
			*out++ = (char)reading[i];
		else if (reading[i] == 0x0308)
			out[-1] = 'v';
	}
	*out = '\0';
}

Test(alike, the_sounds_are_those_of_icu)
{
	UErrorCode status = U_ZERO_ERROR;
	UTransliterator *icu = utrans_openU(u"Han-Latin; NFD", -1, UTRANS_FORWARD, NULL, 0, NULL,
					    &status);
	const char *at = vb_alike_sound;
	size_t seen = 0;

	cr_assert(U_SUCCESS(status), "%s", u_errorName(status));
	while (*at != '\0') {
		size_t size = strspn(at, "abcdefghijklmnopqrstuvwxyz"), next = 0;
		const char *syllable = at;

		for (at += size; (unsigned char)*at >= 0x80; at += next, next = 0, seen++) {
			UChar text[16] = {(UChar)vb_utf8_next(at, 4, &next)};
			int32_t length = 1, limit = 1;
			char reading[16];

			utrans_transUChars(icu, text, &length, 16, 0, &limit, &status);
			cr_assert(U_SUCCESS(status));
			bare(text, length, reading);
			cr_expect(strlen(reading) == size && memcmp(reading, syllable, size) == 0,
				  "%.3s: %s", at, reading);
		}
	}
	cr_expect_eq(seen, 6763);
	utrans_close(icu);
}

Test(alike, of_two_characters_either_may_be_typed_for_the_other)
{
	cr_expect(vb_alike_are(0x667A, 0x53EA));	/* 智, 只 */
	cr_expect(vb_alike_are(0x53EA, 0x667A));
	cr_expect_not(vb_alike_are(0x667A, 0x6D77));
	cr_expect_not(vb_alike_are(0x667A, 0x667A));
}
