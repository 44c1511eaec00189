/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Columns: what is known of every passage beside its words, by document id, in flat arrays.
 *
 * They say nothing that the postings do not say (schema.h), only faster: what a passage's
 * length, place and facets are.  The indexer writes them as one file beside the database
 * (VB_COLUMNS_FILE) when it has committed; a reader maps that file, or makes the same image
 * in memory when the file is missing or belongs to another revision.
 *
 * The image, in the byte order of the machine, every part on a multiple of 8 bytes:
 *   head       magic, revision, counts, checksums
 *   directory  for each part where it lies, how many entries it has, how wide they are
 *   parts      lengths, ordinals; for each facet its codes and its values; the words; the
 *              posting lists of the commonest terms (packed.h), in the file only
 * Region, year and symbol follow from State, date and document.  A facet's values are
 * numbered from 1 in the order of their bytes; 0 is none.  Where no passage has two values the
 * codes are an array by document id, else "starts" tells by document id where a passage's
 * codes begin.
 *
 * Nothing in the image is believed: vb_columns_use() checks that every part lies within it,
 * and whoever indexes with a number out of it compares that number first.  The checksum over
 * all of it is looked at by vb_columns_verify() only: it would cost every search a walk.
 *
 * This module knows no database: what it is made of comes through struct vb_columns_source.
 */
#ifndef VB_COLUMNS_H
#define VB_COLUMNS_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "err.h"
#include "packed.h"
#include "state.h"
#include "vocabulary.h"

/* The facets; those of a search first, in the order in which they are shown. */
enum vb_column_name {
	VB_COLUMN_STATE, VB_COLUMN_REGION, VB_COLUMN_THEME, VB_COLUMN_DOCUMENT, VB_COLUMN_LANGUAGE,
	VB_COLUMN_ORIGINAL_LANGUAGE, VB_COLUMN_YEAR, VB_COLUMN_CITES, VB_COLUMN_SYMBOL,
	VB_COLUMN_KIND, VB_COLUMN_DATE,
	VB_COLUMN_COUNT
};

/* "state", as in the filter terms of schema.h. */
const char *vb_columns_slug(enum vb_column_name name);

/* Numbers of 1, 2 or 4 bytes. */
struct vb_numbers {
	const void *list;
	size_t count;
	unsigned width;
};

struct vb_column {
	struct vb_numbers codes;
	const uint32_t *starts;		/* by docid, last + 2 of them; NULL: codes are by docid */
	uint32_t values;
	const uint32_t *ends;		/* of each value in text */
	const char *text;
	size_t text_size;
};

struct vb_columns {
	uint64_t revision;		/* of the database they were made from */
	uint32_t documents, last;	/* how many; the highest docid */
	uint64_t words;			/* of all texts */
	struct vb_numbers length;	/* words of the text, by docid */
	struct vb_numbers ordinal;	/* place within the document, by docid */
	struct vb_column column[VB_COLUMN_COUNT];
	struct vb_vocabulary vocabulary;
	struct vb_packed packed;	/* of words, characters and common words in a row */
	const char *image;
	size_t size;
	void *mapped, *made;		/* what to give back on closing */
};

/* Called with postings, ascending. */
typedef void vb_columns_postings(void *data, const uint32_t *docid, const uint32_t *wdf, size_t count);
/* Called with a term and how many bear it; false ends the walk as an error does. */
typedef bool vb_columns_term(void *data, const char *term, size_t size, uint32_t documents,
			     struct vb_err *err);

/* A database, as far as columns are made from it. */
struct vb_columns_source {
	void *database;
	uint64_t revision;
	uint32_t documents, last;
	const struct vb_states *states;		/* who is of which region; NULL: nobody */
	bool lists;				/* posting lists too */
	/*
	 * The columns of an earlier state of the same database, where passages are added behind
	 * the last and taken out, but never changed: its lists are gone on with.  NULL: none.
	 */
	const struct vb_columns *before;
	/* Every term that begins with prefix, in byte order. */
	bool (*terms)(void *database, const char *prefix, size_t size, vb_columns_term *each,
		      void *data, struct vb_err *err);
	/* Every posting of a term. */
	bool (*postings)(void *database, const char *term, size_t size, vb_columns_postings *each,
			 void *data, struct vb_err *err);
	/* Those from a document id on; may be NULL where before is. */
	bool (*further)(void *database, const char *term, size_t size, uint32_t from,
			vb_columns_postings *each, void *data, struct vb_err *err);
};

/* The image of a database's columns, appended to out (which must be empty). */
bool vb_columns_build(const struct vb_columns_source *source, struct vb_buf *out,
		      struct vb_err *err);

/* Writes an image as folder/VB_COLUMNS_FILE: all of it or nothing, and on the disk for good. */
bool vb_columns_write(const char *folder, const struct vb_buf *image, struct vb_err *err);

/* Maps folder/VB_COLUMNS_FILE, whatever its state.  False when there is none, or of another format. */
bool vb_columns_map(struct vb_columns *columns, const char *folder);

/* The same; false too when it is of another revision, count or last docid than those of source. */
bool vb_columns_open(struct vb_columns *columns, const char *folder,
		     const struct vb_columns_source *source);

/* Makes them in memory. */
bool vb_columns_make(struct vb_columns *columns, const struct vb_columns_source *source,
		     struct vb_err *err);

/* Takes image[0..size), aligned to 8 and kept by the caller, for columns; false when it is none. */
bool vb_columns_use(struct vb_columns *columns, const char *image, size_t size);

/* Gives back what was mapped or made; of zeroed columns too. */
void vb_columns_close(struct vb_columns *columns);

/* Whether the checksum is right: reads all of it. */
bool vb_columns_verify(const struct vb_columns *columns);

/* The number at a place; 0 behind the end. */
static inline uint32_t
vb_numbers_at(const struct vb_numbers *numbers, size_t place)
{
	if (place >= numbers->count)
		return 0;
	switch (numbers->width) {
	case 1:
		return ((const uint8_t *)numbers->list)[place];
	case 2:
		return ((const uint16_t *)numbers->list)[place];
	default:
		return ((const uint32_t *)numbers->list)[place];
	}
}

/* A bit, the lowest for the first, for each of at most 64 from a place on that is there and not 0. */
uint64_t vb_numbers_known(const struct vb_numbers *numbers, size_t place, size_t count);

/* The bytes of a value, valid as long as the columns; none for a number that is none. */
const char *vb_column_value(const struct vb_column *column, uint32_t number, size_t *size);

/* The number of a value as a filter term ends in (schema.h); 0 when there is none. */
uint32_t vb_column_find(const struct vb_column *column, const char *value, size_t size);

/* The places [*from, *to) in column->codes of a document's numbers. */
static inline void
vb_column_range(const struct vb_column *column, uint32_t docid, size_t *from, size_t *to)
{
	*from = docid;
	*to = (size_t)docid + 1;
	if (column->starts != NULL) {
		*from = column->starts[docid];
		*to = column->starts[docid + 1];
	}
	if (*to > column->codes.count)
		*to = column->codes.count;
}

/*
 * Adds one to counts[number] for every number of every document; counts has column->values +
 * 1 entries (0: none) and what lies beyond is left out.  Here and below no docid is higher
 * than the last.
 */
void vb_column_count(const struct vb_column *column, const uint32_t *docid, size_t count,
		     uint32_t *counts);

/*
 * met[i]: whether docid[i] has a number for which fits, of column->values + 1 entries, holds; a
 * document without a value has the number 0.
 */
void vb_column_match(const struct vb_column *column, const uint32_t *docid, size_t count,
		     const uint8_t *fits, uint8_t *met);

#endif
