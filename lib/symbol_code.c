/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "symbol_code.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "plain.h"

#define RUN_MAX 16	/* letters or digits of one segment */
#define LINK_MAX 512	/* bytes of a link that are looked into */

/* What a symbol may begin with: the body that issued it. */
static const char *const bodies[] = {
	"A", "S", "E", "T", "ST", "CCW", "NPT", "CD", "DC", "BWC", "TD", "DP", "UNEP", "UNW",
	"CEDAW", "CRC", "CCPR", "CERD", "CAT", "CMW", "CRPD", "CED", "HRI", "HSP", "FCCC",
	"CBD", "CAC", "CTOC", "LOS", "SPLOS", "ISBA", "APLC", "CCM", "ATT", "ICCD", "PBC",
	"IDB", "GC", "JIU", "LC", "ECE", "TRADE", "UNICEF", "WFP", "CTBT", "UNODA",
};

/* The bodies that are recognised in small letters too: the others would be words. */
static const char *const small_bodies[] = {"a", "s", "e", "st", "ccw", "npt"};

/* Parts of a symbol that are not always written in capitals, as the canonical form has them. */
static const char *const parts[] = {
	"AC", "Add", "Amend", "C", "CN", "CONF", "Corr", "CRP", "CSW", "DEC", "GGE", "HRC",
	"INF", "L", "MSP", "NGO", "OEWG", "PC", "PRST", "PV", "RES", "Rev", "SC", "SGB", "SR",
	"Sub", "WG", "WP",
};

enum segment { NO_SEGMENT, NUMBER, MARK, WORD, SESSION };

struct code {
	char text[VB_SYMBOL_MAX];
	size_t len;
	bool full;	/* longer than any symbol */
};

static void
add(struct code *code, const char *text)
{
	for (; *text != '\0'; text++) {
		if (code->len + 1 >= sizeof code->text) {
			code->full = true;
			return;
		}
		code->text[code->len++] = *text >= 'a' && *text <= 'z' ? *text - 32 : *text;
	}
	code->text[code->len] = '\0';
}

/* The letters before a full stop: "ADD" and "add" are both "Add". */
static void
add_mark(struct code *code, const char *head)
{
	size_t start = code->len;

	add(code, head);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strcasecmp(head, parts[i]) == 0 && !code->full)
			memcpy(code->text + start, parts[i], strlen(parts[i]));
}

static bool
is_listed(const char *word, const char *const *list, size_t count, bool any_case)
{
	for (size_t i = 0; i < count; i++)
		if (any_case ? strcasecmp(word, list[i]) == 0 : strcmp(word, list[i]) == 0)
			return true;
	return false;
}

static bool
is_part(const char *word)
{
	return is_listed(word, parts, sizeof parts / sizeof *parts, true);
}

static bool
is_all_upper(const char *word)
{
	for (; *word != '\0'; word++)
		if (vb_plain_letter((unsigned char)*word) && !vb_plain_upper((unsigned char)*word))
			return false;
	return true;
}

size_t
vb_symbol_gap(const char *text, size_t size, size_t at)
{
	for (int i = 0; i < VB_SYMBOL_GAP && vb_plain_peek(text, size, at) == ' '; i++)
		vb_plain_next(text, size, &at);
	return at;
}

/* A run of characters of one kind; "" when it is longer than any segment. */
static void
read_run(const char *text, size_t size, size_t *at, bool kind(uint32_t),
	 char out[RUN_MAX + 1])
{
	size_t len = 0, p = *at;

	while (len <= RUN_MAX && kind(vb_plain_peek(text, size, p))) {
		if (len < RUN_MAX)
			out[len] = (char)vb_plain_peek(text, size, p);
		vb_plain_next(text, size, &p);
		len++;
	}
	if (len > RUN_MAX)
		len = 0;
	else
		*at = p;
	out[len] = '\0';
}

/* "(XXV)" behind a number is kept, "(2022)" is read over; anything else is left alone. */
static void
read_bracket(const char *text, size_t size, size_t *at, struct code *code)
{
	size_t p = vb_symbol_gap(text, size, *at);
	char run[RUN_MAX + 1];

	if (vb_plain_next(text, size, &p) != '(')
		return;
	p = vb_symbol_gap(text, size, p);
	read_run(text, size, &p, vb_plain_alnum, run);
	p = vb_symbol_gap(text, size, p);
	if (run[0] == '\0' || vb_plain_next(text, size, &p) != ')')
		return;
	if (strspn(run, "IVXL") == strlen(run)) {
		add(code, "(");
		add(code, run);
		add(code, ")");
	} else if (strlen(run) != 4 || strspn(run, "0123456789") != 4 ||
		   strncmp(code->text, "S/RES/", 6) != 0) {
		return;
	}
	*at = p;
}

static enum segment
read_number(const char *text, size_t size, size_t *at, struct code *code)
{
	char run[RUN_MAX + 1], letter[2] = "";
	size_t p = *at, next;

	read_run(text, size, &p, vb_plain_digit, run);
	if (run[0] == '\0' || strlen(run) > 6)
		return NO_SEGMENT;
	add(code, run);
	read_bracket(text, size, &p, code);
	next = p;
	letter[0] = (char)vb_plain_next(text, size, &next);
	if (vb_plain_upper((unsigned char)letter[0]) && vb_plain_peek(text, size, p) < 0x80 &&
	    !vb_plain_alnum(vb_plain_peek(text, size, next)) && vb_plain_peek(text, size, next) != '/') {
		add(code, letter);
		p = next;
	}
	*at = p;
	return NUMBER;
}

/* Behind the letters of "C.1", "Add.1", "PC.II". */
static bool
read_mark(const char *text, size_t size, size_t *at, const char *head, struct code *code)
{
	char tail[RUN_MAX + 1];
	size_t p = *at;

	if (vb_plain_next(text, size, &p) != '.')
		return false;
	read_run(text, size, &p,
		 vb_plain_digit(vb_plain_peek(text, size, p)) ? vb_plain_digit : vb_plain_alnum, tail);
	if (tail[0] == '\0' || strlen(head) > 6)
		return false;
	if (!vb_plain_digit((unsigned char)tail[0]) && (strlen(tail) > 4 || !is_all_upper(tail)))
		return false;
	add_mark(code, head);
	add(code, ".");
	add(code, tail);
	*at = p;
	return true;
}

/* Behind the letters of "ES-11" and "S-10". */
static bool
read_session(const char *text, size_t size, size_t *at, const char *head, struct code *code)
{
	char run[RUN_MAX + 1];
	size_t p = *at;

	if (strcasecmp(head, "ES") != 0 && strcasecmp(head, "S") != 0)
		return false;
	if (vb_plain_next(text, size, &p) != '-')
		return false;
	p = vb_symbol_gap(text, size, p);
	read_run(text, size, &p, vb_plain_digit, run);
	if (run[0] == '\0' || strlen(run) > 3)
		return false;
	add(code, head);
	add(code, "-");
	add(code, run);
	*at = p;
	return true;
}

/* One piece between slashes.  A broken line before it makes an unknown word unlikely. */
static enum segment
read_segment(const char *text, size_t size, size_t *at, bool broken, struct code *code)
{
	char head[RUN_MAX + 1];
	size_t p = *at;
	enum segment kind;

	if (vb_plain_digit(vb_plain_peek(text, size, p)))
		return read_number(text, size, at, code);
	read_run(text, size, &p, vb_plain_letter, head);
	if (head[0] == '\0' || (!is_all_upper(head) && !is_part(head)))
		return NO_SEGMENT;
	if (read_mark(text, size, &p, head, code))
		kind = MARK;
	else if (read_session(text, size, &p, head, code))
		kind = SESSION;
	else if (vb_plain_digit(vb_plain_peek(text, size, p)) || (broken && !is_part(head)) ||
		 strlen(head) > 10 || (head[1] == '\0' && code->text[1] == '/'))
		return NO_SEGMENT;
	else {
		add(code, head);
		kind = WORD;
	}
	*at = p;
	return kind;
}

static bool
read_body(const char *text, size_t size, size_t *at, struct code *code)
{
	char run[RUN_MAX + 1];

	read_run(text, size, at, vb_plain_letter, run);
	if (!is_listed(run, bodies, sizeof bodies / sizeof *bodies, false) &&
	    !is_listed(run, small_bodies, sizeof small_bodies / sizeof *small_bodies, false))
		return false;
	add(code, run);
	return true;
}

/* One slash and what follows; blanks are let in where only a symbol can go on. */
static enum segment
read_step(const char *text, size_t size, size_t *at, int segments, struct code *code)
{
	size_t p = segments > 0 ? vb_symbol_gap(text, size, *at) : *at;
	bool broken = p != *at;
	enum segment kind;
	size_t behind;

	if (vb_plain_next(text, size, &p) != '/')
		return NO_SEGMENT;
	behind = vb_symbol_gap(text, size, p);
	if (broken && behind != p)
		return NO_SEGMENT;
	broken = broken || behind != p;
	add(code, "/");
	kind = read_segment(text, size, &behind, broken, code);
	if (kind != NO_SEGMENT)
		*at = behind;
	return kind;
}

/* Whether a symbol of this shape exists: "A/79/81" does, "A/2" and "S/2021" do not. */
static bool
is_likely(const char *symbol, int segments)
{
	const char *first = strchr(symbol, '/') + 1;
	long number = vb_plain_digit((unsigned char)*first) ? strtol(first, NULL, 10) : -1;
	bool year = number >= 1900 && number < 2100;

	if (segments == 1)
		return number < 0 || (number >= 1000 && !year);
	if (strchr(symbol, '/') - symbol > 1)
		return true;
	return number < 0 || number >= (symbol[0] == 'A' ? 31 : 100);
}

bool
vb_symbol_code_read(const char *text, size_t size, size_t *at, char out[VB_SYMBOL_MAX])
{
	struct code code = {.len = 0};
	size_t p = *at, end = 0, len = 0;
	int segments = 0, known = 0;

	if (!read_body(text, size, &p, &code))
		return false;
	for (;;) {
		enum segment kind = read_step(text, size, &p, segments, &code);

		if (kind == NO_SEGMENT || code.full)
			break;
		segments++;
		if (kind == NUMBER || kind == MARK) {
			end = p;
			len = code.len;
			known = segments;
		}
	}
	if (known == 0 || code.full)
		return false;
	code.text[len] = '\0';
	if (!is_likely(code.text, known))
		return false;
	memcpy(out, code.text, len + 1);
	*at = end;
	return true;
}

static size_t
link_end(const char *text, size_t size, size_t at)
{
	while (at < size && text[at] > ' ' && text[at] < 0x7f && strchr("\"<>`|{}\\^", text[at]) == NULL)
		at++;
	while (at > 0 && strchr(".,;:!?'", text[at - 1]) != NULL)
		at--;
	return at;
}

/* Percent signs decoded, as much as fits; NUL and what is not ASCII ends it. */
static void
decode_link(const char *text, size_t size, char out[LINK_MAX])
{
	size_t len = 0;

	for (size_t i = 0; i < size && len + 1 < LINK_MAX; i++) {
		char c = text[i];

		if (c == '%' && i + 2 < size) {
			char hex[3] = {text[i + 1], text[i + 2], '\0'}, *end;
			long value = strtol(hex, &end, 16);

			if (end == hex + 2 && value > 0) {
				c = (char)value;
				i += 2;
			}
		}
		if (c <= 0)
			break;
		out[len++] = c;
	}
	out[len] = '\0';
}

static bool
starts_with(const char *text, size_t size, const char *start)
{
	return size >= strlen(start) && strncasecmp(text, start, strlen(start)) == 0;
}

/* The symbol that stands in the path or behind "symbol=" or "DS=". */
static bool
find_in_link(const char *link, char out[VB_SYMBOL_MAX])
{
	static const char *const keys[] = {"symbol=", "DS="};
	const char *host = link, *path;
	size_t at = 0;

	if (strstr(host, "://") != NULL)
		host = strstr(host, "://") + 3;
	if (starts_with(host, strlen(host), "www."))
		host += 4;
	path = strchr(host, '/');
	if (path == NULL)
		return false;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const char *value = strcasestr(path, keys[i]);

		if (value != NULL && path - host >= 6 && strncasecmp(path - 6, "un.org", 6) == 0) {
			value += strlen(keys[i]);
			return vb_symbol_code_read(value, strlen(value), &at, out);
		}
	}
	if (!starts_with(host, strlen(host), "undocs.org/") &&
	    !starts_with(host, strlen(host), "docs.un.org/"))
		return false;
	for (int skipped = 0; skipped < 2 && path != NULL; skipped++) {
		path++;
		at = 0;
		if (vb_symbol_code_read(path, strlen(path), &at, out))
			return true;
		path = strchr(path, '/');
	}
	return false;
}

bool
vb_symbol_link_read(const char *text, size_t size, size_t *at, char out[VB_SYMBOL_MAX])
{
	static const char *const starts[] = {
		"https://", "http://", "www.", "undocs.org/", "docs.un.org/",
	};
	char link[LINK_MAX];
	size_t end;
	bool is_link = false;

	for (size_t i = 0; i < sizeof starts / sizeof *starts && !is_link; i++)
		is_link = starts_with(text + *at, size - *at, starts[i]);
	if (!is_link)
		return false;
	end = link_end(text, size, *at);
	decode_link(text + *at, end - *at, link);
	if (!find_in_link(link, out))
		out[0] = '\0';
	*at = end;
	return true;
}
