/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text is taken in segments that normalisation cannot join with what stands before or
 * after: a character with a boundary before it, and all that follows without one
 * (combining marks, conjoining jamo, ignorable characters).  Most segments are one
 * character whose folded form is one character: those go by a table that fills itself,
 * everything else through ICU.
 */
#include "fold.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include "fold_han.h"
#include "memory.h"
#include "utf8.h"

/*
 * More characters than this in one segment are left out: no language stacks so many
 * marks, and ICU's sorting of them is quadratic.  The same limit holds for what comes
 * out, so that folding twice is folding once.
 */
#define SEGMENT_MAX 64
#define EXPANSION_MAX 18	/* UTF-16 units that one character can become (U+FDFA) */

#define HAN_FIRST 0x3400
#define HAN_LAST 0x9FFF

enum {
	KNOWN = 1,	/* this entry has been worked out */
	BOUNDARY = 2,	/* nothing before it can combine with it */
	SINGLE = 4,	/* BOUNDARY, and folds to the one character in folded */
	EMPTY = 8,	/* vanishes */
	BLANK = 16,	/* BOUNDARY, and folds to white space */
	TIGHT = 32,	/* white space beside it vanishes */
	POINTED = 64	/* East Asian punctuation: TIGHT, and so are marks upon it */
};

struct entry {
	uint16_t folded;
	uint16_t flags;
};

struct vb_folder {
	const UNormalizer2 *normaliser;
	char *text;
	uint32_t *at;
	size_t len, cap;
	bool blank;		/* white space waits for what comes next */
	bool tight;		/* the last character written is TIGHT */
	uint32_t blank_at;
	struct entry table[0x10000];
};

static uint16_t simplified[HAN_LAST - HAN_FIRST + 1];
static pthread_once_t simplified_once = PTHREAD_ONCE_INIT;

static void
simplified_load(void)
{
	size_t size = strlen(vb_fold_han), at = 0;

	while (at < size) {
		uint32_t from = vb_utf8_next(vb_fold_han, size, &at);

		assert(from >= HAN_FIRST && from <= HAN_LAST && at < size);
		simplified[from - HAN_FIRST] = (uint16_t)vb_utf8_next(vb_fold_han, size, &at);
	}
}

/* The second and third step: what becomes of a character after normalisation. */
static uint32_t
plain(uint32_t point)
{
	if (point >= HAN_FIRST && point <= HAN_LAST && simplified[point - HAN_FIRST] != 0)
		return simplified[point - HAN_FIRST];
	switch (point) {
	case 0x2010: case 0x2011: case 0x2012:
		return '-';
	case 0x2018: case 0x2019: case 0x201A: case 0x201B:
	case 0x2039: case 0x203A: case 0x02BC:
		return '\'';
	case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x00AB: case 0x00BB:
		return '"';
	case 0:
		return 0xFFFD;	/* the folded text is a C string */
	}
	return point;
}

/* East Asian punctuation, in the forms that it has before and after normalisation. */
static bool
punctuation(uint32_t point)
{
	return (point >= 0x3001 && point <= 0x303F) || point == 0x30A0 || point == 0x30FB ||
	       (point >= 0xFE10 && point <= 0xFE19) || (point >= 0xFE30 && point <= 0xFE6B) ||
	       (point >= 0xFF01 && point <= 0xFF0F) || (point >= 0xFF1A && point <= 0xFF20) ||
	       (point >= 0xFF3B && point <= 0xFF40) || (point >= 0xFF5B && point <= 0xFF65);
}

static struct entry
work_out(const struct vb_folder *folder, uint32_t point)
{
	UErrorCode status = U_ZERO_ERROR;
	struct entry entry = {0, KNOWN};
	UChar in[2], out[2 * EXPANSION_MAX];
	int32_t size = 0, count;
	uint32_t folded;

	U16_APPEND_UNSAFE(in, size, point);
	count = unorm2_normalize(folder->normaliser, in, size, out, 2 * EXPANSION_MAX, &status);
	if (vb_utf8_unspaced(point))
		entry.flags |= TIGHT;
	if (punctuation(point))
		entry.flags |= TIGHT | POINTED;
	if (unorm2_hasBoundaryBefore(folder->normaliser, (UChar32)point))
		entry.flags |= BOUNDARY;
	if (U_FAILURE(status))
		return entry;
	if (count == 0)
		entry.flags |= EMPTY;
	if (count != 1 || U16_IS_SURROGATE(out[0]) || !(entry.flags & BOUNDARY))
		return entry;
	folded = plain(out[0]);
	if (vb_utf8_unspaced(folded) || punctuation(folded))
		entry.flags |= TIGHT;
	entry.flags |= u_isUWhiteSpace((UChar32)folded) ? BLANK : SINGLE;
	entry.folded = (uint16_t)folded;
	return entry;
}

static struct entry
look_up(struct vb_folder *folder, uint32_t point)
{
	if (point > 0xFFFF)
		return work_out(folder, point);
	if (!(folder->table[point].flags & KNOWN))
		folder->table[point] = work_out(folder, point);
	return folder->table[point];
}

struct vb_folder *
vb_folder_new(struct vb_err *err)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *normaliser = unorm2_getNFKCCasefoldInstance(&status);
	struct vb_folder *folder;

	if (U_FAILURE(status)) {
		vb_err_set(err, VB_IO, "cannot load ICU's data: 'nfkc_cf': %s", u_errorName(status));
		return NULL;
	}
	pthread_once(&simplified_once, simplified_load);
	folder = vb_memory_zeros(1, sizeof *folder);
	folder->normaliser = normaliser;
	return folder;
}

void
vb_folder_free(struct vb_folder *folder)
{
	if (folder == NULL)
		return;
	free(folder->text);
	free(folder->at);
	free(folder);
}

static void
reserve(struct vb_folder *folder, size_t more)
{
	if (folder->cap - folder->len >= more)
		return;
	folder->cap = (folder->len + more) / 2 * 3 + 64;
	folder->text = vb_memory_resize(folder->text, folder->cap, 1);
	folder->at = vb_memory_resize(folder->at, folder->cap, sizeof *folder->at);
}

/*
 * Writes the blank that waits, or not (the fourth step).  A mark that could combine with
 * what stands before the blank keeps its distance, else folding twice would join them.
 */
static void
settle_blank(struct vb_folder *folder, bool tight, bool boundary)
{
	folder->blank = false;
	if (folder->len == 0 || (boundary && (tight || folder->tight)))
		return;
	folder->text[folder->len] = ' ';
	folder->at[folder->len++] = folder->blank_at;
}

static void
wait_blank(struct vb_folder *folder, size_t at)
{
	if (!folder->blank)
		folder->blank_at = (uint32_t)at;
	folder->blank = true;
}

/* Room for a blank and the character must be there. */
static inline void
write_point(struct vb_folder *folder, uint32_t point, uint32_t at, unsigned flags)
{
	size_t width;

	if (folder->blank)
		settle_blank(folder, flags & TIGHT, flags & BOUNDARY);
	width = vb_utf8_put(point, folder->text + folder->len);
	for (size_t i = 0; i < width; i++)
		folder->at[folder->len + i] = at;
	folder->len += width;
	folder->tight = flags & TIGHT;
}

/* What stands at text[at] is ASCII, and so is what is behind it: nothing combines. */
static inline bool
stands_alone(const char *text, size_t size, size_t at)
{
	return (unsigned char)text[at] < 0x80 &&
		(at + 1 == size || (unsigned char)text[at + 1] < 0x80);
}

/* The end of a run of ASCII without blanks and controls. */
static inline size_t
run_end(const char *text, size_t size, size_t at)
{
	while (at < size && (unsigned char)(text[at] - '!') <= '~' - '!')
		at++;
	return at;
}

static inline void
copy_run(struct vb_folder *folder, const char *text, size_t from, size_t to)
{
	char *out = folder->text + folder->len;
	uint32_t *at = folder->at + folder->len;

	for (size_t i = from; i < to; i++) {
		char byte = text[i];

		*out++ = (char)(byte | (byte >= 'A' && byte <= 'Z') << 5);
		*at++ = (uint32_t)i;
	}
	folder->len += to - from;
	folder->tight = false;
}

/* ASCII before ASCII.  Returns where that ends. */
static size_t
fold_ascii(struct vb_folder *folder, const char *text, size_t size, size_t at)
{
	reserve(folder, size - at + 2);
	while (at < size && stands_alone(text, size, at)) {
		size_t end = run_end(text, size, at);

		if (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r')) {
			wait_blank(folder, at++);
			continue;
		}
		if (text[at] == 0)
			break;
		if (end == at)	/* a control */
			end = at + 1;
		else if (!stands_alone(text, size, end - 1))
			end--;
		if (folder->blank)
			settle_blank(folder, false, true);
		copy_run(folder, text, at, end);
		at = end;
	}
	return at;
}

/* Normalises a segment and writes what comes of it; start is where its first character stands. */
static void
write_segment(struct vb_folder *folder, const UChar *segment, int32_t size, size_t start, bool pointed)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar out[2 * SEGMENT_MAX * EXPANSION_MAX];
	int32_t count, i = 0;

	count = unorm2_normalize(folder->normaliser, segment, size, out,
				 2 * SEGMENT_MAX * EXPANSION_MAX, &status);
	if (U_FAILURE(status))
		return;
	reserve(folder, 5 * SEGMENT_MAX);
	for (unsigned written = 0; i < count && written < SEGMENT_MAX; written++) {
		UChar32 point;
		struct entry entry;

		U16_NEXT(out, i, count, point);
		if (u_isUWhiteSpace(point)) {
			wait_blank(folder, start);
			continue;
		}
		point = (UChar32)plain((uint32_t)point);
		entry = look_up(folder, (uint32_t)point);
		pointed |= written == 0 && (entry.flags & POINTED);
		write_point(folder, (uint32_t)point, (uint32_t)start, entry.flags | (pointed ? TIGHT : 0));
	}
}

/* Takes the segment whose first character, already read, ends at `at`; returns where it ends. */
static size_t
fold_segment(struct vb_folder *folder, const char *text, size_t size, size_t start, size_t at,
	     uint32_t point, struct entry entry)
{
	UChar segment[2 * SEGMENT_MAX];
	int32_t units = 0;
	unsigned count = 0;
	bool pointed = false;

	for (;;) {
		size_t next = at;

		if (!(entry.flags & EMPTY) && count < SEGMENT_MAX) {
			if (count++ == 0)
				pointed = entry.flags & POINTED;
			U16_APPEND_UNSAFE(segment, units, point);
		}
		if (at == size)
			break;
		point = vb_utf8_next(text, size, &next);
		entry = look_up(folder, point);
		if (entry.flags & BOUNDARY)
			break;
		if (count == 0)
			start = at;
		at = next;
	}
	if (count > 0)
		write_segment(folder, segment, units, start, pointed);
	return at;
}

void
vb_fold(struct vb_folder *folder, const char *text, size_t size, struct vb_folded *out)
{
	size_t at = 0;

	assert(size < UINT32_MAX);
	folder->len = 0;
	folder->blank = folder->tight = false;
	reserve(folder, size + 8);
	while ((at = fold_ascii(folder, text, size, at)) < size) {
		size_t start = at, next;
		uint32_t point = vb_utf8_next(text, size, &at);
		struct entry entry = look_up(folder, point);

		/* One character at a time, as long as each stands alone. */
		for (;;) {
			struct entry after = {0, BOUNDARY};
			uint32_t point_after = 0;

			next = at;
			if (next < size) {
				point_after = vb_utf8_next(text, size, &next);
				after = look_up(folder, point_after);
			}
			if (!(after.flags & BOUNDARY) || !(entry.flags & (SINGLE | BLANK))) {
				at = fold_segment(folder, text, size, start, at, point, entry);
				break;
			}
			if (entry.flags & BLANK) {
				wait_blank(folder, start);
			} else {
				reserve(folder, 8);
				write_point(folder, entry.folded, (uint32_t)start, entry.flags);
			}
			if (at == size || point_after < 0x80)
				break;
			start = at;
			at = next;
			point = point_after;
			entry = after;
		}
	}
	reserve(folder, 1);
	folder->text[folder->len] = '\0';
	folder->at[folder->len] = (uint32_t)size;
	out->text = folder->text;
	out->len = folder->len;
	out->at = folder->at;
}

void
vb_folded_range(const struct vb_folded *folded, const char *source, size_t size, size_t from,
		size_t to, size_t *start, size_t *end)
{
	size_t limit, last, after;

	assert(from < to && to <= folded->len);
	*start = folded->at[from];
	last = folded->at[to - 1];
	for (after = to; after < folded->len && folded->at[after] == last; after++)
		;
	limit = folded->at[after];
	/* The last character and its marks, but not the blanks that vanished behind it. */
	*end = last;
	do {
		vb_utf8_next(source, size, end);
		after = *end;
	} while (*end < limit && !u_isUWhiteSpace((UChar32)vb_utf8_next(source, size, &after)));
}
