/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whatever the bytes, a document is read or refused with a line, and what is read keeps the
 * promises: passages are well-formed text, none is empty, ordinals count, words of one part
 * never bear two States, and reading again gives the same.
 */
#include "reading.h"

#include <string.h>

#include "fuzz.h"
#include "manifest.h"
#include "utf8.h"

static struct vb_states *
states(void)
{
	static struct vb_states *table;
	const char *folder = getenv("VERBALE_TABLES");
	char path[4096];
	struct vb_err err;

	if (table == NULL) {
		snprintf(path, sizeof path, "%s/states.tsv", folder != NULL ? folder : "corpus");
		table = vb_states_load(path, &err);
		must(table != NULL);
	}
	return table;
}

static void
check_list(const struct vb_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		must(list->item[i] != NULL && vb_utf8_valid(list->item[i], strlen(list->item[i])));
}

static void
check_passage(const struct vb_record *record, size_t ordinal)
{
	must(record->ordinal == ordinal);
	must(record->text_size > 0 && strlen(record->text) == record->text_size);
	must(vb_utf8_valid(record->text, record->text_size));
	must(record->state[0] == 0 || vb_state_by_code(states(), record->state) != NULL);
	must(vb_utf8_valid(record->paragraph, strlen(record->paragraph)));
	check_list(&record->heading);
	check_list(&record->notes);
	check_list(&record->cites);
	for (size_t i = 1; i < record->cites.count; i++)
		must(strcmp(record->cites.item[i - 1], record->cites.item[i]) < 0);
}

static void
check_again(const struct vb_document *first, const char *bytes, size_t size)
{
	struct vb_arena arena;
	struct vb_document again;

	vb_arena_init(&arena);
	must(vb_reading_document(states(), "/x/fuzz.txt", bytes, size, &vb_manifest_nothing, &arena,
				 &again, NULL));
	must(again.count == first->count);
	for (size_t i = 0; i < again.count; i++) {
		must(strcmp(again.passages[i].text, first->passages[i].text) == 0);
		must(strcmp(again.passages[i].state, first->passages[i].state) == 0);
	}
	vb_arena_fini(&arena);
}

/* A compilation with the input's bytes strewn in, so that deeper stages see them too. */
static size_t
dress(const uint8_t *data, size_t size, char *out)
{
	static const char *const pieces[] = {"II. Replies received from Governments\n",
					     "Cuba\n[Original: Spanish]\n[29 April 2024]\n",
					     "日本\n[原件：英文\n",
					     "__________________\n1 A/78/76.\n",
					     "A/79/81\n2/4 24-08163\n\f",
					     "https://undocs.org/en/A/RES/78/237\n",
					     "(a) ",
					     "• ",
					     "12. ",
					     "。 \n",
					     "1 ",
					     "Annex\n",
					     "[1 May 2024]",
					     "words and words; \n"};
	size_t len = 0;

	for (size_t at = 0; at < size; at++) {
		if (data[at] % 7 == 0) {
			const char *piece =
			    pieces[data[at] / 7 % (sizeof pieces / sizeof pieces[0])];

			memcpy(out + len, piece, strlen(piece));
			len += strlen(piece);
		}
		out[len++] = (char)data[at];
	}
	return len;
}

static void
check(const char *bytes, size_t size)
{
	struct vb_arena arena;
	struct vb_document document;
	struct vb_err err = {VB_OK, ""};

	vb_arena_init(&arena);
	if (vb_reading_document(states(), "/x/fuzz.txt", bytes, size, &vb_manifest_nothing, &arena,
				&document, &err)) {
		for (size_t i = 0; i < document.count; i++)
			check_passage(&document.passages[i], i);
		check_again(&document, bytes, size);
	} else {
		must(err.code == VB_INPUT &&
		     strncmp(err.text, "cannot read: '/x/fuzz.txt': ", 28) == 0);
	}
	vb_arena_fini(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *dressed = malloc(64 * size + 1);
	struct vb_manifest *manifest = NULL;

	must(dressed != NULL);
	check((const char *)data, size);
	check(dressed, dress(data, size, dressed));
	free(dressed);
	if (vb_manifest_parse(states(), "m.tsv", (const char *)data, size, &manifest, NULL))
		for (size_t i = 0; i < vb_manifest_count(manifest); i++) {
			struct vb_document_facts facts;

			vb_manifest_facts(manifest, vb_manifest_name(manifest, i), &facts, NULL);
		}
	vb_manifest_free(manifest);
	return 0;
}
