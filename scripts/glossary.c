/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * make-glossary GLOSSARY.TSV IMAGE
 *
 * Reads the glossary and writes its image, which programs map (lib/glossary_image.h).
 */
#include <stdio.h>

#include "glossary_image.h"

static bool
write_image(const struct vb_buf *built, const char *path, struct vb_err *err)
{
	FILE *file;
	bool ok;

	remove(path);		/* a program that has mapped it keeps what it has */
	file = fopen(path, "we");
	ok = file != NULL && fwrite(built->data, 1, built->len, file) == built->len;
	if (file != NULL && fclose(file) != 0)
		ok = false;
	return ok || vb_err_errno(err, "writing the glossary's image: '%s'", path);
}

int
main(int argc, char **argv)
{
	struct vb_buf built = VB_BUF_INIT;
	struct vb_glossary_head head;
	struct vb_tokeniser *tokeniser;
	struct vb_err err;
	bool ok;

	if (argc != 3) {
		fputs("usage: make-glossary GLOSSARY.TSV IMAGE\n", stderr);
		return 2;
	}
	tokeniser = vb_tokeniser_new(&err);
	ok = tokeniser != NULL && vb_glossary_identify(argv[1], &head, &err) &&
	     vb_glossary_build(argv[1], &head, tokeniser, &built, &err) && write_image(&built, argv[2], &err);
	if (!ok)
		fprintf(stderr, "make-glossary: %s\n", err.text);
	vb_buf_fini(&built);
	vb_tokeniser_free(tokeniser);
	return ok ? 0 : 1;
}
