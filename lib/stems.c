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

void
vb_stems_name(struct vb_tokeniser *tokeniser, const char *name, size_t size, struct vb_buf *out)
{
	struct vb_tokens tokens;
	bool folded;

	vb_token_cut(tokeniser, name, size, &tokens);
	folded = tokens.count == 1;

	for (size_t i = 0; i < tokens.count; i++)
		folded = folded || tokens.list[i].kind != VB_TOKEN_WORD;
	if (folded)
		vb_buf_add(out, tokens.folded.text, tokens.folded.len);
	else
		vb_stems_key(&tokens, 0, SIZE_MAX - 1, out);
}
