/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tokeniser: one for documents and queries.
 *
 * Text is folded (fold.h), cut at ICU word boundaries, and given out as
 *   VB_TOKEN_WORD  a word or number of a script with spaces, folded, with its
 *                  English Snowball stem beside it ("States'" -> state);
 *   VB_TOKEN_HAN   an ICU dictionary word of an unspaced script, 1 or more characters;
 *   VB_TOKEN_GRAM  two neighbouring characters of an unspaced run (overlapping),
 *                  and the run's last character alone.  Every run of two such
 *                  characters in the folded text is a GRAM: recall rests on it.
 *                  Words are for rank.
 * A WORD is a whole unbroken run of letters, digits and their marks, nothing more: "U.N."
 * is u and n, "don't" don and t, "78/237" 78 and 237.  Every letter or digit of the folded
 * text lies in exactly one WORD or HAN token.  So for a quotation cut from the text (not
 * within a combining sequence) these hold, whatever stands around it:
 *   - a WORD with anything before and behind it in the quotation is a WORD of the text;
 *   - one at the quotation's start ends a WORD of the text, one at its end begins one;
 *   - a GRAM of two characters is a GRAM of the text, and so is a GRAM of one unless it
 *     ends the quotation: then the text has one that begins with it.
 * A WORD longer than VB_TOKEN_MAX bytes is cut into pieces that bear the long flag: there
 * the first two do not hold.
 */
#ifndef VB_TOKEN_H
#define VB_TOKEN_H

#include "err.h"
#include "fold.h"

#define VB_TOKEN_MAX 64	/* bytes of one term, before any prefix */

enum vb_token_kind { VB_TOKEN_WORD, VB_TOKEN_HAN, VB_TOKEN_GRAM };

struct vb_token {
	enum vb_token_kind kind;
	bool number;		/* begins with a digit */
	bool stop;		/* too common to say anything: the, of; 的, 和 */
	bool is_long;		/* WORD: a piece of an over-long one */
	uint32_t from, to;	/* bytes of the folded text; to is exclusive */
	uint32_t position;	/* WORD and HAN count 0, 1, 2 ...; a GRAM has that of the word it starts in */
	uint32_t stem;		/* WORD: offset of the stem in stems, NUL-terminated; else 0 */
};

struct vb_tokens {
	struct vb_folded folded;	/* the text the offsets mean */
	const struct vb_token *list;	/* in order of from; a GRAM after the word it starts in */
	size_t count;
	const char *stems;		/* NUL-terminated strings, addressed by vb_token.stem */
	uint32_t words;			/* number of WORD and HAN tokens: the passage's length for BM25 */
};

struct vb_tokeniser;	/* ICU iterators, stemmer, folder, buffers; one per thread */

struct vb_tokeniser *vb_tokeniser_new(struct vb_err *err);
void vb_tokeniser_free(struct vb_tokeniser *tokeniser);

/* Whether a folded character is what words of spaced scripts are made of: a letter, a digit or a mark. */
bool vb_token_in_word(uint32_t point);

/* *out is owned by the tokeniser and valid until its next vb_token_cut(). */
void vb_token_cut(struct vb_tokeniser *tokeniser, const char *text, size_t size,
		  struct vb_tokens *out);

/*
 * What the index holds of a text, several times faster: WORDs, whose stems are "", and GRAMs.
 * No token is a stop word, there are no HANs; words counts two for every three characters of
 * a run without spaces, which is about what a dictionary makes of them.
 */
void vb_token_cut_terms(struct vb_tokeniser *tokeniser, const char *text, size_t size,
			struct vb_tokens *out);

/*
 * The stem that vb_token_cut() gives a WORD of the folded text word[0..size), VB_TOKEN_MAX
 * bytes at most; owned by the tokeniser, valid until its next use.
 */
const char *vb_token_stem(struct vb_tokeniser *tokeniser, const char *word, size_t size);

/* The folder inside, for callers that fold without cutting; its next use ends *out too. */
struct vb_folder *vb_tokeniser_folder(struct vb_tokeniser *tokeniser);

#endif
