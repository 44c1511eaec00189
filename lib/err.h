/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Errors: a code for the program and one line for the person.
 *
 * The caller owns a struct vb_err, usually on its stack, and passes it as the
 * last parameter.  A function that can fail returns bool; when it returns
 * false it has filled the error.  When it returns true the error is untouched.
 * Only a main.c prints an error or turns its code into an exit status.
 *
 * The line is UTF-8, lower case, without full stop or line end, in the order
 * "what failed: 'subject': why"; the next step comes last when there is one.
 * It never holds control characters: vb_err_set() replaces them.
 */
#ifndef VB_ERR_H
#define VB_ERR_H

#include <stdbool.h>
#include <stdarg.h>

#ifdef __cplusplus
extern "C" {
#endif

enum vb_code {
	VB_OK = 0,
	VB_USAGE,	/* the caller's words are off: an unknown option, State, theme */
	VB_INPUT,	/* a document cannot be read or is not what it says */
	VB_ABSENT,	/* the index, file or key is not there */
	VB_DAMAGED,	/* the index contradicts itself */
	VB_FORMAT,	/* the index is of another format, or no index at all */
	VB_IO,		/* the system refused: no space, no permission, a failed write */
	VB_MEMORY,	/* no memory */
	VB_DEADLINE,	/* the time allowed has passed */
	VB_LOCKED,	/* another run holds the lock */
	VB_MODIFIED,	/* the index moved on under a reader: reopen and repeat */
	VB_LIMIT	/* a stated limit was reached */
};

#define VB_ERR_TEXT_MAX 1024

struct vb_err {
	enum vb_code code;
	char text[VB_ERR_TEXT_MAX];	/* NUL-terminated, never cut inside a character */
};

/*
 * Fills err (which may be NULL) and returns false, so that a failing function
 * can end with "return vb_err_set(err, ...)".  An over-long line is cut at a
 * character's edge.  errno is left as it was.
 */
bool vb_err_set(struct vb_err *err, enum vb_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same with ": strerror(errno)" at the end; code is VB_IO, or VB_MEMORY for ENOMEM. */
bool vb_err_errno(struct vb_err *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Puts words, with their colon, before what an error already says: "reading the index: " + text. */
void vb_err_prefix(struct vb_err *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#ifdef __cplusplus
}
#endif
#endif
