/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Irregular forms of English words, which no stemmer leads back: held, children. */
#ifndef VB_IRREGULAR_H
#define VB_IRREGULAR_H

#include <stddef.h>

/* The word that a folded word is a form of; NULL when it is no irregular form. */
const char *vb_irregular_base(const char *word, size_t size);

#endif
