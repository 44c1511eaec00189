/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A general dictionary of English and Chinese, behind the glossary.
 *
 * It is two files that make-dictionary (scripts/dictionary.c) writes from CC-CEDICT,
 * dictionary-en.tsv and dictionary-zh.tsv.  A line is
 *
 *	key TAB 87rendering TAB 40rendering ...
 *
 * the best first, each behind its weight of two digits (01..99).  Lines are sorted by the
 * bytes of their keys: stems (stems.h) in the one, folded Simplified Chinese in the other.
 * The files are mapped and searched where they lie: opening costs nothing, and a page that
 * is not asked for is not read.  They may be damaged: a lookup then finds less, no worse.
 */
#ifndef VB_DICTIONARY_H
#define VB_DICTIONARY_H

#include <stdbool.h>
#include <stddef.h>

#define VB_DICTIONARY_EN "dictionary-en.tsv"
#define VB_DICTIONARY_ZH "dictionary-zh.tsv"

struct vb_dictionary_file {
	const char *data;	/* NULL: not there */
	size_t size;
};

struct vb_dictionary {
	struct vb_dictionary_file en, zh;
};

/* What is left of a line. */
struct vb_dictionary_entry {
	const char *at, *end;
};

/*
 * Maps the files of a folder; NULL for none.  A dictionary without files knows no word,
 * which is no error.
 */
void vb_dictionary_open(struct vb_dictionary *dictionary, const char *folder);
void vb_dictionary_close(struct vb_dictionary *dictionary);

/* The entry of a key; false when there is none. */
bool vb_dictionary_find(const struct vb_dictionary_file *file, const char *key, size_t size,
			struct vb_dictionary_entry *entry);

/* The next rendering of an entry, not NUL-terminated; weight is above 0 and below 1. */
bool vb_dictionary_next(struct vb_dictionary_entry *entry, const char **text, size_t *size,
			double *weight);

#endif
