/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fsst.h"

#include <endian.h>
#include <string.h>

bool
vb_fsst_fits(const struct vb_fsst_table *table)
{
	bool fits = true;

	for (size_t i = 0; i < VB_FSST_ENTRIES; i++)
		fits &= table->length[i] >= 1 && table->length[i] <= VB_FSST_LONGEST;
	return fits;
}

static inline char *
put(const struct vb_fsst_table *table, char *to, uint64_t code)
{
	memcpy(to, table->bytes[code % VB_FSST_ENTRIES], VB_FSST_LONGEST);
	return to + table->length[code % VB_FSST_ENTRIES];
}

/* Four codes, in six of eight bytes. */
static inline char *
put_four(const struct vb_fsst_table *table, char *to, const uint8_t *at)
{
	uint64_t codes;

	memcpy(&codes, at, sizeof codes);
	codes = le64toh(codes);
	to = put(table, to, codes);
	to = put(table, to, codes >> 12);
	to = put(table, to, codes >> 24);
	return put(table, to, codes >> 36);
}

bool
vb_fsst_unpack(const struct vb_fsst_table *table, const char *packed, size_t size,
	       struct vb_buf *out)
{
	const uint8_t *at = (const uint8_t *)packed, *end = at + size;
	char *to;

	if (!vb_fsst_may_be(size))
		return false;
	vb_buf_clear(out);
	vb_buf_reserve(out, size * 6 + VB_FSST_LONGEST);
	to = out->data;
	for (; end - at >= 14; at += 12) {
		to = put_four(table, to, at);
		to = put_four(table, to, at + 6);
	}
	for (; end - at >= 3; at += 3) {
		to = put(table, to, at[0] | (unsigned)at[1] << 8);
		to = put(table, to, at[1] >> 4 | (unsigned)at[2] << 4);
	}
	if (at < end)
		to = put(table, to, at[0] | (unsigned)at[1] << 8);
	out->len = (size_t)(to - out->data);
	*to = '\0';
	return true;
}
