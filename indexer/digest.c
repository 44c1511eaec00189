/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "digest.h"

#include <nettle/sha2.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <unicode/uchar.h>

#include "schema.h"

static void
finish(struct sha256_ctx *context, char out[VB_DIGEST_MAX])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_digest(context, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 15];
	}
	out[2 * sizeof digest] = '\0';
}

void
vb_digest_bytes(const void *bytes, size_t size, char out[VB_DIGEST_MAX])
{
	struct sha256_ctx context;

	sha256_init(&context);
	sha256_update(&context, size, bytes);
	finish(&context, out);
}

/* A file's size goes in behind its bytes, so that no two pairs of tables run together. */
static bool
add_file(struct sha256_ctx *context, const char *path, struct vb_err *err)
{
	uint8_t bytes[8192], length[8];
	uint64_t total = 0;
	size_t size;
	bool ok;
	FILE *file = fopen(path, "re");

	if (file == NULL)
		return vb_err_errno(err, "cannot read the table: '%s'", path);
	while ((size = fread(bytes, 1, sizeof bytes, file)) > 0) {
		sha256_update(context, size, bytes);
		total += size;
	}
	for (int i = 0; i < 8; i++)
		length[i] = (uint8_t)(total >> (8 * i));
	sha256_update(context, sizeof length, length);
	ok = !ferror(file) || vb_err_errno(err, "cannot read the table: '%s'", path);
	fclose(file);
	return ok;
}

bool
vb_digest_analysis(const struct vb_settings *settings, char out[VB_DIGEST_MAX], struct vb_err *err)
{
	struct sha256_ctx context;
	char versions[96];
	int length = snprintf(versions, sizeof versions, "schema %d analysis %d unicode %s ",
			      VB_SCHEMA_VERSION, VB_ANALYSIS_VERSION, U_UNICODE_VERSION);

	sha256_init(&context);
	sha256_update(&context, (size_t)length, (const uint8_t *)versions);
	if (!add_file(&context, settings->states, err) ||
	    !add_file(&context, settings->themes, err))
		return false;
	finish(&context, out);
	return true;
}
