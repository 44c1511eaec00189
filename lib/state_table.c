/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "state_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"

#define CODE_MAX 16

enum { CODE, KIND, REGION, EU, EN, ZH, OTHER, CALLED, COLUMNS };

static const char *const columns[COLUMNS] = {
	"code", "kind", "region", "eu", "en", "zh", "other", "called",
};

static const char *const kinds[] = {"entity", "member", "observer", "organisation"};

static const struct vb_region regions[] = {
	{"africa", "African States", "非洲国家"},
	{"asia-pacific", "Asia-Pacific States", "亚太国家"},
	{"eastern-europe", "Eastern European States", "东欧国家"},
	{"latin-america-caribbean", "Latin American and Caribbean States", "拉丁美洲和加勒比国家"},
	{"western-europe-others", "Western European and other States", "西欧和其他国家"},
};

const struct vb_region *
vb_state_table_regions(size_t *count)
{
	*count = sizeof regions / sizeof *regions;
	return regions;
}

static bool
is_kind(const char *word)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i], word) == 0)
			return true;
	return false;
}

static bool
is_region(const char *slug)
{
	for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
		if (strcmp(regions[i].slug, slug) == 0)
			return true;
	return strcmp(slug, "-") == 0;
}

/* Cuts the line at its tabs. */
static bool
split(char *line, char *field[COLUMNS], struct vb_err *err)
{
	size_t count = 1;

	field[0] = line;
	for (; *line != '\0'; line++) {
		if (*line != '\t')
			continue;
		*line = '\0';
		if (count < COLUMNS)
			field[count] = line + 1;
		count++;
	}
	if (count != COLUMNS)
		return vb_err_set(err, VB_INPUT, "%zu columns, not %d", count, (int)COLUMNS);
	return true;
}

static bool
check_header(char *field[COLUMNS], struct vb_err *err)
{
	for (size_t i = 0; i < COLUMNS; i++)
		if (strcmp(field[i], columns[i]) != 0)
			return vb_err_set(err, VB_INPUT, "the header says '%s', not '%s'", field[i],
					  columns[i]);
	return true;
}

static bool
check_code(const char *code, bool organisation, struct vb_err *err)
{
	size_t length = strlen(code);

	if (length < 2 || length > CODE_MAX ||
	    strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != length)
		return vb_err_set(err, VB_INPUT,
				  "the code '%s' is not 2 to %d capitals, digits and hyphens", code,
				  CODE_MAX);
	if (organisation == (length == 3))
		return vb_err_set(err, VB_INPUT, organisation ?
				  "the code '%s' of an organisation could be a State's: three characters" :
				  "the code '%s' of a State is not three letters", code);
	return true;
}

static bool
check_names(const char *names, struct vb_err *err)
{
	size_t length = strlen(names);

	if (length > 0 && (names[0] == '|' || names[length - 1] == '|' || strstr(names, "||") != NULL))
		return vb_err_set(err, VB_INPUT, "an empty name among '%s'", names);
	return true;
}

static bool
check_row(char *field[COLUMNS], struct vb_err *err)
{
	if (!is_kind(field[KIND]))
		return vb_err_set(err, VB_INPUT, "no such kind: '%s'", field[KIND]);
	if (!check_code(field[CODE], strcmp(field[KIND], "organisation") == 0, err))
		return false;
	if (!is_region(field[REGION]))
		return vb_err_set(err, VB_INPUT, "no such region: '%s'", field[REGION]);
	if (strcmp(field[EU], "yes") != 0 && strcmp(field[EU], "-") != 0)
		return vb_err_set(err, VB_INPUT, "the column eu says '%s', not 'yes' or '-'", field[EU]);
	if (field[EN][0] == '\0' || field[ZH][0] == '\0')
		return vb_err_set(err, VB_INPUT, "'%s' has no name in %s", field[CODE],
				  field[EN][0] == '\0' ? "English" : "Chinese");
	return check_names(field[OTHER], err) && check_names(field[CALLED], err);
}

/* Who is given the rows. */
struct reader {
	vb_state_row_fn *fn;
	void *data;
};

static bool
read_row(void *data, char *line, bool *header, struct vb_err *err)
{
	const struct reader *reader = data;
	char *field[COLUMNS];
	struct vb_state_row row;

	if (!split(line, field, err))
		return false;
	if (!*header) {
		*header = true;
		return check_header(field, err);
	}
	if (!check_row(field, err))
		return false;
	row = (struct vb_state_row){
		.code = field[CODE], .kind = field[KIND],
		.region = field[REGION][0] == '-' ? "" : field[REGION],
		.en = field[EN], .zh = field[ZH], .other = field[OTHER], .called = field[CALLED],
		.eu = field[EU][0] == 'y',
	};
	return reader->fn(reader->data, &row, err);
}

bool
vb_state_table_read(const char *path, vb_state_row_fn *fn, void *data, struct vb_err *err)
{
	struct reader reader = {fn, data};

	return vb_rows_read(path, "the table of States", read_row, &reader, err);
}
