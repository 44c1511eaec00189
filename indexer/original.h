/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The marks under a speaker's name in a compilation: "[Original: English]", "[1 May 2024]",
 * "[原件：英文]", "[2024 年 5 月 1 日]"; each on a line of its own or both on one, behind the
 * name or not, with blanks at random, a bracket missing, in full width or half.
 */
#ifndef VB_ORIGINAL_H
#define VB_ORIGINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "date.h"

struct vb_original {
	bool original;		/* the line says in which language the original is */
	char language[3]; /* two-letter code; "" when the line does not say or is not understood */
	char date[VB_DATE_MAX];	/* ISO; "" when the line holds none */
	bool bare;		/* no bracket at all: trust it only where a mark is due */
	size_t start; /* bytes before the mark: 0, or the size of a name and blanks before it */
};

/* Reads one line.  False when it is neither an original's mark nor a date standing alone. */
bool vb_original_read(const char *text, size_t size, struct vb_original *out);

/* The two-letter code of a language's name in English or Chinese; "" when unknown. */
const char *vb_original_language(const char *text, size_t size);

#endif
