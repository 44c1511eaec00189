/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whatever the bytes: folding gives well-formed text, folding it again changes nothing, the
 * way back is exact, and a piece of the text folds to a piece of its folded form.
 */
#include "fold.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "fuzz.h"
#include "utf8.h"

struct copy {
	char *text;
	uint32_t *at;
	size_t len;
};

static struct copy
keep(const struct vb_folded *folded)
{
	struct copy copy = {malloc(folded->len + 1), malloc((folded->len + 1) * sizeof *copy.at),
			    folded->len};

	memcpy(copy.text, folded->text, folded->len + 1);
	memcpy(copy.at, folded->at, (folded->len + 1) * sizeof *copy.at);
	return copy;
}

/* The first place from `at` on where a piece may begin: before a character that combines with nothing. */
static size_t
cut_place(const char *text, size_t size, size_t at)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *normaliser = unorm2_getNFKCCasefoldInstance(&status);
	size_t place = 0;

	while (place < size) {
		size_t next = place;
		uint32_t point = vb_utf8_next(text, size, &next);

		if (place >= at && unorm2_hasBoundaryBefore(normaliser, (UChar32)point))
			break;
		place = next;
	}
	return place;
}

static void
check_shape(const struct copy *first, size_t size)
{
	must(vb_utf8_valid(first->text, first->len));
	must(memchr(first->text, '\0', first->len + 1) == first->text + first->len);
	must(first->len == 0 || (first->text[0] != ' ' && first->text[first->len - 1] != ' '));
	must(strstr(first->text, "  ") == NULL);
	must(first->at[first->len] == size);
	for (size_t i = 0; i < first->len; i++)
		must(first->at[i] <= first->at[i + 1] && first->at[i] < size);
}

static void
check_range(struct vb_folder *folder, const char *text, size_t size, const struct copy *first, size_t from)
{
	struct vb_folded folded = {first->text, first->len, first->at};
	size_t to, start, end;

	from = vb_utf8_floor(first->text, first->len, from);
	to = from;
	for (unsigned i = 0; i < 3 && to < first->len; i++)
		vb_utf8_next(first->text, first->len, &to);
	vb_folded_range(&folded, text, size, from, to, &start, &end);
	must(start < end && end <= size);
	vb_fold(folder, text + start, end - start, &folded);
	if (first->text[from] == ' ')
		from++;
	if (to > from && first->text[to - 1] == ' ')
		to--;
	must(memmem(folded.text, folded.len, first->text + from, to - from) != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct vb_folder *folder;
	const char *text = (const char *)data;
	struct vb_folded folded;
	struct copy first;
	size_t a, b;

	if (folder == NULL)
		folder = vb_folder_new(NULL);
	vb_fold(folder, text, size, &folded);
	first = keep(&folded);
	check_shape(&first, size);

	vb_fold(folder, first.text, first.len, &folded);
	must(folded.len == first.len && memcmp(folded.text, first.text, first.len) == 0);

	if (size > 0) {
		a = cut_place(text, size, fuzz_pick(data, size, 1) % size);
		b = cut_place(text, size, a + fuzz_pick(data, size, 2) % (size - a + 1));
		vb_fold(folder, text + a, b - a, &folded);
		must(memmem(first.text, first.len, folded.text, folded.len) != NULL);
	}
	if (first.len > 0)
		check_range(folder, text, size, &first, fuzz_pick(data, size, 3) % first.len);
	free(first.text);
	free(first.at);
	return 0;
}
