/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A harness defines LLVMFuzzerTestOneInput() and stands on must().  "make check" drives it
 * by replay.c, the same way on every machine; "make fuzz" by clang's libFuzzer, for as
 * long as one likes.
 */
#ifndef VB_FUZZ_H
#define VB_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define must(condition) \
	((condition) ? (void)0 : fuzz_end(__FILE__, __LINE__, #condition))

static inline void
fuzz_end(const char *file, int line, const char *condition)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
	abort();
}

/* A number that depends on the whole input and on which. */
static inline size_t
fuzz_pick(const uint8_t *data, size_t size, unsigned which)
{
	uint64_t hash = 14695981039346656037u + which;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ data[i]) * 1099511628211u;
	hash ^= hash >> 29;
	return (size_t)(hash * 0x9E3779B97F4A7C15u >> 20);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
