/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Labels: what stands printed before a heading, a paragraph or a list item: "12.", "3.1",
 * "II.", "A.", "(a)", "(iv)", "一.", "(二)", "㈠", "①", a bullet, a dash.
 */
#ifndef VB_LABEL_H
#define VB_LABEL_H

#include <stdbool.h>
#include <stddef.h>

enum vb_label_style {
	VB_LABEL_NONE,
	VB_LABEL_HAN,		/* 一. 二、 */
	VB_LABEL_ROMAN,		/* II. */
	VB_LABEL_UPPER,		/* A. */
	VB_LABEL_DIGIT,		/* 12. 12、 */
	VB_LABEL_DECIMAL,	/* 3.1 3.1.2. */
	VB_LABEL_PAREN_DIGIT,	/* (1) 1) */
	VB_LABEL_PAREN_HAN,	/* (一) ㈠ */
	VB_LABEL_PAREN_LOWER,	/* (a) a) */
	VB_LABEL_PAREN_ROMAN,	/* (iv) iv) */
	VB_LABEL_CIRCLE,	/* ① */
	VB_LABEL_BULLET,	/* a bullet of any shape */
	VB_LABEL_DASH		/* - – — */
};

#define VB_LABEL_TEXT_MAX 24

struct vb_label {
	enum vb_label_style style;
	unsigned value; /* its number, from 1; of a decimal label the last one; 0 for bullets */
	unsigned depth;			/* dots inside a decimal label; else 0 */
	size_t size;			/* bytes of the label and the blanks behind it */
	char text[VB_LABEL_TEXT_MAX];	/* as printed, without closing dot: "12", "(a)"; "" for
					   bullets */
};

/*
 * Reads the label at the start of text (which has no blanks before it).  False, and style
 * VB_LABEL_NONE, when there is none.  "(i)" reads as Roman one, "I." likewise:
 * vb_label_follow() decides when a sequence is under way.
 */
bool vb_label_read(const char *text, size_t size, struct vb_label *label);

/*
 * Reads label again as the letter it may be, "(i)" after "(h)", "I." after "H.": when last is
 * the letter before it, label takes last's style.
 */
void vb_label_follow(struct vb_label *label, const struct vb_label *last);

bool vb_label_is_mark(const struct vb_label *label);	/* a bullet or a dash */

#endif
