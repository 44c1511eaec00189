/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Stop words: function and question words of English and Chinese, which are in every
 * passage and say nothing of what it is about.  They are indexed like other words.
 */
#ifndef VB_STOP_H
#define VB_STOP_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a folded word (fold.h) is one.  Safe in any thread. */
bool vb_stop_is(const char *word, size_t size);

#endif
