/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static const char sample[] = "The General Assembly of the United Nations meets, and 联合国大会 meets too.";

/* Whether bytes come back as they were; *packed is the size meanwhile. */
static bool
comes_back(const char *bytes, size_t size, size_t *packed)
{
	struct vb_buf out = VB_BUF_INIT, buf = VB_BUF_INIT;
	const char *back;
	size_t back_size;
	bool same;

	vb_pack(bytes, size, &out);
	*packed = out.len;
	same = vb_unpack(out.data, out.len, &buf, &back, &back_size) && back_size == size &&
	       memcmp(back, bytes, size) == 0;
	vb_buf_fini(&out);
	vb_buf_fini(&buf);
	return same;
}

Test(pack, a_short_sentence_becomes_half)
{
	size_t packed;

	cr_assert(comes_back(sample, sizeof sample - 1, &packed));
	cr_assert_lt(packed, sizeof sample / 2 + 1);
}

Test(pack, what_does_not_shrink_is_kept_as_it_is)
{
	size_t packed;

	cr_assert(comes_back("", 0, &packed));
	cr_assert_eq(packed, 1);
	cr_assert(comes_back("q\1z", 3, &packed));
	cr_assert_eq(packed, 4);
}

Test(pack, any_size_up_to_the_limit_and_behind_it_comes_back)
{
	static const size_t sizes[] = {1, 255, 256, 65535, 65792, VB_PACK_MAX, VB_PACK_MAX + 1};
	char *bytes = malloc(VB_PACK_MAX + 1);

	for (size_t i = 0; i <= VB_PACK_MAX; i++)
		bytes[i] = sample[i * 7 / 5 % (sizeof sample - 1)];
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		size_t packed;

		cr_assert(comes_back(bytes, sizes[i], &packed));
		cr_assert_eq(packed > sizes[i], sizes[i] == 1 || sizes[i] > VB_PACK_MAX);
	}
	free(bytes);
}

Test(pack, a_frame_that_tells_a_huge_size_is_damaged_and_nothing_is_reserved)
{
	/* One segment, its size in eight bytes: four gigabytes. */
	static const char huge[] = "\1\xE0\0\0\0\0\1\0\0\0\3\0\0";
	struct vb_buf buf = VB_BUF_INIT;
	const char *bytes;
	size_t size;

	cr_assert_not(vb_unpack(huge, sizeof huge - 1, &buf, &bytes, &size));
	cr_assert_not(vb_unpack("\1\0\0\1\0\0", 6, &buf, &bytes, &size), "no size told");
	cr_assert_not(vb_unpack("\2a", 2, &buf, &bytes, &size), "no such form");
	cr_assert_not(vb_unpack("", 0, &buf, &bytes, &size));
	cr_assert_eq(buf.cap, 0);
}

/* What is packed today must be read by every later version. */
Test(pack, the_dictionary_is_that_of_the_format)
{
	cr_assert_eq(vb_pack_dictionary_size, 8356);
	cr_assert_eq(crc32(0, (const Bytef *)vb_pack_dictionary, (uInt)vb_pack_dictionary_size),
		     0xAB2E7A56);
}

static void *
pack_many(void *data)
{
	bool *same = data;
	size_t packed;

	*same = true;
	for (size_t i = 0; i < 1000; i++)
		*same = *same && comes_back(sample, i % sizeof sample, &packed);
	return NULL;
}

Test(pack, threads_pack_at_the_same_time)
{
	pthread_t thread[3];
	bool same[3];

	for (size_t i = 0; i < 3; i++)
		cr_assert_eq(pthread_create(&thread[i], NULL, pack_many, &same[i]), 0);
	for (size_t i = 0; i < 3; i++) {
		pthread_join(thread[i], NULL);
		cr_assert(same[i]);
	}
}
