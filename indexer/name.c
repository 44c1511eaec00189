/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "name.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "buf.h"
#include "utf8.h"

static bool
reads_as_escape(const char *at)
{
	return at[0] == '\\' && at[1] == 'x' && isxdigit((unsigned char)at[2]) &&
		isxdigit((unsigned char)at[3]);
}

const char *
vb_name_escape(struct vb_arena *arena, const char *raw)
{
	struct vb_buf out = VB_BUF_INIT;
	size_t size = strlen(raw), at = 0;
	const char *escaped;

	while (at < size) {
		size_t start = at;
		uint32_t point = vb_utf8_next(raw, size, &at);

		if (vb_utf8_valid(raw + start, at - start) && !vb_utf8_control(point) &&
		    !reads_as_escape(raw + start))
			vb_buf_add(&out, raw + start, at - start);
		else
			for (size_t i = start; i < at; i++)
				vb_buf_printf(&out, "\\x%02X", (unsigned char)raw[i]);
	}
	escaped = vb_arena_strndup(arena, out.data != NULL ? out.data : "", out.len);
	vb_buf_fini(&out);
	return escaped;
}

/* Appends the steps of rest to an absolute path, without "." and "..". */
static const char *
append(struct vb_arena *arena, const char *base, const char *rest)
{
	char *out = vb_arena_printf(arena, "%s", strcmp(base, "/") == 0 ? "" : base);

	while (*rest != '\0') {
		size_t step = strcspn(rest, "/");

		if (step == 2 && rest[0] == '.' && rest[1] == '.') {
			char *slash = strrchr(out, '/');

			if (slash != NULL)
				*slash = '\0';
		} else if (step > 0 && !(step == 1 && rest[0] == '.')) {
			out = vb_arena_printf(arena, "%s/%.*s", out, (int)step, rest);
		}
		rest += step;
		rest += strspn(rest, "/");
	}
	return out[0] != '\0' ? out : "/";
}

const char *
vb_name_absolute(struct vb_arena *arena, const char *path, struct vb_err *err)
{
	char *head = vb_arena_strdup(arena, path);
	size_t cut = strlen(head);
	char *real;
	const char *out;

	if (cut > 2 * PATH_MAX) {
		vb_err_set(err, VB_IO, "cannot resolve a path of %zu bytes", cut);
		return NULL;
	}
	for (;;) {
		real = realpath(cut > 0 ? head : path[0] == '/' ? "/" : ".", NULL);
		if (real != NULL) {
			out = append(arena, real, path + cut);
			free(real);
			return out;
		}
		if (errno == ENOMEM || cut == 0) {
			vb_err_errno(err, "cannot resolve: '%s'", path);
			return NULL;
		}
		while (cut > 0 && head[cut - 1] == '/')
			cut--;
		while (cut > 0 && head[cut - 1] != '/')
			cut--;
		head[cut] = '\0';
	}
}

bool
vb_name_below(const char *path, const char *base)
{
	size_t size = strlen(base);

	if (strcmp(base, "/") == 0)
		return path[0] == '/';
	return strncmp(path, base, size) == 0 && (path[size] == '\0' || path[size] == '/');
}
