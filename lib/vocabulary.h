/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of an index, and which of them are forms of one word.
 *
 * The words stand in one block of memory in byte order: "\nalpha\nbeta\ngamma\n".  Those that
 * begin with a run of letters stand together; so do those that end with one in a list of their
 * ends; those that hold it elsewhere are found by plain byte search, in a few milliseconds for a
 * million words.  The index holds words as they are written, no stems: a stem is looked up here,
 * and the search goes through its forms.
 *
 * Nothing here knows where words come from.  Everything is plain arrays, which may as well
 * lie in a mapped file: what they say is checked when it is used.
 */
#ifndef VB_VOCABULARY_H
#define VB_VOCABULARY_H

#include "buf.h"
#include "token.h"

/* A word that is not its own stem. */
struct vb_form {
	uint32_t stem;		/* offset in stems, NUL-terminated */
	uint32_t word;		/* offset in words, of its first byte */
};

struct vb_vocabulary {
	const char *words;
	size_t words_size;
	const struct vb_form *forms;	/* by stem, then by word */
	size_t form_count;
	const char *stems;
	size_t stems_size;
	const uint32_t *ends;		/* offsets in words, behind each word; by its bytes from the last on */
	size_t end_count;
	struct vb_buf own[4];		/* what the four lie in when they were made here */
};

/* A word of the block; lives as long as the vocabulary. */
struct vb_word {
	const char *text;	/* not NUL-terminated */
	size_t size;
};

/* Begins a list of words for vb_vocabulary_make(); the words follow in byte order. */
void vb_vocabulary_begin(struct vb_buf *list);
void vb_vocabulary_add(struct vb_buf *list, const char *word, size_t size);

/* The words of either list, stemmed by the tokeniser; the lists stay the caller's. */
void vb_vocabulary_make(struct vb_vocabulary *vocabulary, const struct vb_buf *list,
			const struct vb_buf *other, struct vb_tokeniser *tokeniser);
void vb_vocabulary_fini(struct vb_vocabulary *vocabulary);

/* Which ends of the run are ends of the word. */
enum vb_vocabulary_edge { VB_EDGE_NONE = 0, VB_EDGE_START = 1, VB_EDGE_END = 2 };

/*
 * The next word that holds run[0..size) with the edges asked for (a mask of vb_vocabulary_edge);
 * false when there is none.  *at, 0 for the first, moves on and means nothing to the caller.
 */
bool vb_vocabulary_find(const struct vb_vocabulary *vocabulary, const char *run, size_t size,
			unsigned edges, size_t *at, struct vb_word *word);

/* Every word in turn, in byte order. */
bool vb_vocabulary_next(const struct vb_vocabulary *vocabulary, size_t *at, struct vb_word *word);

/*
 * The forms of a stem that differ from it are those numbered *first up to the returned
 * count more; vb_vocabulary_form() reads one of them.
 */
size_t vb_vocabulary_forms(const struct vb_vocabulary *vocabulary, const char *stem, size_t *first);
bool vb_vocabulary_form(const struct vb_vocabulary *vocabulary, size_t number, struct vb_word *word);

#endif
