/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A result for a person.  On a terminal: colours, lines wrapped at its width.  Elsewhere the
 * same words, plain, a paragraph a line.
 */
#include <string.h>

#include "i18n.h"
#include "render.h"
#include "style.h"
#include "terminal.h"
#include "text_facet.h"
#include "text_matrix.h"
#include "utf8.h"

#define DOT " \xc2\xb7 "
#define ELLIPSIS "\xe2\x80\xa6"
#define PATH_MARK " \xe2\x80\xba "

/* A bit a byte of text that is lit; NULL lit: none is. */
static bool
is_lit(const unsigned char *lit, size_t at)
{
	return lit && lit[at];
}

/* One line, with what is lit in it. */
static void
print_line(struct vb_printer *printer, const char *text, size_t start, size_t end,
	   const unsigned char *lit)
{
	while (start < end) {
		bool on = is_lit(lit, start);
		size_t stop = start;

		while (stop < end && is_lit(lit, stop) == on)
			stop++;
		if (on)
			vb_style_on(printer, VB_STYLE_LIT);
		vb_buf_add(printer->out, text + start, stop - start);
		if (on)
			vb_style_off(printer);
		start = stop;
	}
}

/* Text that vb_terminal_text() has made, wrapped, every line at indent. */
static void
print_wrapped(struct vb_printer *printer, const char *text, size_t size, size_t indent,
	      const unsigned char *lit, const char *code)
{
	struct vb_wrap *wrap = vb_wrap_new(text, size, vb_style_measure(printer, indent));
	size_t start, end;

	while (vb_wrap_next(wrap, &start, &end)) {
		vb_style_blanks(printer, indent);
		if (code)
			vb_style_on(printer, code);
		print_line(printer, text, start, end, lit);
		if (code)
			vb_style_off(printer);
		vb_buf_char(printer->out, '\n');
	}
	vb_wrap_free(wrap);
}

/* A line of ours, wrapped; blanks in front of it are an indent of all its lines. */
static void
print_note(struct vb_printer *printer, const char *text, size_t indent, const char *code)
{
	struct vb_buf safe = VB_BUF_INIT;

	indent += strspn(text, " ");
	vb_terminal_text(&safe, text, strlen(text));
	if (safe.len)
		print_wrapped(printer, safe.data, safe.len, indent, NULL, code);
	vb_buf_fini(&safe);
}

/* ---- hits ---- */

/* " · " and the text, when there is one. */
static void
print_fact(struct vb_printer *printer, const char *format, const char *text)
{
	struct vb_buf fact = VB_BUF_INIT;

	if (!*text)
		return;
	vb_buf_printf(&fact, format, text);
	vb_style_on(printer, VB_STYLE_DIM);
	vb_buf_str(printer->out, DOT);
	vb_style_off(printer);
	vb_style_text(printer, fact.data);
	vb_buf_fini(&fact);
}

/* How a document without a symbol is called: by its title, else its file's name. */
static const char *
document_name(const struct vb_hit *hit)
{
	const char *slash;

	if (*hit->record.symbol)
		return hit->record.symbol;
	if (*hit->record.title)
		return hit->record.title;
	slash = strrchr(hit->document, '/');
	return slash ? slash + 1 : hit->document;
}

static void
print_place(struct vb_printer *printer, const struct vb_hit *hit)
{
	const struct vb_record *record = &hit->record;
	const char *state = vb_style_is_chinese(printer) ? hit->state_zh : hit->state_en;
	char page[16] = "";

	if (*record->state) {
		vb_style_on(printer, VB_STYLE_BOLD);
		vb_style_text(printer, *state ? state : record->state);
		vb_style_off(printer);
		vb_style_on(printer, VB_STYLE_DIM);
		vb_buf_char(printer->out, ' ');
		vb_style_text(printer, record->state);
		vb_buf_str(printer->out, DOT);
		vb_style_off(printer);
	}
	vb_style_on(printer, VB_STYLE_CYAN);
	vb_terminal_fit(printer->out, document_name(hit), printer->columns / 2);
	vb_style_off(printer);
	print_fact(printer, _("para. %s"), record->paragraph);
	if (record->kind == VB_FOOTNOTE)
		print_fact(printer, "%s", _("footnote"));
	if (record->page)
		snprintf(page, sizeof page, "%u", (unsigned)record->page);
	print_fact(printer, _("p. %s"), page);
	print_fact(printer, "%s", record->date);
	vb_buf_char(printer->out, '\n');
}

/*
 * Headings from the outermost in, then the lead-in of a list item: one line.  When it is too
 * long the outer ones go first: the nearest says most of the passage.
 */
static void
print_path(struct vb_printer *printer, const struct vb_record *record, size_t indent)
{
	size_t room = vb_style_measure(printer, indent), used = 0;
	size_t count = record->heading.count, first = count, lead_in = *record->lead_in ? 1 : 0;
	struct vb_buf path = VB_BUF_INIT;

	/* Item number count is the lead-in. */
	for (size_t i = count + lead_in; i-- > 0; first = i) {
		const char *item = i < count ? record->heading.item[i] : record->lead_in;

		used += vb_terminal_columns(item, strlen(item)) + (used ? strlen(" > ") : 0);
		if (room && used + (i ? strlen("... > ") : 0) > room && i + 1 < count + lead_in)
			break;
	}
	if (first > 0 && count + lead_in > 0)
		vb_buf_str(&path, ELLIPSIS);
	for (size_t i = first; i < count + lead_in; i++) {
		vb_buf_str(&path, path.len ? PATH_MARK : "");
		vb_buf_str(&path, i < count ? record->heading.item[i] : record->lead_in);
	}
	if (path.len) {
		vb_style_blanks(printer, indent);
		vb_style_on(printer, VB_STYLE_DIM);
		vb_terminal_fit(printer->out, path.data, room);
		vb_style_off(printer);
		vb_buf_char(printer->out, '\n');
	}
	vb_buf_fini(&path);
}

/* The snippet made harmless into safe, and a flag for each of its bytes into lit. */
static void
make_snippet(const struct vb_hit *hit, struct vb_buf *safe, struct vb_buf *lit)
{
	const char *text = hit->snippet;
	size_t size = strlen(text), at = 0, range = 0;
	bool cut = hit->snippet_start > 0;
	size_t point = hit->snippet_start, last = point + hit->snippet_points;

	while (at < size) {
		size_t start = at, before = safe->len;
		bool on = false;

		vb_utf8_next(text, size, &at);
		vb_terminal_text(safe, text + start, at - start);
		if (cut) {
			cut = false;	/* the ellipsis in front is no part of the text */
		} else if (point < last) {
			while (range < hit->highlight_count && hit->highlight[range].end <= point)
				range++;
			on = range < hit->highlight_count && hit->highlight[range].start <= point;
			point++;
		}
		for (; before < safe->len; before++)
			vb_buf_char(lit, on);
	}
}

static void
text_hit(struct vb_printer *printer, const struct vb_hit *hit)
{
	struct vb_buf safe = VB_BUF_INIT, lit = VB_BUF_INIT;
	size_t indent = printer->rank_columns + 2;

	vb_style_on(printer, VB_STYLE_DIM);
	vb_buf_printf(printer->out, "%*u", (int)printer->rank_columns, hit->rank);
	vb_style_off(printer);
	vb_style_blanks(printer, 2);
	print_place(printer, hit);
	print_path(printer, &hit->record, indent);
	make_snippet(hit, &safe, &lit);
	if (safe.len)
		print_wrapped(printer, safe.data, safe.len, indent,
			      printer->colour ? (const unsigned char *)lit.data : NULL, NULL);
	vb_buf_char(printer->out, '\n');
	vb_buf_fini(&safe);
	vb_buf_fini(&lit);
}

/* ---- the whole ---- */

static unsigned
digits_of(unsigned number)
{
	unsigned digits = 1;

	while (number >= 10) {
		number /= 10;
		digits++;
	}
	return digits;
}

static void
text_begin(struct vb_printer *printer, const struct vb_result *result)
{
	unsigned last = result->hit_count ? result->hits[result->hit_count - 1].rank : 0;

	printer->rank_columns = digits_of(last);
	if (printer->rank_columns < 2)
		printer->rank_columns = 2;
	if (!printer->explain || !result->explanation.count)
		return;
	for (size_t i = 0; i < result->explanation.count; i++)
		print_note(printer, result->explanation.item[i], 0, VB_STYLE_DIM);
	vb_buf_char(printer->out, '\n');
}

/* "also searched: a; b" and the like. */
static void
print_list(struct vb_printer *printer, const char *title, const struct vb_list *list)
{
	struct vb_buf line = VB_BUF_INIT;

	if (!list->count)
		return;
	vb_buf_printf(&line, "%s: ", title);
	for (size_t i = 0; i < list->count; i++) {
		vb_buf_str(&line, i ? "; " : "");
		vb_buf_str(&line, list->item[i]);
	}
	print_note(printer, line.data, 0, VB_STYLE_DIM);
	vb_buf_fini(&line);
}

static void
text_end(struct vb_printer *printer, const struct vb_result *result)
{
	unsigned long long total = result->total;
	const char *more = result->partial ? _(" or more\n") : "\n";

	print_list(printer, _("also searched"), &result->expansion);
	if (!total) {
		print_note(printer, result->partial ? _("nothing found in time") : _("nothing found"),
			   0, NULL);
	} else if (result->hit_count) {
		vb_buf_printf(printer->out,
			      ngettext("%llu passage, showing %u-%u", "%llu passages, showing %u-%u",
				       (unsigned long)total),
			      total, result->hits[0].rank, result->hits[result->hit_count - 1].rank);
		vb_buf_str(printer->out, more);
	} else {
		vb_buf_printf(printer->out,
			      ngettext("%llu passage", "%llu passages", (unsigned long)total), total);
		vb_buf_str(printer->out, more);
	}
	print_list(printer, _("did you mean"), &result->suggestions);
}

const struct vb_printer vb_text_printer = {
	.name = "text",
	.begin = text_begin,
	.hit = text_hit,
	.facet = vb_text_facet_print,
	.matrix = vb_text_matrix_print,
	.end = text_end,
};
