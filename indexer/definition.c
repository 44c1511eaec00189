/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "definition.h"

#include <string.h>
#include <strings.h>

#include "initials.h"
#include "phrase.h"
#include "plain.h"
#include "utf8.h"

/* Characters of a Chinese abbreviation; how many times as long its name may be. */
#define BRIEF_MIN 2
#define BRIEF_MAX 8
#define TIMES 6
#define FULL_MAX 40	/* characters of a Chinese name */
#define INSIDE_MAX 200	/* bytes of a bracket that is looked into */

struct finding {
	struct vb_arena *arena;
	struct vb_definition *list;
	size_t *count;
};

struct span {
	const char *text;
	size_t size;
};

static void
add(struct finding *finding, struct span brief, struct span full)
{
	struct vb_definition *one = &finding->list[*finding->count];

	if (*finding->count == VB_DEFINITIONS_MAX || full.size > VB_DEFINITION_BYTES)
		return;
	one->brief = vb_arena_strndup(finding->arena, brief.text, brief.size);
	one->full = vb_arena_strndup(finding->arena, full.text, full.size);
	for (size_t i = 0; i < *finding->count; i++)
		if (strcmp(finding->list[i].brief, one->brief) == 0 &&
		    strcmp(finding->list[i].full, one->full) == 0)
			return;
	++*finding->count;
}

/* ---- taking the wrapping off ---- */

static bool
is_wrapping(uint32_t point)
{
	return point == ' ' || point == ',' || point == ':' || point == '"' || point == '\'' ||
	       (point >= 0x2018 && point <= 0x201F) || (point >= 0x300A && point <= 0x300F) ||
	       point == 0x3001;
}

static struct span
unwrap(struct span span)
{
	size_t at = 0;

	while (at < span.size && is_wrapping(vb_plain_peek(span.text, span.size, at)))
		vb_utf8_next(span.text, span.size, &at);
	span.text += at;
	span.size -= at;
	for (at = span.size; at > 0;) {
		size_t last = at;

		vb_utf8_prev(span.text, &last);
		if (!is_wrapping(vb_plain_peek(span.text, span.size, last)))
			break;
		at = last;
	}
	span.size = at;
	return span;
}

/* "hereafter", "以下简称": what follows is an abbreviation. */
static struct span
drop_cue(struct span span)
{
	static const char *const cues[] = {
		"hereafter", "hereinafter", "henceforth", "referred to as", "also known as",
		"known as", "abbreviated as", "abbreviated to", "in short", "or", "the", "以下简称为",
		"以下简称", "以下称为", "以下称", "以下统称", "下称", "简称为", "简称", "又称", "缩写为",
		"缩写",
	};

	span = unwrap(span);
	for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
		size_t size = strlen(cues[i]);
		bool latin = (unsigned char)cues[i][0] < 0x80;

		if (span.size <= size || strncasecmp(span.text, cues[i], size) != 0 ||
		    (latin && vb_plain_alnum((unsigned char)span.text[size])))
			continue;
		span = unwrap((struct span){span.text + size, span.size - size});
		i = (size_t)-1;		/* "hereinafter referred to as the" */
	}
	return span;
}

/* ---- Chinese ---- */

/* The characters that end at the end of the span and are without spaces; how many, up to max. */
static size_t
han_tail(struct span span, size_t max, struct span *tail)
{
	size_t at = span.size, points = 0;

	while (at > 0 && points < max) {
		size_t last = at;

		if (!vb_utf8_unspaced(vb_utf8_prev(span.text, &last)))
			break;
		at = last;
		points++;
	}
	*tail = (struct span){span.text + at, span.size - at};
	return points;
}

static bool
is_han(struct span span)
{
	struct span tail;

	return span.size > 0 && han_tail(span, span.size, &tail) > 0 && tail.size == span.size;
}

/*
 * Where the name begins of which brief is made: the characters of brief stand in text in
 * their order, read from the end.  False when they do not.
 */
static bool
find_start(struct span text, struct span brief, size_t *start)
{
	size_t at = text.size, left = brief.size;

	while (left > 0) {
		size_t before = left;
		uint32_t wanted = vb_utf8_prev(brief.text, &before);
		bool found = false;

		while (at > 0 && !found)
			found = vb_utf8_prev(text.text, &at) == wanted;
		if (!found)
			return false;
		left = before;
	}
	*start = at;
	return true;
}

/* A name and its abbreviation, both Chinese, in the order given. */
static bool
try_han(struct finding *finding, struct span full, struct span brief, bool whole)
{
	size_t points = vb_utf8_points(brief.text, brief.size), start;

	if (!is_han(brief) || points < BRIEF_MIN || points > BRIEF_MAX ||
	    han_tail(full, FULL_MAX, &full) <= points || !find_start(full, brief, &start) ||
	    (whole && start > 0))
		return false;
	full = (struct span){full.text + start, full.size - start};
	/* Part of the name as it stands: it is found as it is. */
	if (vb_utf8_points(full.text, full.size) > TIMES * points ||
	    memmem(full.text, full.size, brief.text, brief.size) != NULL)
		return false;
	add(finding, brief, full);
	return true;
}

/* "信通技术(信息和通信技术)": the abbreviation is the end of what stands before. */
static void
try_han_inside(struct finding *finding, struct span before, struct span inside)
{
	struct span tail;

	if (!is_han(inside) || vb_utf8_points(inside.text, inside.size) > FULL_MAX)
		return;
	for (size_t points = han_tail(before, BRIEF_MAX, &tail); points >= BRIEF_MIN; points--) {
		size_t first = 0, other = 0;

		if (vb_utf8_next(tail.text, tail.size, &first) ==
			    vb_utf8_next(inside.text, inside.size, &other) &&
		    try_han(finding, inside, tail, true))
			return;
		tail.text += first;
		tail.size -= first;
	}
}

/* ---- a bracket ---- */

static bool
try_latin(struct finding *finding, struct span full, struct span brief, bool whole)
{
	size_t start;

	if (!vb_initials_fit(full.text, full.size, brief.text, brief.size, &start) ||
	    (whole && start > 0))
		return false;
	add(finding, brief, (struct span){full.text + start, full.size - start});
	return true;
}

/* The word that ends the span. */
static struct span
last_word(struct span span)
{
	size_t at = span.size;

	while (at > 0 && (vb_plain_alnum((unsigned char)span.text[at - 1]) ||
			  span.text[at - 1] == '-' || span.text[at - 1] == '&'))
		at--;
	return (struct span){span.text + at, span.size - at};
}

static void
read_bracket(struct finding *finding, struct span before, struct span inside)
{
	struct span brief, word;
	size_t comma;

	before = unwrap(before);
	inside = unwrap(inside);
	brief = drop_cue(inside);
	if (try_latin(finding, before, brief, false) || try_han(finding, before, brief, false))
		return;
	/* The name in another language stands in the bracket too: "(Computer Emergency ..., CERT)". */
	for (comma = inside.size; comma > 0 && strchr(",;", inside.text[comma - 1]) == NULL;)
		comma--;
	if (comma > 0) {
		brief = drop_cue((struct span){inside.text + comma, inside.size - comma});
		try_latin(finding, unwrap((struct span){inside.text, comma - 1}), brief, true);
		return;
	}
	word = last_word(before);
	if (word.size == 0 || !try_latin(finding, inside, word, true))
		try_han_inside(finding, before, inside);
}

void
vb_definition_find(const char *text, size_t size, struct vb_arena *arena,
		   struct vb_definition *list, size_t *count)
{
	struct finding finding = {arena, list, count};
	size_t open = SIZE_MAX, inside = 0;

	for (size_t at = 0; at < size;) {
		size_t here = at;
		uint32_t point = vb_plain_next(text, size, &at);

		if (point == '(') {
			open = here;
			inside = at;
		} else if (point == ')' && open != SIZE_MAX) {
			size_t from = open > INSIDE_MAX ? vb_utf8_floor(text, size, open - INSIDE_MAX) : 0;

			if (here - inside <= INSIDE_MAX)
				read_bracket(&finding, (struct span){text + from, open - from},
					     (struct span){text + inside, here - inside});
			open = SIZE_MAX;
		}
	}
}

/* ---- a document ---- */

/* The names of a document, by number: 2 * definition for the brief one, and one more for the full one. */
struct names {
	struct vb_definition *list;		/* as they stand */
	struct vb_definition *folded;
	size_t count;
	struct vb_phrases *as_written;		/* WHO is not who */
	struct vb_phrases *any_case;
	struct vb_folder *folder;
	struct vb_arena *arena;
	struct vb_buf found;
};

static const char *
fold(struct names *names, const char *text)
{
	struct vb_folded folded;

	vb_fold(names->folder, text, strlen(text), &folded);
	return vb_arena_strndup(names->arena, folded.text, folded.len);
}

/* The plural too, of Latin names. */
static void
add_phrase(struct names *names, struct vb_phrases *phrases, const char *name, size_t number)
{
	size_t size = strlen(name);

	if (size == 0)
		return;
	vb_phrases_add(phrases, name, size, (uint32_t)number, false);
	if (vb_plain_alnum((unsigned char)name[size - 1]))
		vb_phrases_add(phrases, vb_arena_printf(names->arena, "%ss", name), size + 1,
			       (uint32_t)number, false);
}

static void
build(struct names *names)
{
	names->folded = vb_arena_array(names->arena, names->count, sizeof *names->folded);
	names->as_written = vb_phrases_new();
	names->any_case = vb_phrases_new();
	for (size_t i = 0; i < names->count; i++) {
		const struct vb_definition *one = &names->list[i];
		bool latin = (unsigned char)one->brief[0] < 0x80;

		names->folded[i].brief = fold(names, one->brief);
		names->folded[i].full = fold(names, one->full);
		add_phrase(names, names->any_case, names->folded[i].full, 2 * i + 1);
		if (latin)
			add_phrase(names, names->as_written, one->brief, 2 * i);
		else
			add_phrase(names, names->any_case, names->folded[i].brief, 2 * i);
	}
	vb_phrases_build(names->as_written);
	vb_phrases_build(names->any_case);
}

static void
find_uses(struct names *names, const struct vb_phrases *phrases, const char *text, size_t size,
	  unsigned char uses[VB_DEFINITIONS_MAX])
{
	vb_buf_clear(&names->found);
	vb_phrases_find(phrases, text, size, &names->found);
	for (size_t at = 0; at < names->found.len; at += sizeof(struct vb_phrase_match)) {
		struct vb_phrase_match match;

		memcpy(&match, names->found.data + at, sizeof match);
		uses[match.phrase / 2] |= (unsigned char)(1u << match.phrase % 2);
	}
}

static void
mark_passage(struct names *names, struct vb_record *passage)
{
	unsigned char uses[VB_DEFINITIONS_MAX] = {0};
	struct vb_folded folded;
	size_t items = 0;

	find_uses(names, names->as_written, passage->text, passage->text_size, uses);
	vb_fold(names->folder, passage->text, passage->text_size, &folded);
	find_uses(names, names->any_case, folded.text, folded.len, uses);
	for (size_t i = 0; i < names->count; i++)
		items += uses[i] == 1 || uses[i] == 2;
	passage->names.item = vb_arena_array(names->arena, items + 1, sizeof *passage->names.item);
	for (size_t i = 0; i < names->count; i++) {
		const char *brief = names->folded[i].brief, *full = names->folded[i].full;

		if (uses[i] == 1 || uses[i] == 2)
			passage->names.item[passage->names.count++] =
				vb_arena_printf(names->arena, "%s\t%s", uses[i] == 1 ? full : brief,
						uses[i] == 1 ? brief : full);
	}
}

void
vb_definition_document(struct vb_document *document, struct vb_folder *folder)
{
	struct names names = {.folder = folder, .arena = document->arena, .found = VB_BUF_INIT};

	names.list = vb_arena_array(document->arena, VB_DEFINITIONS_MAX + 1, sizeof *names.list);
	for (size_t i = 0; i < document->count; i++)
		vb_definition_find(document->passages[i].text, document->passages[i].text_size,
				   document->arena, names.list, &names.count);
	if (names.count == 0)
		return;
	build(&names);
	for (size_t i = 0; i < document->count; i++)
		mark_passage(&names, &document->passages[i]);
	vb_phrases_free(names.as_written);
	vb_phrases_free(names.any_case);
	vb_buf_fini(&names.found);
}
