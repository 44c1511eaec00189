/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cases.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "utf8.h"

void
cases_open(struct cases *cases, const char *name)
{
	const char *srcdir = getenv("srcdir");
	char path[CASE_MAX];

	snprintf(path, sizeof path, "%s/tests/cases/%s", srcdir != NULL ? srcdir : ".", name);
	memset(cases, 0, sizeof *cases);
	cases->file = fopen(path, "r");
	cr_assert_not_null(cases->file, "the table is missing: '%s'", path);
}

/* The byte or character that digits after text[*i] stand for; returns how many bytes. */
static size_t
code(size_t *i, const char *text, size_t size, size_t digits, char *out)
{
	char number[5] = "";
	unsigned long value;

	cr_assert(*i + digits < size, "digits are missing: '%s'", text);
	memcpy(number, text + *i + 1, digits);
	value = strtoul(number, NULL, 16);
	*i += digits;
	if (digits == 4)
		return vb_utf8_put((uint32_t)value, out);
	*out = (char)value;
	return 1;
}

/* Copies text[0..size) without the blanks around it, escapes resolved. */
static void
copy(char *out, const char *text, size_t size)
{
	while (size > 0 && (*text == ' ' || *text == '\t')) {
		text++;
		size--;
	}
	while (size > 0 && strchr(" \t\n", text[size - 1]) != NULL)
		size--;
	for (size_t i = 0; i < size; i++) {
		char c = text[i];

		if (c == '\\' && i + 1 < size) {
			c = text[++i];
			if (c == 'x' || c == 'u') {
				out += code(&i, text, size, c == 'x' ? 2 : 4, out);
				continue;
			}
			c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 's' ? ' ' : c;
		}
		*out++ = c;
	}
	*out = '\0';
}

bool
cases_next(struct cases *cases)
{
	char line[CASE_MAX];
	bool any = cases->line > 0;

	while (fgets(line, sizeof line, cases->file) != NULL) {
		char *arrow;

		cases->line++;
		if (line[0] == '#' || line[strspn(line, " \t\n")] == '\0')
			continue;
		arrow = strstr(line, "=>");
		cr_assert_not_null(arrow, "line %d has no arrow", cases->line);
		copy(cases->left, line, (size_t)(arrow - line));
		copy(cases->right, arrow + 2, strlen(arrow + 2));
		return true;
	}
	fclose(cases->file);
	cr_assert(any, "the table is empty");
	return false;
}
