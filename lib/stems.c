/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stems.h"

void
vb_stems_key(const struct vb_tokens *tokens, size_t first, size_t last, struct vb_buf *out)
{
	size_t start = out->len;

	for (size_t i = first; i <= last && i < tokens->count; i++) {
		if (tokens->list[i].kind != VB_TOKEN_WORD)
			continue;
		if (out->len > start)
			vb_buf_char(out, ' ');
		vb_buf_str(out, tokens->stems + tokens->list[i].stem);
	}
}
