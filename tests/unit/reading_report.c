/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading real documents, which may be absent: figures that must not fall. */
#include "reading.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "fold.h"
#include "manifest.h"
#include "shared.h"
#include "table.h"

static struct vb_arena arena;
static struct vb_document document;
static struct vb_folder *folder;
static char *bytes;

static void
load(void)
{
	struct vb_err err;
	size_t size;

	bytes = shared_read("corpus/A_79_81-zh.txt", &size);
	folder = vb_folder_new(&err);
	cr_assert(vb_reading_document(table_states(), "/x/A_79_81-zh.txt", bytes, size,
				      &vb_manifest_nothing, &arena, &document, &err),
		  "%s", err.text);
}

static void
unload(void)
{
	vb_folder_free(folder);
	vb_arena_fini(&arena);
	free(bytes);
}

TestSuite(reading_report, .init = load, .fini = unload);

/* Folded, without blanks; without digits too when marks of notes may stand among them. */
static char *
squash(const char *text, size_t size, bool digits)
{
	struct vb_folded folded;
	char *out;
	size_t len = 0;

	vb_fold(folder, text, size, &folded);
	out = malloc(folded.len + 1);
	for (size_t i = 0; i < folded.len; i++)
		if (folded.text[i] != ' ' &&
		    (digits || folded.text[i] < '0' || folded.text[i] > '9'))
			out[len++] = folded.text[i];
	out[len] = 0;
	return out;
}

/* The passage that holds the whole text, under the State; NULL when there is none. */
static const struct vb_record *
find(char *const *squashed, const char *text, const char *state)
{
	for (size_t i = 0; i < document.count; i++)
		if (document.passages[i].kind != VB_FOOTNOTE &&
		    strcmp(document.passages[i].state, state) == 0 && strstr(squashed[i], text))
			return &document.passages[i];
	return NULL;
}

Test(reading_report, every_submission_has_its_state_language_and_date)
{
	/* code, language of the original, day: as the report's own marks say */
	static const char *const speakers[][3] = {
		{"AUS", "en", "2024-05-01"}, {"AZE", "en", "2024-05-01"}, {"CAN", "en", "2024-04-16"},
		{"CHN", "zh", "2024-04-29"}, {"CUB", "es", "2024-04-29"}, {"CZE", "en", "2024-04-30"},
		{"DNK", "en", "2024-05-01"}, {"EGY", "en", "2024-02-26"}, {"EST", "en", "2024-04-30"},
		{"FRA", "fr", "2024-04-30"}, {"GEO", "en", "2024-03-20"}, {"DEU", "en", "2024-04-30"},
		{"IRL", "en", "2024-05-01"}, {"JPN", "en", "2024-04-30"}, {"LVA", "en", "2024-04-30"},
		{"NLD", "en", "2024-05-01"}, {"NZL", "en", "2024-04-30"}, {"RUS", "ru", "2024-04-09"},
		{"SGP", "en", "2024-05-01"}, {"TUR", "en", "2024-05-01"}, {"USA", "en", "2024-05-01"},
		{"VEN", "es", "2024-04-26"}, {"EU", "en", "2024-04-29"}};
	size_t at = 0, count = sizeof speakers / sizeof speakers[0];

	cr_expect_eq(document.submissions, count);
	for (size_t i = 0; i < document.count; i++) {
		const struct vb_record *record = &document.passages[i];

		if (record->state[0] == 0 || record->kind == VB_FOOTNOTE)
			continue;
		if (strcmp(record->state, speakers[at][0]) != 0)
			at++;
		cr_assert_lt(at, count);
		cr_expect_str_eq(record->state, speakers[at][0]);
		cr_expect_str_eq(record->original_language, speakers[at][1]);
		cr_expect_str_eq(record->date, speakers[at][2]);
	}
	cr_expect_eq(at, count - 1);
}

Test(reading_report, every_judged_paragraph_stands_whole_under_its_state)
{
	char **squashed = calloc(2 * document.count, sizeof *squashed);
	size_t size, units = 0, missed = 0;
	char *units_text = shared_read("devset/themes-dev.jsonl", &size);

	for (size_t i = 0; i < document.count; i++) {
		squashed[i] =
		    squash(document.passages[i].text, document.passages[i].text_size, true);
		squashed[document.count + i] =
		    squash(document.passages[i].text, document.passages[i].text_size, false);
	}
	for (char *line = strtok(units_text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
		json_t *unit = json_loads(line, 0, NULL);
		const char *text = json_string_value(json_object_get(unit, "text"));
		const char *state = json_string_value(json_object_get(unit, "state"));
		char *whole = squash(text, strlen(text), true),
		     *bare = squash(text, strlen(text), false);

		if (strcmp(json_string_value(json_object_get(unit, "kind")), "p") == 0) {
			units++;
			if (!find(squashed, whole, state) &&
			    !find(squashed + document.count, bare, state)) {
				missed++;
				fprintf(stderr, "not whole: %s: %s\n", state, text);
			}
		}
		free(whole);
		free(bare);
		json_decref(unit);
	}
	cr_expect_gt(units, 200);
	cr_expect_eq(missed, 0);
	for (size_t i = 0; i < 2 * document.count; i++)
		free(squashed[i]);
	free(squashed);
	free(units_text);
}

Test(reading_report, no_passage_holds_what_the_page_added)
{
	for (size_t i = 0; i < document.count; i++) {
		const struct vb_record *record = &document.passages[i];

		cr_expect_null(strstr(record->text, "undocs.org"), "%s", record->text);
		cr_expect_null(strstr(record->text, "24-08163"), "%s", record->text);
		cr_expect_null(strstr(record->text, "______"), "%s", record->text);
		cr_expect_null(strstr(record->text, "原件"), "%s", record->text);
	}
	cr_expect_geq(document.count, 750);
}

Test(reading_report, nearly_every_footnote_has_its_mark)
{
	size_t notes = 0, marks = 0;

	for (size_t i = 0; i < document.count; i++) {
		notes += document.passages[i].kind == VB_FOOTNOTE;
		marks += document.passages[i].notes.count;
	}
	cr_expect_geq(notes, 100);
	cr_expect_geq(marks + 2, notes);
}

Test(reading_report, every_speech_is_its_states)
{
	size_t size, files = 0, wrong = 0;
	char *text = shared_read("corpus/ungdc/manifest.tsv", &size);
	struct vb_manifest *manifest;
	struct vb_err err;

	cr_assert(vb_manifest_parse(table_states(), "manifest.tsv", text, size, &manifest, &err),
		  "%s", err.text);
	free(text);
	for (size_t i = 0; i < vb_manifest_count(manifest); i++) {
		const char *name = vb_manifest_name(manifest, i);
		struct vb_document_facts facts;
		char path[512];

		snprintf(path, sizeof path, "corpus/ungdc/%s", name);
		text = shared_read(path, &size);
		vb_arena_reset(&arena);
		cr_assert(vb_manifest_facts(manifest, name, &facts, &err), "%s", err.text);
		cr_assert(vb_reading_document(table_states(), name, text, size, &facts, &arena,
					      &document, &err),
			  "%s", err.text);
		cr_expect_gt(document.count, 0, "%s", name);
		for (size_t k = 0; k < document.count; k++)
			wrong += strcmp(document.passages[k].state, facts.state) != 0;
		files++;
		free(text);
	}
	cr_expect_eq(wrong, 0);
	cr_expect_eq(files, vb_manifest_count(manifest));
	vb_manifest_free(manifest);
}
