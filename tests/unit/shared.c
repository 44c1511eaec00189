/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shared.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

char *
shared_read(const char *name, size_t *size)
{
	const char *folder = getenv("VERBALE_SHARED");
	char path[4096], *bytes = NULL;
	size_t cap = 1 << 16;
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", folder != NULL ? folder : "../shared", name);
	file = fopen(path, "r");
	if (file == NULL)
		cr_skip_test("no real documents here: '%s'", path);
	for (*size = 0; !feof(file);) {
		cap *= 2;
		bytes = realloc(bytes, cap);
		cr_assert_not_null(bytes);
		*size += fread(bytes + *size, 1, cap - 1 - *size, file);
		cr_assert_not(ferror(file), "cannot read: '%s'", path);
	}
	fclose(file);
	bytes[*size] = '\0';
	return bytes;
}
