/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <nettle/sha2.h>

#include "utf8.h"

#define HASH_DIGITS 16

/* The first digits of the value's SHA-256, in hexadecimal. */
static void
hash(const char *value, size_t size, char out[HASH_DIGITS + 1])
{
	struct sha256_ctx context;
	uint8_t digest[HASH_DIGITS / 2];

	sha256_init(&context);
	sha256_update(&context, size, (const uint8_t *)value);
	sha256_digest(&context, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++)
		snprintf(out + 2 * i, 3, "%02x", digest[i]);
}

size_t
vb_schema_term(char family, const char *text, size_t size, char out[VB_TERM_MAX])
{
	if (size + 2 > VB_TERM_MAX)
		return 0;
	out[0] = family;
	memcpy(out + 1, text, size);
	out[size + 1] = '\0';
	return size + 1;
}

char *
vb_schema_term_kept(struct vb_arena *arena, char family, const char *text, size_t size)
{
	char *term = vb_arena_alloc(arena, size + 2);

	term[0] = family;
	memcpy(term + 1, text, size);
	term[size + 1] = '\0';
	return term;
}

size_t
vb_schema_filter(const char *facet, const char *value, char out[VB_TERM_MAX])
{
	size_t size = strlen(value), kept = size;
	char digits[HASH_DIGITS + 1];
	char *end = out;

	if (size > VB_VALUE_MAX)
		kept = vb_utf8_floor(value, size, VB_VALUE_MAX - 1 - HASH_DIGITS);
	assert(strlen(VB_TERM_FILTER) + strlen(facet) + kept + 2 + HASH_DIGITS < VB_TERM_MAX);
	end = stpcpy(stpcpy(end, VB_TERM_FILTER), facet);
	*end++ = ':';
	memcpy(end, value, kept);
	end += kept;
	*end = '\0';
	if (kept < size) {
		hash(value, size, digits);
		end = stpcpy(stpcpy(end, "#"), digits);
	}
	return (size_t)(end - out);
}
