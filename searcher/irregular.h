/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms of English words that no stemmer leads back: held, children, safer, largest. */
#ifndef VB_IRREGULAR_H
#define VB_IRREGULAR_H

#include <stddef.h>

/* The word that a folded word is such a form of; NULL when it is none. */
const char *vb_irregular_base(const char *word, size_t size);

#endif
