/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table behind the second step of folding (fold.h). */
#ifndef VB_FOLD_HAN_H
#define VB_FOLD_HAN_H

/* UTF-8: Traditional character, Simplified character, and so on; all within U+3400..9FFF. */
extern const char vb_fold_han[];

#endif
