/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check: is the index what it says?
 *
 * Xapian's own check; the checksum of every record; the terms and the text of every passage
 * against those that its record gives; every passage's source against the table of sources,
 * and the numbers of passages against it.
 */
#ifndef VB_CHECK_H
#define VB_CHECK_H

#include <stdint.h>

#include "err.h"
#include "settings.h"

struct vb_check_summary {
	uint32_t passages;
	size_t sources;
	size_t faults;
};

/* Told each fault, a line for the person, up to VB_CHECK_FAULTS of them. */
typedef void vb_check_fault(void *data, const char *line);

#define VB_CHECK_FAULTS 20

/*
 * VB_DAMAGED when there are faults; the line ends in the command that rebuilds.  Reads
 * one state of the index; when that moves on meanwhile, begins again.
 */
bool vb_check(const struct vb_settings *settings, vb_check_fault *fault, void *data,
	      struct vb_check_summary *summary, struct vb_err *err);

/* Only Xapian's check, of the database at path.  VB_DAMAGED. */
bool vb_check_quick(const char *path, struct vb_err *err);

#endif
