/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Apart from utf8.c, which libxapianc holds too and which knows nothing of ICU. */
#include <unicode/uchar.h>

#include "utf8.h"

int
vb_utf8_columns(uint32_t point)
{
	UChar32 c = (UChar32)point;
	int width;

	if (point >= 0x20 && point < 0x7F)
		return 1;
	if (point >= 0x4E00 && point <= 0x9FFF)
		return 2;
	if (vb_utf8_control(point) || point == 0xAD || point > 0x10FFFF)
		return point == 0xAD;
	if (u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE) == U_HST_VOWEL_JAMO ||
	    u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE) == U_HST_TRAILING_JAMO)
		return 0;	/* drawn within the syllable before */
	if (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK))
		return 0;
	width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
	return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}
