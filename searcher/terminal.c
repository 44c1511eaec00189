/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unicode/ubrk.h>
#include <unistd.h>

#include "terminal.h"
#include "utf8.h"

#define ELLIPSIS "\xe2\x80\xa6"
#define COLUMNS_USUAL 80
#define COLUMNS_MIN 20
#define COLUMNS_MAX 1000

uint32_t
vb_terminal_visible(uint32_t point)
{
	if (point == '\n' || point == '\r' || point == '\t')
		return ' ';
	if (!vb_utf8_control(point))
		return point;
	if (point < 0x20)
		return 0x2400 + point;
	return point == 0x7f ? 0x2421 : 0xfffd;
}

void
vb_terminal_text(struct vb_buf *out, const char *text, size_t size)
{
	char bytes[4];

	for (size_t at = 0; at < size;) {
		uint32_t point = vb_terminal_visible(vb_utf8_next(text, size, &at));

		vb_buf_add(out, bytes, vb_utf8_put(point, bytes));
	}
}

size_t
vb_terminal_columns(const char *text, size_t size)
{
	size_t columns = 0;

	for (size_t at = 0; at < size;)
		columns += (size_t)vb_utf8_columns(vb_terminal_visible(vb_utf8_next(text, size, &at)));
	return columns;
}

void
vb_terminal_fit(struct vb_buf *out, const char *text, size_t columns)
{
	size_t size = strlen(text), used = 0, at = 0;

	if (columns == 0 || vb_terminal_columns(text, size) <= columns) {
		vb_terminal_text(out, text, size);
		return;
	}
	while (at < size) {
		size_t next = at;

		used += (size_t)vb_utf8_columns(vb_terminal_visible(vb_utf8_next(text, size, &next)));
		if (used + 1 > columns)
			break;
		at = next;
	}
	while (at > 0 && text[at - 1] == ' ')
		at--;
	vb_terminal_text(out, text, at);
	vb_buf_str(out, ELLIPSIS);
}

/* ---- lines ---- */

struct vb_wrap {
	const char *text;
	size_t size, columns, at;
	UText utext;
	UBreakIterator *breaks;		/* NULL: lines are not cut */
};

struct vb_wrap *
vb_wrap_new(const char *text, size_t size, size_t columns)
{
	struct vb_wrap *wrap = calloc(1, sizeof *wrap);
	UErrorCode status = U_ZERO_ERROR;

	if (!wrap)
		return NULL;
	wrap->text = text;
	wrap->size = size;
	wrap->columns = columns;
	wrap->utext = (UText)UTEXT_INITIALIZER;
	if (columns == 0)
		return wrap;
	utext_openUTF8(&wrap->utext, text, (int64_t)size, &status);
	wrap->breaks = ubrk_open(UBRK_LINE, "zh", NULL, 0, &status);
	if (wrap->breaks)
		ubrk_setUText(wrap->breaks, &wrap->utext, &status);
	if (U_FAILURE(status)) {	/* long lines rather than none */
		ubrk_close(wrap->breaks);
		wrap->breaks = NULL;
	}
	return wrap;
}

void
vb_wrap_free(struct vb_wrap *wrap)
{
	if (!wrap)
		return;
	ubrk_close(wrap->breaks);
	utext_close(&wrap->utext);
	free(wrap);
}

/* The end of the longest line from start: as many characters as fit. */
static size_t
fitting(const struct vb_wrap *wrap, size_t start)
{
	size_t used = 0, at = start;

	while (at < wrap->size) {
		size_t next = at;

		used += (size_t)vb_utf8_columns(vb_utf8_next(wrap->text, wrap->size, &next));
		/* At least one character a line, and blanks may hang over the edge. */
		if (used > wrap->columns && at > start && wrap->text[at] != ' ')
			break;
		at = next;
	}
	return at;
}

bool
vb_wrap_next(struct vb_wrap *wrap, size_t *start, size_t *end)
{
	size_t fit;

	while (wrap->at < wrap->size && wrap->text[wrap->at] == ' ')
		wrap->at++;
	if (wrap->at >= wrap->size)
		return false;
	*start = wrap->at;
	fit = wrap->breaks ? fitting(wrap, wrap->at) : wrap->size;
	if (fit < wrap->size && !ubrk_isBoundary(wrap->breaks, (int32_t)fit)) {
		int32_t before = ubrk_preceding(wrap->breaks, (int32_t)fit);

		if (before > (int32_t)wrap->at)
			fit = (size_t)before;
	}
	wrap->at = *end = fit;
	while (*end > *start && wrap->text[*end - 1] == ' ')
		(*end)--;
	return true;
}

/* ---- the terminal itself ---- */

static unsigned
columns_of(int fd)
{
	const char *said = getenv("COLUMNS");
	struct winsize size;

	if (said && *said) {
		char *end;
		unsigned long number = strtoul(said, &end, 10);

		if (!*end && number >= COLUMNS_MIN && number <= COLUMNS_MAX)
			return (unsigned)number;
	}
	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col)
		return size.ws_col < COLUMNS_MIN ? COLUMNS_MIN : size.ws_col;
	return COLUMNS_USUAL;
}

void
vb_terminal_look(struct vb_terminal *terminal, int fd)
{
	const char *kind = getenv("TERM"), *no_colour = getenv("NO_COLOR");

	*terminal = (struct vb_terminal){0, false};
	if (!isatty(fd))
		return;
	terminal->columns = columns_of(fd);
	terminal->colour = !(no_colour && *no_colour) && kind && *kind && strcmp(kind, "dumb") != 0;
}
