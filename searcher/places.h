/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where an index is: a folder (schema.h), or a file that lists several indexes, on this
 * machine and on others, which are searched as one.  Such a file is a stub of Xapian's:
 *
 *	# one a line
 *	auto /srv/verbale/statements
 *	remote search-2.example.org:7010
 *
 * "auto" names the folder of an index, from the file's own folder on when it does not begin
 * with a slash; "remote" a host and the port of Xapian's xapian-tcpsrv there.  Programs to
 * start are not taken from a file.
 */
#ifndef VB_PLACES_H
#define VB_PLACES_H

#include "err.h"
#include "xapianc.h"

/* Indexes that one file may list, and how long a server may be silent. */
#define VB_PLACES_MAX 64
#define VB_PLACES_MILLISECONDS 5000

/*
 * What is in use at name now, as text, malloc'd and owned by the caller: the path of the
 * generation or, of a list, a line for each of its indexes ("/srv/a/g3", "host:7010").  The
 * same text means the same databases.  VB_ABSENT, VB_FORMAT, VB_DAMAGED as
 * vb_generation_current(); VB_USAGE for a line of a list that cannot be.
 */
char *vb_places_resolve(const char *name, struct vb_err *err);

/* Whether a text of vb_places_resolve() is one database on this machine. */
bool vb_places_is_folder(const char *resolved);

/*
 * Opens what vb_places_resolve() gave; each database must be of this program's format.  NULL
 * with VB_IO for a server that does not answer, VB_FORMAT, VB_DAMAGED.  name is for messages.
 */
struct xc_database *vb_places_open(const char *name, const char *resolved, struct vb_err *err);

#endif
