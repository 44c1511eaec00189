/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compound.h"

#include <string.h>

/* Letters of an acronym, and of each part of a compound at least. */
#define LETTERS_MAX 8
#define PART_MIN 2

static bool
is_plain(const struct vb_token *token)
{
	return token->kind == VB_TOKEN_WORD && !token->number && !token->is_long;
}

/* Whether the next token follows with but one mark between. */
static bool
follows(const struct vb_tokens *tokens, size_t at, char mark)
{
	const struct vb_token *token = &tokens->list[at];

	return at + 1 < tokens->count && is_plain(token) && is_plain(&tokens->list[at + 1]) &&
	       tokens->list[at + 1].from == token->to + 1 &&
	       tokens->folded.text[token->to] == mark;
}

static bool
is_letter(const struct vb_token *token)
{
	return token->to - token->from == 1;
}

static void
join(const struct vb_tokens *tokens, size_t first, size_t last, struct vb_compound *compound)
{
	size_t size = 0;

	for (size_t i = first; i <= last; i++) {
		size_t more = tokens->list[i].to - tokens->list[i].from;

		memcpy(compound->word + size, tokens->folded.text + tokens->list[i].from, more);
		size += more;
	}
	compound->word[size] = '\0';
	compound->from = tokens->list[first].from;
	compound->to = tokens->list[last].to;
}

/* Two words with a hyphen between, and none beside them: "state-of-the-art" is no word. */
static bool
hyphened(const struct vb_tokens *tokens, size_t at)
{
	const char *text = tokens->folded.text;
	const struct vb_token *token = &tokens->list[at];

	return follows(tokens, at, '-') && token[0].to - token[0].from >= PART_MIN &&
	       token[1].to - token[1].from >= PART_MIN && text[token[1].to] != '-' &&
	       (token[0].from == 0 || text[token[0].from - 1] != '-');
}

/* Letters with a dot between each, "u.n." or "u.s.a"; how many, 1 for none. */
static size_t
dotted(const struct vb_tokens *tokens, size_t at)
{
	size_t count = 1;

	while (is_letter(&tokens->list[at]) && follows(tokens, at, '.') &&
	       is_letter(&tokens->list[at + 1])) {
		at++;
		count++;
	}
	return count;
}

bool
vb_compound_next(const struct vb_tokens *tokens, size_t *at, struct vb_compound *compound)
{
	for (; *at < tokens->count; ++*at) {
		size_t letters = dotted(tokens, *at);

		if (letters > 1) {
			*at += letters;
			if (letters > LETTERS_MAX)
				continue;
			join(tokens, *at - letters, *at - 1, compound);
			return true;
		}
		if (!hyphened(tokens, *at))
			continue;
		join(tokens, *at, *at + 1, compound);
		++*at;
		return true;
	}
	return false;
}
