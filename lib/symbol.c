/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "symbol.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "plain.h"
#include "symbol_code.h"
#include "symbol_list.h"

#define BODY_MAX 8	/* letters of a symbol's first part */
#define ORGAN_REACH 64	/* bytes over which an organ's name still speaks for a number */

struct scan {
	const char *text;
	size_t size, at;
	uint32_t before;		/* the character before at */
	struct vb_symbol_lead lead;
	size_t lead_end;		/* a number here is what the lead speaks of */
	size_t organ_end;
	struct vb_symbol *out;
	size_t max, count;
};

/* Characters that begin a Chinese organ, act or ordinal. */
static bool
is_han_lead(uint32_t point)
{
	switch (point) {
	case 0x5927: case 0x8054: case 0x806f: case 0x5b89: case 0x4eba: case 0x7ecf: case 0x7d93:
	case 0x51b3: case 0x6c7a: case 0x7b2c:
		return true;
	default:
		return false;
	}
}

static void
emit(struct scan *scan, const char *symbol, size_t start, size_t end)
{
	struct vb_symbol *found = &scan->out[scan->count++];

	snprintf(found->text, sizeof found->text, "%s", symbol);
	found->start = start;
	found->end = end;
}

/* "No.", "Nos." or U+7B2C may stand between the word and its number. */
static void
set_lead_end(struct scan *scan, size_t at)
{
	static const char *const between[] = {".", ":", "nos.", "no.", "nos", "no", "number",
					      "numbers", "第", NULL};

	for (int i = 0; i < 3; i++) {
		at = vb_symbol_gap(scan->text, scan->size, at);
		if (!vb_symbol_word_read(scan->text, scan->size, &at, between))
			break;
	}
	scan->lead_end = at;
}

/* An organ, "resolution" or U+7B2C; true when one was read. */
static bool
scan_lead(struct scan *scan)
{
	static const char *const ordinal[] = {"第", NULL};
	struct vb_symbol_lead lead = {.start = scan->at};
	enum vb_symbol_organ organ;
	size_t p = scan->at;

	if (vb_symbol_word_read(scan->text, scan->size, &p, ordinal)) {
		lead.ordinal = true;
		lead.organ = scan->lead.organ;
		scan->lead = lead;
		scan->lead_end = vb_symbol_gap(scan->text, scan->size, p);
		scan->at = p;
		return true;
	}
	if (vb_symbol_word_act(scan->text, scan->size, &p, &lead) != VB_ACT_NONE) {
		if (lead.organ != VB_ORGAN_NONE)
			scan->organ_end = p;
		else
			lead.organ = scan->lead.organ;
		scan->lead = lead;
		set_lead_end(scan, p);
		scan->at = p;
		return true;
	}
	organ = vb_symbol_word_organ(scan->text, scan->size, &p);
	if (organ == VB_ORGAN_NONE)
		return false;
	scan->lead.organ = organ;
	scan->organ_end = p;
	scan->at = p;
	return true;
}

static bool
scan_number(struct scan *scan)
{
	struct vb_symbol_lead lead = {.start = scan->at};

	if (scan->lead_end == scan->at)
		lead = scan->lead;
	lead.organ = scan->at - scan->organ_end <= ORGAN_REACH ? scan->lead.organ : VB_ORGAN_NONE;
	return vb_symbol_list_read(scan->text, scan->size, &scan->at, &lead, scan->out, scan->max,
				   &scan->count);
}

/* Whether the letters here lead to a slash, as in every printed symbol. */
static bool
is_before_slash(const struct scan *scan)
{
	size_t at = scan->at;

	for (int i = 0; i < BODY_MAX && vb_plain_letter(vb_plain_peek(scan->text, scan->size, at)); i++)
		vb_plain_next(scan->text, scan->size, &at);
	return vb_plain_peek(scan->text, scan->size, at) == '/';
}

static bool
scan_word(struct scan *scan, uint32_t first)
{
	char symbol[VB_SYMBOL_MAX];
	size_t start = scan->at;

	if (vb_symbol_link_read(scan->text, scan->size, &scan->at, symbol)) {
		if (symbol[0] != '\0')
			emit(scan, symbol, start, scan->at);
		return true;
	}
	if (is_before_slash(scan) &&
	    vb_symbol_code_read(scan->text, scan->size, &scan->at, symbol)) {
		emit(scan, symbol, start, scan->at);
		return true;
	}
	return scan_lead(scan) || ((first == 'E' || first == 'S') && scan_number(scan));
}

/* Passes one character, and the rest of its word with it. */
static void
pass(struct scan *scan, uint32_t point)
{
	vb_plain_next(scan->text, scan->size, &scan->at);
	if (point == 0x3002 || point == 0xff1b || point == ';' ||
	    (point == '.' && vb_plain_peek(scan->text, scan->size, scan->at) == ' '))
		scan->lead.organ = VB_ORGAN_NONE;
	while (vb_plain_letter(point) && scan->at < scan->size &&
	       vb_plain_letter((unsigned char)scan->text[scan->at]))
		scan->at++;
	scan->before = point;
}

/* One step: something is read as a whole, or one character is passed. */
static void
scan_step(struct scan *scan)
{
	uint32_t point = vb_plain_peek(scan->text, scan->size, scan->at);
	bool fresh = !vb_plain_alnum(scan->before) && scan->before != '/' &&
		     scan->before != '_' && scan->before != '\\';
	bool counts = scan->lead_end == scan->at ||
		      (fresh && scan->before != '-' && scan->before != '.');

	if ((vb_plain_letter(point) && fresh && scan_word(scan, point)) ||
	    (vb_plain_digit(point) && counts && scan_number(scan)) ||
	    (is_han_lead(point) && scan_lead(scan))) {
		scan->before = ' ';
		return;
	}
	pass(scan, point);
}

size_t
vb_symbol_find(const char *text, size_t size, struct vb_symbol *out, size_t max)
{
	struct scan scan = {
		.text = text, .size = size, .before = ' ', .lead_end = SIZE_MAX, .out = out, .max = max,
	};

	while (scan.at < size && scan.count < max)
		scan_step(&scan);
	return scan.count;
}

static void
trim(const char *text, size_t size, size_t *start, size_t *end)
{
	size_t at = 0;

	*start = *end = 0;
	while (at < size) {
		size_t here = at;
		uint32_t point = vb_plain_next(text, size, &at);

		if (point == ' ')
			continue;
		if (*end == 0)
			*start = here;
		*end = at;
	}
}

/* Only words that may stand before or behind a symbol without adding to it. */
static bool
is_empty_talk(const char *text, size_t size)
{
	static const char *const words[] = {
		"united nations", "联合国", "聯合國", "the", "un", "doc.", "doc", "document", "ga", "sc",
		"文件", "第", "号", "號", "的", "「", "」", "《", "》", "“", "”", "\"", "'", "(", ")", ".", "。",
		"题为", NULL,
	};
	size_t at = 0;

	while ((at = vb_symbol_gap(text, size, at)) < size)
		if (!vb_symbol_word_read(text, size, &at, words) &&
		    vb_symbol_word_organ(text, size, &at) == VB_ORGAN_NONE)
			return false;
	return true;
}

/* "78/237", "1540 (2004)" alone: what a user means by them. */
static bool
parse_number(const char *text, size_t size, char out[VB_SYMBOL_MAX])
{
	const struct vb_symbol_lead lead = {.act = VB_ACT_RESOLUTION};
	struct vb_symbol found[2];
	size_t at = 0, count = 0;

	if (!vb_symbol_list_read(text, size, &at, &lead, found, 2, &count) || count != 1 || at != size)
		return false;
	memcpy(out, found[0].text, sizeof found[0].text);
	return true;
}

bool
vb_symbol_parse(const char *text, size_t size, char out[VB_SYMBOL_MAX])
{
	struct vb_symbol found[2];
	size_t start, end;

	if (size > 4096)
		return false;
	trim(text, size, &start, &end);
	text += start;
	size = end - start;
	if (parse_number(text, size, out))
		return true;
	if (vb_symbol_find(text, size, found, 2) != 1 || !is_empty_talk(text, found[0].start) ||
	    !is_empty_talk(text + found[0].end, size - found[0].end))
		return false;
	memcpy(out, found[0].text, sizeof found[0].text);
	return true;
}
