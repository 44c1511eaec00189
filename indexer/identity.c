/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "identity.h"

#include <string.h>

#include "digest.h"

/* A text met in the document: its digest, and how often it has been met. */
struct met {
	char digest[VB_DIGEST_MAX];
	uint32_t times;		/* 0: a free place */
};

static uint32_t
times_met(struct met *table, size_t mask, const char *digest)
{
	size_t slot = 0;

	memcpy(&slot, digest, sizeof slot);
	slot *= (size_t)0x9e3779b97f4a7c15u;
	slot = (slot >> 20) & mask;
	while (table[slot].times > 0 && strcmp(table[slot].digest, digest) != 0)
		slot = (slot + 1) & mask;
	memcpy(table[slot].digest, digest, VB_DIGEST_MAX);
	return table[slot].times++;
}

void
vb_identity_set(struct vb_document *document, struct vb_folder *folder)
{
	size_t mask = 15;
	struct met *table;
	struct vb_buf bytes = VB_BUF_INIT;
	struct vb_folded folded;
	char digest[VB_DIGEST_MAX];

	while (mask < 2 * document->count)
		mask = 2 * mask + 1;
	table = vb_arena_array(document->arena, mask + 1, sizeof *table);
	for (size_t i = 0; i < document->count; i++) {
		struct vb_record *passage = &document->passages[i];

		vb_fold(folder, passage->text, passage->text_size, &folded);
		vb_digest_bytes(folded.text, folded.len, digest);
		vb_buf_clear(&bytes);
		vb_buf_add(&bytes, document->path, strlen(document->path) + 1);
		vb_buf_add(&bytes, folded.text, folded.len + 1);
		vb_buf_printf(&bytes, "%u", (unsigned)times_met(table, mask, digest));
		vb_digest_bytes(bytes.data, bytes.len, digest);
		passage->path = document->path;
		passage->id = vb_arena_strndup(document->arena, digest, 16);
	}
	vb_buf_fini(&bytes);
}
