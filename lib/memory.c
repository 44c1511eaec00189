/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

_Noreturn void
vb_memory_end(void)
{
	static const char line[] = "verbale: no memory left\n";
	ssize_t written = write(STDERR_FILENO, line, sizeof line - 1);

	(void)written;		/* nobody is left to tell */
	_exit(5);
}

void *
vb_memory_resize(void *old, size_t count, size_t size)
{
	void *fresh;

	if (count == 0 || size == 0)
		count = size = 1;
	if (count > SIZE_MAX / 2 / size)
		vb_memory_end();
	fresh = realloc(old, count * size);
	if (fresh == NULL)
		vb_memory_end();
	return fresh;
}

void *
vb_memory_zeros(size_t count, size_t size)
{
	void *fresh = calloc(count == 0 ? 1 : count, size == 0 ? 1 : size);

	if (fresh == NULL)
		vb_memory_end();
	return fresh;
}
