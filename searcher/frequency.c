/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "frequency.h"

bool
vb_frequency_find(struct vb_frequency *table, struct xc_database *database, const char *term,
		  size_t size, uint32_t *documents, struct vb_err *err)
{
	struct vb_frequency *known;
	uint32_t hash = 0;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ (unsigned char)term[i]) * 0x01000193u;
	known = &table[(hash ^ hash >> 15) % VB_FREQUENCY_PLACES];
	if (size > 0 && known->size == size && memcmp(known->term, term, size) == 0) {
		*documents = known->documents;
		return true;
	}
	if (!xc_term_frequency(database, term, size, documents, NULL, err))
		return false;
	if (size <= VB_FREQUENCY_BYTES) {
		known->documents = *documents;
		known->size = (uint8_t)size;
		memcpy(known->term, term, size);
	}
	return true;
}
