/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "state_key.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include "utf8.h"

static bool
is_inner_mark(uint32_t point)
{
	return point != 0 && point < 0x80 && strchr(" -,'.()", (int)point) != NULL;
}

/* "Japan,", "(Japan" and "Japan)" are no names; "Iran (Islamic Republic of)", "U.S." are. */
static bool
has_name_end(const char *text, size_t len)
{
	if (len == 0)
		return false;
	switch (text[len - 1]) {
	case ')':
		return memchr(text, '(', len) != NULL;
	case '.':
		return memchr(text, '.', len - 1) != NULL;
	default:
		return !is_inner_mark((unsigned char)text[len - 1]);
	}
}

static bool
key_add(struct vb_state_key *key, uint32_t point, uint32_t from)
{
	char bytes[4];
	size_t size = vb_utf8_put(point, bytes);

	if (key->len + size > VB_STATE_KEY_MAX)
		return false;
	for (size_t i = 0; i < size; i++) {
		key->text[key->len] = bytes[i];
		key->from[key->len++] = from;
	}
	return true;
}

/* One folded character: nothing for a mark, the base for a letter with diacritics. */
static bool
key_add_plain(const UNormalizer2 *nfd, struct vb_state_key *key, uint32_t point, uint32_t from)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar parts[8];
	int32_t length, i = 0;

	if (is_inner_mark(point))
		return true;
	if (point == '&')
		return key_add(key, 'a', from) && key_add(key, 'n', from) && key_add(key, 'd', from);
	if (point < 0x80 || vb_utf8_unspaced(point))
		return key_add(key, point, from);
	length = unorm2_getDecomposition(nfd, (UChar32)point, parts, 8, &status);
	if (length < 0 || U_FAILURE(status))
		return u_charType((UChar32)point) == U_NON_SPACING_MARK || key_add(key, point, from);
	while (i < length) {
		UChar32 part;

		U16_NEXT(parts, i, length, part);
		if (u_charType(part) != U_NON_SPACING_MARK && !key_add(key, (uint32_t)part, from))
			return false;
	}
	return true;
}

bool
vb_state_key_begins(const struct vb_folded *folded)
{
	return folded->len > 0 && !is_inner_mark((unsigned char)folded->text[0]);
}

bool
vb_state_key_make(struct vb_folder *folder, const char *text, size_t size, struct vb_folded *folded,
		  struct vb_state_key *key)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
	size_t at = 0;

	key->len = 0;
	vb_fold(folder, text, size, folded);
	if (U_FAILURE(status) || !has_name_end(folded->text, folded->len))
		return false;
	if (folded->len > 4 && memcmp(folded->text, "the ", 4) == 0)
		at = 4;
	while (at < folded->len) {
		uint32_t from = (uint32_t)at;

		if (!key_add_plain(nfd, key, vb_utf8_next(folded->text, folded->len, &at), from))
			return false;
	}
	return key->len > 0;
}
