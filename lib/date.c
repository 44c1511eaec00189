/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "date.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plain.h"

#define POINTS_MAX 64	/* no date is longer */
#define YEAR_MIN 1000	/* four digits always */
#define YEAR_MAX 9999

/* The text as plain lower-case characters, blanks collapsed, ended by a 0. */
struct reader {
	uint32_t point[POINTS_MAX + 1];
	size_t count, at;
};

struct day {
	int year, month, day;	/* 0 when not said */
};

static const char *const months[] = {
	"january", "february", "march", "april", "may", "june", "july",
	"august", "september", "october", "november", "december",
};

static const char *const weekdays[] = {
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
};

static bool
is_letter(uint32_t point)
{
	return point >= 'a' && point <= 'z';
}

static bool
reader_fill(struct reader *reader, const char *text, size_t size)
{
	size_t at = 0;

	reader->count = reader->at = 0;
	while (at < size) {
		uint32_t point = vb_plain_next(text, size, &at);
		bool blank = point == ' ';

		if (point == 0)
			return false;
		if (blank && (reader->count == 0 || reader->point[reader->count - 1] == ' '))
			continue;
		if (reader->count == POINTS_MAX)
			return false;
		reader->point[reader->count++] = point >= 'A' && point <= 'Z' ? point + 32 : point;
	}
	while (reader->count > 0 && (reader->point[reader->count - 1] == ' ' ||
				     reader->point[reader->count - 1] == '.' ||
				     reader->point[reader->count - 1] == 0x3002))
		reader->count--;
	reader->point[reader->count] = 0;
	return reader->count > 0;
}

static uint32_t
peek(const struct reader *reader)
{
	return reader->point[reader->at];
}

static bool
accept(struct reader *reader, uint32_t point)
{
	if (peek(reader) != point)
		return false;
	reader->at++;
	return true;
}

static void
skip_blank(struct reader *reader)
{
	accept(reader, ' ');
}

static bool
done(const struct reader *reader)
{
	return reader->at == reader->count;
}

/* A run of at most most digits, at least one; a longer run is no number. */
static bool
read_number(struct reader *reader, int most, int *digits, int *value)
{
	*digits = *value = 0;
	while (vb_plain_digit(peek(reader))) {
		if (++*digits > most)
			return false;
		*value = *value * 10 + (int)(reader->point[reader->at++] - '0');
	}
	return *digits > 0;
}

static bool
read_year(struct reader *reader, int *year)
{
	int digits;

	return read_number(reader, 4, &digits, year) && digits == 4;
}

static bool
read_small(struct reader *reader, int *value)
{
	int digits;

	return read_number(reader, 2, &digits, value);
}

/* The index in a list of English names, whole or cut to three letters and more ("sept"). */
static int
read_name(struct reader *reader, const char *const *names, size_t count)
{
	size_t length = 0, start = reader->at;

	while (is_letter(reader->point[start + length]))
		length++;
	for (size_t i = 0; i < count; i++) {
		size_t j = 0;

		while (j < length && names[i][j] != '\0' &&
		       reader->point[start + j] == (uint32_t)names[i][j])
			j++;
		if (j < length || length < 3)
			continue;
		reader->at += length;
		if (names[i][j] != '\0')
			accept(reader, '.');
		return (int)i;
	}
	return -1;
}

static void
skip_ordinal(struct reader *reader)
{
	uint32_t a = peek(reader), b = a != 0 ? reader->point[reader->at + 1] : 0;

	if ((a == 's' && b == 't') || (a == 'n' && b == 'd') || (a == 'r' && b == 'd') ||
	    (a == 't' && b == 'h'))
		reader->at += 2;
}

static int
han_digit(uint32_t point)
{
	static const uint32_t digits[] = {
		0x96f6, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d,
	};

	if (point == 0x3007 || point == 0x25cb)	/* the two round zeros */
		return 0;
	for (int i = 0; i < 10; i++)
		if (digits[i] == point)
			return i;
	return -1;
}

static bool
read_han_year(struct reader *reader, int *year)
{
	*year = 0;
	for (int i = 0; i < 4; i++) {
		int digit = han_digit(peek(reader));

		if (digit < 0)
			return false;
		*year = *year * 10 + digit;
		reader->at++;
		skip_blank(reader);
	}
	return true;
}

/* 1 to 99: tens and units around U+5341, or the contracted twenty and thirty. */
static bool
read_han_small(struct reader *reader, int *value)
{
	int digit = han_digit(peek(reader)), tens = 0;

	if (digit > 0)
		reader->at++;
	if (accept(reader, 0x5341))
		tens = digit > 0 ? digit : 1;
	else if (digit < 0 && accept(reader, 0x5eff))
		tens = 2;
	else if (digit < 0 && accept(reader, 0x5345))
		tens = 3;
	if (tens == 0) {
		*value = digit;
		return digit > 0;
	}
	digit = han_digit(peek(reader));
	if (digit > 0)
		reader->at++;
	*value = tens * 10 + (digit > 0 ? digit : 0);
	return true;
}

/* The word for a weekday after a Chinese date: U+661F U+671F or U+5468, and which. */
static void
skip_han_weekday(struct reader *reader)
{
	size_t start = reader->at;
	bool bracket = accept(reader, '(');

	if (!(accept(reader, 0x661f) && accept(reader, 0x671f)) && !accept(reader, 0x5468)) {
		reader->at = start;
		return;
	}
	if (!accept(reader, 0x65e5) && !accept(reader, 0x5929) && han_digit(peek(reader)) > 0)
		reader->at++;
	if (bracket && !accept(reader, ')'))
		reader->at = start;
}

static bool
read_chinese(struct reader *reader, struct day *day)
{
	bool han = !vb_plain_digit(peek(reader));

	if (!(han ? read_han_year(reader, &day->year) : read_year(reader, &day->year)))
		return false;
	skip_blank(reader);
	if (!accept(reader, 0x5e74))
		return false;
	skip_blank(reader);
	if (done(reader))
		return true;
	if (!(han ? read_han_small(reader, &day->month) : read_small(reader, &day->month)) ||
	    day->month == 0)
		return false;
	skip_blank(reader);
	if (!accept(reader, 0x6708))
		return false;
	skip_blank(reader);
	if (done(reader))
		return true;
	if (!(han ? read_han_small(reader, &day->day) : read_small(reader, &day->day)) ||
	    day->day == 0)
		return false;
	skip_blank(reader);
	if (!accept(reader, 0x65e5) && !accept(reader, 0x53f7))
		return false;
	skip_blank(reader);
	skip_han_weekday(reader);
	return done(reader);
}

static bool
read_iso(struct reader *reader, struct day *day)
{
	uint32_t mark;

	if (!read_year(reader, &day->year))
		return false;
	if (done(reader))
		return true;
	mark = peek(reader);
	if (mark != '-' && mark != '/' && mark != '.')
		return false;
	reader->at++;
	if (!read_small(reader, &day->month) || day->month == 0)
		return false;
	if (done(reader))
		return mark == '-';	/* 2024/25 is a budget or a fraction */
	return accept(reader, mark) && read_small(reader, &day->day) && day->day > 0 && done(reader);
}

static bool
read_english(struct reader *reader, struct day *day)
{
	bool day_first;

	if (read_name(reader, weekdays, 7) >= 0) {
		accept(reader, ',');
		skip_blank(reader);
	}
	day_first = vb_plain_digit(peek(reader));
	if (day_first) {
		if (!read_small(reader, &day->day) || day->day == 0)
			return false;
		skip_ordinal(reader);
		skip_blank(reader);
	}
	day->month = read_name(reader, months, 12) + 1;
	if (day->month == 0)
		return false;
	accept(reader, ',');
	skip_blank(reader);
	if (!day_first) {
		size_t start = reader->at;

		if (read_year(reader, &day->year))
			return done(reader);
		reader->at = start;
		if (!read_small(reader, &day->day) || day->day == 0)
			return false;
		skip_ordinal(reader);
		accept(reader, ',');
		skip_blank(reader);
	}
	return read_year(reader, &day->year) && done(reader);
}

static int
days_of(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

static bool
is_possible(const struct day *day)
{
	if (day->year < YEAR_MIN || day->year > YEAR_MAX || day->month > 12)
		return false;
	return day->month == 0 || day->day <= days_of(day->year, day->month);
}

static void
print(char out[VB_DATE_MAX], int year, int month, int day)
{
	char line[3 * 12 + 3];	/* what three ints could take */

	if (month == 0)
		snprintf(line, sizeof line, "%04d", year);
	else if (day == 0)
		snprintf(line, sizeof line, "%04d-%02d", year, month);
	else
		snprintf(line, sizeof line, "%04d-%02d-%02d", year, month, day);
	snprintf(out, VB_DATE_MAX, "%.*s", VB_DATE_MAX - 1, line);
}

bool
vb_date_parse(const char *text, size_t size, char out[VB_DATE_MAX])
{
	static bool (*const forms[])(struct reader *, struct day *) = {
		read_iso, read_chinese, read_english,
	};
	struct reader reader;

	if (!reader_fill(&reader, text, size))
		return false;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct day day = {0, 0, 0};

		reader.at = 0;
		if (forms[i](&reader, &day) && is_possible(&day)) {
			print(out, day.year, day.month, day.day);
			return true;
		}
	}
	return false;
}

void
vb_date_range(const char *iso, char first[VB_DATE_MAX], char last[VB_DATE_MAX])
{
	size_t length = strlen(iso);
	int year = atoi(iso);
	int month = length >= 7 ? atoi(iso + 5) : 0;
	int day = length >= 10 ? atoi(iso + 8) : 0;
	int last_month = month >= 1 && month <= 12 ? month : 12;

	print(first, year, month > 0 ? month : 1, day > 0 ? day : 1);
	print(last, year, last_month, day > 0 ? day : days_of(year, last_month));
}
