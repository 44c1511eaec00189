/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SIGINT, SIGTERM and SIGHUP: asked for between two steps of the work, never in the midst of one.
 */
#ifndef VB_INTERRUPT_H
#define VB_INTERRUPT_H

/* From now on these signals are only noted.  One that was ignored before stays ignored. */
void vb_interrupt_watch(void);

/* The signal that came, or 0. */
int vb_interrupt_caught(void);

#endif
