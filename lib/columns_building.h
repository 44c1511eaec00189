/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An image of columns while it is made: for the files columns_*.c alone.
 */
#ifndef VB_COLUMNS_BUILDING_H
#define VB_COLUMNS_BUILDING_H

#include "columns_image.h"

struct vb_columns_building {
	const struct vb_columns_source *source;
	struct vb_buf *out;
	struct vb_columns_head head;
	size_t room;		/* last + 1 */
	uint32_t *list;		/* by docid: the number at hand */
	uint32_t number;	/* of the value that was added last */
	uint32_t noted;		/* of the value whose postings are walked */
	size_t prefix;		/* bytes before the value in its term */
	struct vb_buf further, ends, text;
};

/* A facet begins: no values, no passage has any. */
void vb_columns_begin_facet(struct vb_columns_building *building);

/* Adds a value, in the order of bytes; its number is then building->number. */
void vb_columns_add_value(struct vb_columns_building *building, const char *value, size_t size);

/* The term's passages have the value with this number. */
bool vb_columns_note_postings(struct vb_columns_building *building, const char *term, size_t size,
			      uint32_t number, struct vb_err *err);

/* The facet goes into the image; list and values stay as they are for what is derived from them. */
bool vb_columns_end_facet(struct vb_columns_building *building, enum vb_column_name name,
			  struct vb_err *err);

/* The document of each passage, by the file that it is of. */
bool vb_columns_add_documents(struct vb_columns_building *building, struct vb_err *err);

/* Each takes the facet that was ended last, which then is no more: State, date, document. */
bool vb_columns_add_region(struct vb_columns_building *building, struct vb_err *err);
bool vb_columns_add_year(struct vb_columns_building *building, struct vb_err *err);
bool vb_columns_add_symbol(struct vb_columns_building *building, struct vb_err *err);

#endif
