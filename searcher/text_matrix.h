/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The matrix as text: States down, themes across by number, a legend below; "·" is silence.
 * Where the terminal is too narrow for all themes the rest follows in a table of its own.
 */
#ifndef VB_TEXT_MATRIX_H
#define VB_TEXT_MATRIX_H

#include "render.h"

/* The printer's function for the matrix. */
void vb_text_matrix_print(struct vb_printer *printer, const struct vb_matrix *matrix);

#endif
