/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whatever the bytes: by a table learned from them, from half of them or from others they come
 * back; and unpacking them, as they are, ends within its room.
 */
#include "fsst.h"

#include <string.h>

#include "fuzz.h"

static void
check_table(const struct vb_fsst_table *table, const char *bytes, size_t size)
{
	struct vb_fsst_finder *finder = vb_fsst_finder_new(table);
	struct vb_buf packed = VB_BUF_INIT, back = VB_BUF_INIT;

	must(vb_fsst_fits(table));
	vb_fsst_pack(finder, bytes, size, &packed);
	must(packed.len <= size + (size + 1) / 2);
	must(vb_fsst_unpack(table, packed.data, packed.len, &back));
	must(back.len == size && memcmp(back.data, bytes, size) == 0);
	if (vb_fsst_unpack(table, bytes, size, &back))
		must(back.len <= size * VB_FSST_LONGEST);
	vb_fsst_finder_free(finder);
	vb_buf_fini(&packed);
	vb_buf_fini(&back);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct vb_fsst_table table, last;
	const char *bytes = (const char *)data;

	/* Learning takes some milliseconds. */
	if (last.length[0] == 0 || fuzz_pick(data, size, 1) % 64 == 0) {
		vb_fsst_learn(&table, bytes, size / 2);
		check_table(&table, bytes, size);
		vb_fsst_learn(&last, bytes, size);
	}
	check_table(&last, bytes, size);
	return 0;
}
