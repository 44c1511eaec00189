/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "symbol_list.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "plain.h"
#include "symbol_code.h"

#define SESSION_MIN 31	/* the Assembly numbers by session since its thirty-first, 1976 */
#define SESSION_MAX 150
#define YEAR_MIN 1946
#define YEAR_MAX 2100
#define COUNCIL_1990 683	/* the Security Council's last resolution of 1990 */
#define RIGHTS_MAX 99	/* no session of the Human Rights Council adopted more */
#define ROMAN_MAX 8

/* One number of a list: "78/237", "ES-11/1", "46/36 L", "2664 (2022)", "2625 (XXV)", "1540". */
struct item {
	char session;		/* 'E' for ES-, 'S' for S-, or 0 */
	long first, second;	/* second is -1 when there is none */
	long year;		/* in brackets, or -1 */
	char roman[ROMAN_MAX + 1];
	char letter;		/* or 0 */
	size_t start, end;
};

static bool
accept(const char *text, size_t size, size_t *at, uint32_t point)
{
	if (vb_plain_peek(text, size, *at) != point)
		return false;
	vb_plain_next(text, size, at);
	return true;
}

/* Up to most digits; false when there is none or one more. */
static bool
read_number(const char *text, size_t size, size_t *at, int most, long *value)
{
	int digits = 0;

	*value = 0;
	while (digits <= most && vb_plain_digit(vb_plain_peek(text, size, *at))) {
		*value = *value * 10 + (long)(vb_plain_next(text, size, at) - '0');
		digits++;
	}
	return digits > 0 && digits <= most;
}

static void
read_session(const char *text, size_t size, size_t *at, struct item *item)
{
	size_t p = *at;
	char session = accept(text, size, &p, 'E') ? 'E' : 'S';

	if (!accept(text, size, &p, 'S') || !accept(text, size, &p, '-'))
		return;
	item->session = session;
	*at = vb_symbol_gap(text, size, p);
}

/* "(2022)" or "(XXV)", with "A" before or behind the Roman number. */
static void
read_bracket(const char *text, size_t size, size_t *at, struct item *item)
{
	size_t p = vb_symbol_gap(text, size, *at), len = 0;
	char letter = 0;
	long year = -1;

	if (vb_plain_upper(vb_plain_peek(text, size, p)))
		letter = (char)vb_plain_next(text, size, &p);
	p = vb_symbol_gap(text, size, p);
	if (!accept(text, size, &p, '('))
		return;
	p = vb_symbol_gap(text, size, p);
	if (vb_plain_digit(vb_plain_peek(text, size, p))) {
		if (letter != 0 || !read_number(text, size, &p, 4, &year))
			return;
	} else {
		while (len < ROMAN_MAX && memchr("IVXL", (int)(vb_plain_peek(text, size, p) & 0x7f), 4) &&
		       vb_plain_peek(text, size, p) < 0x80)
			item->roman[len++] = (char)vb_plain_next(text, size, &p);
	}
	item->roman[len] = '\0';
	p = vb_symbol_gap(text, size, p);
	if (!accept(text, size, &p, ')') || (year < 0 && len == 0) ||
	    (year >= 0 && (year < YEAR_MIN || year > YEAR_MAX))) {
		item->roman[0] = '\0';
		return;
	}
	item->year = year;
	item->letter = letter;
	*at = p;
}

/* The part of a resolution in parts, "46/36 L": never the word "A" or "I" of a sentence. */
static void
read_letter(const char *text, size_t size, size_t *at, struct item *item)
{
	size_t p = vb_symbol_gap(text, size, *at), behind, of;
	bool blank = p != *at, closed;
	uint32_t letter = vb_plain_next(text, size, &p);

	if (!vb_plain_upper(letter) || vb_plain_alnum(vb_plain_peek(text, size, p)) ||
	    vb_plain_peek(text, size, p) == '/' || vb_plain_peek(text, size, p) == '-')
		return;
	behind = vb_symbol_gap(text, size, p);
	of = behind;
	closed = !vb_plain_alnum(vb_plain_peek(text, size, behind)) ||
		 vb_symbol_word_read(text, size, &of, (const char *const[]){"of", "and", NULL});
	if (blank && (!closed || letter == 'I'))
		return;
	item->letter = (char)letter;
	*at = p;
}

static bool
is_number_end(const char *text, size_t size, size_t at, bool slash)
{
	uint32_t point = vb_plain_next(text, size, &at);

	if (vb_plain_alnum(point) || point == '/' || point == '%' || point == ':')
		return false;
	if (point == '-' || (!slash && (point == '.' || point == ',')))
		return !vb_plain_digit(vb_plain_peek(text, size, at));
	return true;
}

static bool
read_item(const char *text, size_t size, size_t *at, struct item *item)
{
	size_t p = *at, gap;

	*item = (struct item){.start = *at, .second = -1, .year = -1};
	read_session(text, size, &p, item);
	if (!read_number(text, size, &p, 4, &item->first))
		return false;
	gap = vb_symbol_gap(text, size, p);
	if (accept(text, size, &gap, '/')) {
		gap = vb_symbol_gap(text, size, gap);
		if (!read_number(text, size, &gap, 3, &item->second))
			return false;
		p = gap;
		read_letter(text, size, &p, item);
	} else {
		read_bracket(text, size, &p, item);
	}
	if (item->session != 0 && item->second < 0)
		return false;
	if (!is_number_end(text, size, p, item->second >= 0))
		return false;
	item->end = p;
	*at = p;
	return true;
}

/* " of 22 December 2023" behind an English number. */
static void
skip_date_behind(const char *text, size_t size, size_t *at)
{
	static const char *const months[] = {
		"january", "february", "march", "april", "may", "june", "july", "august",
		"september", "october", "november", "december", NULL,
	};
	size_t p = vb_symbol_gap(text, size, *at);
	long number;

	if (!vb_symbol_word_read(text, size, &p, (const char *const[]){"of", NULL}))
		return;
	p = vb_symbol_gap(text, size, p);
	if (vb_plain_digit(vb_plain_peek(text, size, p)) && !read_number(text, size, &p, 2, &number))
		return;
	p = vb_symbol_gap(text, size, p);
	if (!vb_symbol_word_read(text, size, &p, months))
		return;
	p = vb_symbol_gap(text, size, p);
	if (read_number(text, size, &p, 4, &number))
		*at = p;
}

/* "2022 年 12 月 7 日" before a Chinese number. */
static void
skip_date_before(const char *text, size_t size, size_t *at)
{
	static const uint32_t units[] = {0x5e74, 0x6708, 0x65e5};	/* year, month, day */
	long number;

	for (size_t i = 0; i < 3; i++) {
		size_t p = vb_symbol_gap(text, size, *at);

		if (!read_number(text, size, &p, 4, &number))
			return;
		p = vb_symbol_gap(text, size, p);
		if (!accept(text, size, &p, units[i]))
			return;
		*at = p;
	}
}

static bool
read_hao(const char *text, size_t size, size_t *at)
{
	static const char *const words[] = {"号", "號", NULL};
	size_t p = vb_symbol_gap(text, size, *at);

	if (!vb_symbol_word_read(text, size, &p, words))
		return false;
	*at = p;
	return true;
}

/* What stands between two numbers of one list; *at moves to the next number. */
static bool
read_separator(const char *text, size_t size, size_t *at)
{
	static const char *const words[] = {
		"、", ",", ";", "and", "or", "&", "以及", "和", "及", "与", "與", "或", "并", NULL,
	};
	static const char *const ordinal[] = {"第", NULL};
	size_t p = *at;
	bool found = false;

	skip_date_behind(text, size, &p);
	read_hao(text, size, &p);
	for (int i = 0; i < 3; i++) {	/* ", and" is two */
		p = vb_symbol_gap(text, size, p);
		if (!vb_symbol_word_read(text, size, &p, words))
			break;
		found = true;
	}
	if (!found)
		return false;
	skip_date_before(text, size, &p);
	p = vb_symbol_gap(text, size, p);
	vb_symbol_word_read(text, size, &p, ordinal);
	*at = vb_symbol_gap(text, size, p);
	return true;
}

/* The item behind another one.  Behind "78/237" a mere "8" is a paragraph, or anything. */
static bool
next_item(const char *text, size_t size, size_t *at, struct item *item)
{
	struct item next;
	size_t p = *at;

	if (!read_separator(text, size, &p) || !read_item(text, size, &p, &next))
		return false;
	if (item->second >= 0 && next.second < 0 && next.year < 0 && next.roman[0] == '\0')
		return false;
	*item = next;
	*at = p;
	return true;
}

/* Whether what follows a bare "第 78/237 号" lets it be a resolution and not a decree. */
static bool
is_bare_end(const char *text, size_t size, size_t at)
{
	static const char *const goes_on[] = {
		"和", "及", "与", "與", "或", "以及", "第", "中", "所", "的规定", "序言", "执行部分", NULL,
	};
	size_t p = vb_symbol_gap(text, size, at);

	return vb_plain_peek(text, size, p) < 0x2e80 || vb_plain_peek(text, size, p) >= 0xff00 ||
	       (vb_plain_peek(text, size, p) >= 0x3000 && vb_plain_peek(text, size, p) < 0x3040) ||
	       vb_symbol_word_read(text, size, &p, goes_on);
}

/*
 * What the words behind the last number say; *at moves behind them.  The lead is changed
 * where they say more than what stood before.
 */
static void
read_tail(const char *text, size_t size, size_t *at, struct vb_symbol_lead *lead)
{
	static const char *const of[] = {"of the", "by the", NULL};
	struct vb_symbol_lead behind = *lead;
	enum vb_symbol_organ organ;
	size_t p = *at, q;
	bool hao = read_hao(text, size, &p);

	q = vb_symbol_gap(text, size, p);
	if (vb_symbol_word_act(text, size, &q, &behind) != VB_ACT_NONE && !behind.english) {
		lead->act = behind.act;
		lead->english = false;
		lead->plural = true;
		lead->ordinal = true;
		*at = q;
		return;
	}
	if (hao && lead->act == VB_ACT_NONE && lead->ordinal && is_bare_end(text, size, p)) {
		lead->act = VB_ACT_RESOLUTION;
		lead->organ = VB_ORGAN_NONE;
		lead->plural = false;
	}
	if (hao && lead->act != VB_ACT_NONE)
		*at = p;
	q = vb_symbol_gap(text, size, p);
	if (!lead->english || !vb_symbol_word_read(text, size, &q, of))
		return;
	q = vb_symbol_gap(text, size, q);
	organ = vb_symbol_word_organ(text, size, &q);
	if (organ != VB_ORGAN_NONE)
		lead->organ = organ;
}

static bool
is_session(long number)
{
	return number >= SESSION_MIN && number <= SESSION_MAX;
}

/* Prefix of a number with a slash; NULL when no organ numbers so. */
static const char *
slash_prefix(const struct item *item, const struct vb_symbol_lead *lead)
{
	bool resolution = lead->act == VB_ACT_RESOLUTION;
	bool rights = lead->organ == VB_ORGAN_RIGHTS && item->second <= RIGHTS_MAX;

	if (item->session == 'E')
		return resolution ? "A/RES/ES-" : "A/DEC/ES-";
	if (item->session == 'S' && rights)
		return resolution ? "A/HRC/RES/S-" : "A/HRC/DEC/S-";
	if (item->session == 'S')
		return resolution ? "A/RES/S-" : "A/DEC/S-";
	if (item->first >= YEAR_MIN && item->first <= YEAR_MAX) {
		if (lead->organ == VB_ORGAN_COMMISSION)
			return resolution ? "E/CN.4/RES/" : "E/CN.4/DEC/";
		return resolution ? "E/RES/" : "E/DEC/";
	}
	if (item->first > 0 && item->first <= SESSION_MAX && rights)
		return resolution ? "A/HRC/RES/" : "A/HRC/DEC/";
	if (is_session(item->first))
		return resolution ? "A/RES/" : "A/DEC/";
	return NULL;
}

static bool
name_item(const struct item *item, const struct vb_symbol_lead *lead, bool bare_number,
	  char out[VB_SYMBOL_MAX])
{
	char letter[2] = {item->letter, '\0'};

	if (item->second > 0) {
		const char *prefix = slash_prefix(item, lead);

		if (prefix == NULL)
			return false;
		snprintf(out, VB_SYMBOL_MAX, "%s%ld/%ld%s", prefix, item->first, item->second, letter);
		return true;
	}
	if (lead->act != VB_ACT_RESOLUTION || item->first == 0 || item->second == 0)
		return false;
	if (item->roman[0] != '\0') {
		const char *body = lead->organ == VB_ORGAN_ECOSOC ? "E" : "A";

		snprintf(out, VB_SYMBOL_MAX, "%s/RES/%ld(%s)%s", body, item->first, item->roman, letter);
		return true;
	}
	if (item->year >= 0 && item->year <= 1990 && item->first > COUNCIL_1990)
		return false;	/* an Assembly resolution with its year for its session */
	if (item->year < 0 && !(bare_number && lead->organ == VB_ORGAN_COUNCIL))
		return false;
	snprintf(out, VB_SYMBOL_MAX, "S/RES/%ld", item->first);
	return true;
}

bool
vb_symbol_list_read(const char *text, size_t size, size_t *at, const struct vb_symbol_lead *before,
		    struct vb_symbol *out, size_t max, size_t *count)
{
	struct vb_symbol_lead lead = *before;
	size_t p = *at, end, first_found = *count;
	struct item item, first;
	bool more;

	if (!read_item(text, size, &p, &item))
		return false;
	first = item;
	while (next_item(text, size, &p, &item))
		;
	end = p;
	read_tail(text, size, &end, &lead);
	/* the meaning is known only here: walk again and name */
	p = *at;
	more = lead.act != VB_ACT_NONE && read_item(text, size, &p, &item);
	while (more && *count < max) {
		bool bare = item.start == first.start ? lead.english || lead.ordinal :
			first.second < 0 && lead.plural;

		if (name_item(&item, &lead, bare, out[*count].text)) {
			out[*count].start = item.start == first.start ? lead.start : item.start;
			out[*count].end = item.end;
			++*count;
		}
		more = next_item(text, size, &p, &item);
	}
	if (*count > first_found && out[*count - 1].end == p)
		out[*count - 1].end = end;
	*at = end;
	return true;
}
