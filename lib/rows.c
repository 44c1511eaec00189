/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "utf8.h"

#define LINE_MAX_BYTES 65536

static bool
read_line(char *line, size_t size, vb_rows_fn *read, void *data, bool *header, struct vb_err *err)
{
	if (size > LINE_MAX_BYTES)
		return vb_err_set(err, VB_INPUT, "longer than %d bytes", LINE_MAX_BYTES);
	if (memchr(line, '\0', size) != NULL || !vb_utf8_valid(line, size))
		return vb_err_set(err, VB_INPUT, "not UTF-8 text");
	while (size > 0 && (line[size - 1] == '\n' || line[size - 1] == '\r'))
		line[--size] = '\0';
	return line[0] == '#' || size == 0 || read(data, line, header, err);
}

bool
vb_rows_read(const char *path, const char *name, vb_rows_fn *read, void *data, struct vb_err *err)
{
	FILE *file = fopen(path, "re");
	bool ok = true, header = false;
	size_t cap = 0, number = 0;
	char *line = NULL;
	ssize_t size;

	if (file == NULL)
		return vb_err_errno(err, "reading %s: '%s'", name, path);
	while (ok && (size = getline(&line, &cap, file)) >= 0) {
		size_t skip = number++ == 0 && size >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

		ok = read_line(line + skip, (size_t)size - skip, read, data, &header, err);
		if (!ok)
			vb_err_prefix(err, "reading %s: '%s', line %zu: ", name, path, number);
	}
	if (ok && ferror(file))
		ok = vb_err_errno(err, "reading %s: '%s'", name, path);
	else if (ok && !header)
		ok = vb_err_set(err, VB_INPUT, "reading %s: '%s': it is empty", name, path);
	free(line);
	fclose(file);
	return ok;
}
