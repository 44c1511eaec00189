/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract.h"

#include <string.h>
#include <strings.h>

#include "utf8.h"

#define SAMPLE 65536	/* bytes looked at to tell text from other things */

/* What a file begins with, and what that makes it. */
static const struct {
	const char *magic;
	size_t size;
	const char *what;
} formats[] = {
	{"%PDF-", 5, "a PDF document"},
	{"PK\x03\x04", 4, "a ZIP archive or an office document"},
	{"PK\x05\x06", 4, "an empty ZIP archive"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "an old office document"},
	{"{\\rtf", 5, "an RTF document"},
	{"%!PS", 4, "a PostScript document"},
	{"\x1f\x8b", 2, "a gzip archive"},
	{"BZh", 3, "a bzip2 archive"},
	{"\xfd" "7zXZ", 5, "an xz archive"},
	{"7z\xbc\xaf\x27\x1c", 6, "a 7z archive"},
	{"\x28\xb5\x2f\xfd", 4, "a zstd archive"},
	{"\x89PNG", 4, "a PNG image"},
	{"\xff\xd8\xff", 3, "a JPEG image"},
	{"GIF8", 4, "a GIF image"},
	{"II*\0", 4, "a TIFF image"},
	{"MM\0*", 4, "a TIFF image"},
	{"\x7f" "ELF", 4, "a program"},
	{"\xff\xfe\0\0", 4, "text in UTF-32"},
	{"\0\0\xfe\xff", 4, "text in UTF-32"},
	{"\xff\xfe", 2, "text in UTF-16"},
	{"\xfe\xff", 2, "text in UTF-16"},
};

/* Markup begins with one of these, blanks before it aside. */
static const char *const markups[][2] = {
	{"<!doctype html", "an HTML document"},
	{"<html", "an HTML document"},
	{"<head", "an HTML document"},
	{"<?xml", "an XML document"},
};

static bool
refuse(const char *path, const char *what, struct vb_err *err)
{
	return vb_err_set(err, VB_INPUT, "cannot read: '%s': %s: this format is not supported",
			  path, what);
}

static const char *
known_format(const char *bytes, size_t size)
{
	size_t at = 0;

	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
		if (size >= formats[i].size &&
		    memcmp(bytes, formats[i].magic, formats[i].size) == 0)
			return formats[i].what;
	while (at < size && at < 1024 && (unsigned char)bytes[at] <= ' ')
		at++;
	for (size_t i = 0; i < sizeof markups / sizeof markups[0]; i++) {
		size_t len = strlen(markups[i][0]);

		if (size - at >= len && strncasecmp(bytes + at, markups[i][0], len) == 0)
			return markups[i][1];
	}
	return NULL;
}

/* NULs on every other byte: UTF-16 without a mark. */
static bool
is_utf16(const char *bytes, size_t size)
{
	size_t odd = 0, even = 0, sample = size < SAMPLE ? size : SAMPLE;

	if (memchr(bytes, 0, sample) == NULL)
		return false;
	for (size_t i = 0; i < sample; i++)
		if (bytes[i] == 0)
			*(i % 2 ? &odd : &even) += 1;
	return sample >= 8 && ((odd * 10 > sample * 2 && even * 50 < sample) ||
			       (even * 10 > sample * 2 && odd * 50 < sample));
}

/* NULs, or controls that no text has, in more than one byte of a hundred. */
static bool
is_binary(const char *bytes, size_t size)
{
	size_t nuls = 0, controls = 0, sample = size < SAMPLE ? size : SAMPLE;

	for (size_t i = 0; i < sample; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c >= 0x20)
			continue;
		nuls += c == 0;
		controls += c != '\t' && c != '\n' && c != '\r' && c != '\f' &&
			    c != '\v' && c != 0x1b;
	}
	return nuls * 1000 > sample || controls * 100 > sample;
}

/*
 * So many ill-formed bytes that the text is of another charset: more than every tenth beyond
 * ASCII.
 */
static bool
is_other_charset(const char *text, size_t size)
{
	size_t bad = 0, good = 0, sample = size < SAMPLE ? size : SAMPLE;

	for (size_t at = 0; at < sample;) {
		size_t start = at;

		if ((unsigned char)text[at] < 0x80) {
			at++;
			continue;
		}
		if (vb_utf8_next(text, size, &at) == 0xfffd &&
		    !(at - start == 3 && memcmp(text + start, "\xef\xbf\xbd", 3) == 0))
			bad++;
		else
			good++;
	}
	return bad > 8 && bad * 2 > good && bad * 100 > sample;
}

static bool
is_blank(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)text[i] > ' ')
			return false;
	return true;
}

bool
vb_extract_text(const char *path, const char *bytes, size_t size, struct vb_arena *arena,
		struct vb_extract *out, struct vb_err *err)
{
	const char *what = known_format(bytes, size);
	struct vb_buf repaired = VB_BUF_INIT;

	memset(out, 0, sizeof *out);
	if (size == 0)
		return vb_err_set(err, VB_INPUT, "cannot read: '%s': it is empty", path);
	if (what)
		return refuse(path, what, err);
	if (is_utf16(bytes, size))
		return refuse(path, "text in UTF-16", err);
	if (is_binary(bytes, size))
		return vb_err_set(err, VB_INPUT, "cannot read: '%s': binary data, not a text",
				  path);
	if (is_other_charset(bytes, size))
		return refuse(path, "text in another charset than UTF-8", err);
	if (size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		bytes += 3;
		size -= 3;
	}
	if (is_blank(bytes, size))
		return vb_err_set(err, VB_INPUT, "cannot read: '%s': it is empty but for blanks",
				  path);
	out->text = bytes;
	out->size = size;
	if (vb_utf8_valid(bytes, size) && !memchr(bytes, 0, size))
		return true;
	out->replaced = vb_utf8_repair(bytes, size, &repaired);
	out->text = vb_arena_strndup(arena, repaired.data, repaired.len);
	out->size = repaired.len;
	vb_buf_fini(&repaired);
	return true;
}
