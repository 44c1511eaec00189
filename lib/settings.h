/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where things are: the index, the tables, the user's configuration.
 *
 * The index: -d, else $VERBALE_DB, else $XDG_DATA_HOME/verbale/index, else
 * $HOME/.local/share/verbale/index.
 * The configuration file: $VERBALE_CONFIG, else $XDG_CONFIG_HOME/verbale/verbale.ini, else
 * $HOME/.config/verbale/verbale.ini, else /etc/verbale.ini; none need exist (but one that
 * $VERBALE_CONFIG names must).  Its section [tables] may name states, themes, glossary, dictionary;
 * [index] may name jobs, max-file and memory (sizes such as 64M).  An unknown key is an error; a
 * relative path begins at the file's folder.
 * The tables otherwise: $VERBALE_TABLES (a folder), else the installed PKGDATADIR.
 * The dictionary, two files that need not exist (dictionary.h), lies in the folder that
 * $VERBALE_DICTIONARY or the file's [tables] dictionary names, else in the first of these
 * that has it: the tables' folder, PKGDATADIR, the running program's own folder.
 */
#ifndef VB_SETTINGS_H
#define VB_SETTINGS_H

#include <stddef.h>
#include <stdint.h>

#include "err.h"

struct vb_settings {
	char *database;
	char *states, *themes, *glossary;	/* paths of the tables */
	char *dictionary;			/* folder; NULL: there is none */
	unsigned jobs;				/* 0: as many as processors */
	uint64_t max_file;			/* bytes; a larger document is refused */
	uint64_t memory;			/* bytes that a sync may hold before it writes */
};

/* database may be NULL.  The strings are owned by settings until vb_settings_fini(). */
bool vb_settings_load(struct vb_settings *settings, const char *database, struct vb_err *err);
void vb_settings_fini(struct vb_settings *settings);

/*
 * The generation in use: resolves DIR/current and writes its path to *path (malloc'd,
 * owned by the caller).  VB_ABSENT when there is no index at DIR (the line tells how
 * to make one), VB_FORMAT when DIR holds something else, VB_DAMAGED when the link leads to nothing.
 */
bool vb_generation_current(const char *database, char **path, struct vb_err *err);

#endif
