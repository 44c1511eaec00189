/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "manifest.h"
#include "table.h"

static struct vb_arena arena;
static struct vb_document document;
static struct vb_err err;

static void
end(void)
{
	vb_arena_fini(&arena);
}

TestSuite(reading, .fini = end);

static void
read_as(const char *path, const struct vb_document_facts *facts, const char *text, size_t size)
{
	cr_assert(
	    vb_reading_document(table_states(), path, text, size, facts, &arena, &document, &err),
	    "%s", err.text);
}

static void
read_text(const char *text)
{
	read_as("/x/sample.txt", &vb_manifest_nothing, text, strlen(text));
}

/* One line of reading.txt, with \s and \f written out. */
static void
add_line(struct vb_buf *out, const char *line, bool escapes)
{
	for (; *line && *line != '\n'; line++) {
		if (escapes && line[0] == '\\' && (line[1] == 's' || line[1] == 'f'))
			vb_buf_char(out, *++line == 's' ? ' ' : '\f');
		else
			vb_buf_char(out, *line);
	}
	vb_buf_char(out, '\n');
}

static const char *
or_dash(const char *text)
{
	return text[0] ? text : "-";
}

/* The passages as reading.txt writes them. */
static void
print_passages(struct vb_buf *out)
{
	for (size_t i = 0; i < document.count; i++) {
		const struct vb_record *record = &document.passages[i];

		vb_buf_printf(out, "%s %s %s | %s | ", or_dash(record->state),
			      or_dash(record->original_language), or_dash(record->date),
			      or_dash(record->paragraph));
		for (size_t k = 0; k < record->heading.count; k++)
			vb_buf_printf(out, "%s%s", k > 0 ? " > " : "", record->heading.item[k]);
		vb_buf_printf(out, "%s | %s\n", record->heading.count > 0 ? "" : "-", record->text);
	}
}

static void
check_case(const char *name, struct vb_buf *text, struct vb_buf *expected)
{
	struct vb_buf got = VB_BUF_INIT;

	if (text->len == 0)
		return;
	read_text(text->data);
	print_passages(&got);
	cr_expect_str_eq(got.data ? got.data : "", expected->data ? expected->data : "",
			 "%s: got\n%s\nnot\n%s", name, got.data ? got.data : "nothing",
			 expected->data ? expected->data : "nothing");
	vb_buf_fini(&got);
	vb_buf_clear(text);
	vb_buf_clear(expected);
	vb_arena_reset(&arena);
}

Test(reading, every_document_of_the_table_is_read_as_it_says)
{
	struct vb_buf text = VB_BUF_INIT, expected = VB_BUF_INIT;
	const char *srcdir = getenv("srcdir");
	char path[4096], line[8192], name[256] = "";
	bool answers = false;
	size_t cases = 0;
	FILE *file;

	snprintf(path, sizeof path, "%s/tests/cases/reading.txt", srcdir != NULL ? srcdir : ".");
	file = fopen(path, "r");
	cr_assert_not_null(file, "%s", path);
	while (fgets(line, sizeof line, file)) {
		if (strncmp(line, "== ", 3) == 0) {
			check_case(name, &text, &expected);
			snprintf(name, sizeof name, "%.*s", (int)strcspn(line + 3, "\n"), line + 3);
			answers = false;
			cases++;
		} else if (strcmp(line, "--\n") == 0) {
			answers = true;
		} else if (cases > 0 && !(answers && line[0] == '\n')) {
			add_line(answers ? &expected : &text, line, !answers);
		}
	}
	check_case(name, &text, &expected);
	cr_expect_gt(cases, 10);
	fclose(file);
	vb_buf_fini(&text);
	vb_buf_fini(&expected);
}

Test(reading, the_manifest_names_one_speaker_for_all)
{
	struct vb_document_facts facts = vb_manifest_nothing;
	const char *text =
	    "Japan\n[Original: English]\n[1 May 2024]\nWe quote the words of others.\n";

	facts.state = "CUB";
	facts.date = "2023";
	read_as("/x/a.txt", &facts, text, strlen(text));
	cr_assert_geq(document.count, 1);
	for (size_t i = 0; i < document.count; i++) {
		cr_expect_str_eq(document.passages[i].state, "CUB");
		cr_expect_str_eq(document.passages[i].date, "2023");
	}
}

Test(reading, a_file_may_be_named_by_its_symbol_and_language)
{
	read_as("/x/A_79_999-zh.txt", &vb_manifest_nothing, "One sentence.\n", 14);
	cr_expect_str_eq(document.facts.symbol, "A/79/999");
	cr_expect_str_eq(document.facts.language, "zh");
	read_as("/x/A_RES_78_999.en.txt", &vb_manifest_nothing, "One sentence.\n", 14);
	cr_expect_str_eq(document.facts.symbol, "A/RES/78/999");
	read_as("/x/AGO_76_2021.txt", &vb_manifest_nothing, "One sentence.\n", 14);
	cr_expect_str_eq(document.facts.symbol, "");
}

Test(reading, a_passage_cites_what_its_own_words_name)
{
	read_text("In resolution 78/237 the Assembly asked for views (A/78/76), and it did so "
		  "twice in resolution 78/237.\n\n"
		  "Nothing is cited here.\n\nhttps://undocs.org/en/A/RES/75/240\n");
	cr_assert_eq(document.count, 2);
	cr_assert_eq(document.passages[0].cites.count, 2);
	cr_expect_str_eq(document.passages[0].cites.item[0], "A/78/76");
	cr_expect_str_eq(document.passages[0].cites.item[1], "A/RES/78/237");
	cr_expect_eq(document.passages[1].cites.count, 0);
}

Test(reading, a_list_item_knows_what_leads_into_it)
{
	read_text("We ask for three things:\n\n• Peace;\n\n• Bread:\n\n– White;\n\n• Land.\n\nThat "
		  "is all.\n");
	cr_assert_eq(document.count, 6);
	cr_expect_str_eq(document.passages[1].lead_in, "We ask for three things:");
	cr_expect_eq(document.passages[1].kind, VB_LIST_ITEM);
	cr_expect_str_eq(document.passages[3].lead_in, "• Bread:");
	cr_expect_str_eq(document.passages[4].lead_in, "We ask for three things:");
	cr_expect_str_eq(document.passages[5].lead_in, "");
	cr_expect_eq(document.passages[5].ordinal, 5);
}

Test(reading, marks_of_notes_are_remembered)
{
	read_text("The report1 was read.\n__________________\n1 A/78/999.\n");
	cr_assert_eq(document.count, 2);
	cr_expect_str_eq(document.passages[0].text, "The report was read.");
	cr_assert_eq(document.passages[0].notes.count, 1);
	cr_expect_str_eq(document.passages[0].notes.item[0], "1");
	cr_expect_eq(document.passages[1].kind, VB_FOOTNOTE);
}

Test(reading, form_feeds_number_the_pages)
{
	read_text("Page one.\n\fPage two.\n\fPage three.\n");
	cr_assert_eq(document.count, 3);
	cr_expect_eq(document.passages[2].page, 3);
	read_text("No pages.\n");
	cr_expect_eq(document.passages[0].page, 0);
}

Test(reading, a_paragraph_without_end_is_cut_at_sentences)
{
	struct vb_buf text = VB_BUF_INIT;

	for (int i = 0; i < 2000; i++)
		vb_buf_str(&text, "This sentence stands in a very long line. ");
	read_text(text.data);
	cr_expect_gt(document.count, 20);
	for (size_t i = 0; i < document.count; i++) {
		const struct vb_record *record = &document.passages[i];

		cr_expect_leq(record->text_size, 4096);
		cr_expect_eq(record->text[record->text_size - 1], '.');
	}
	vb_buf_fini(&text);
}

Test(reading, too_many_lines_are_refused)
{
	struct vb_buf text = VB_BUF_INIT;

	for (int i = 0; i < 210000; i++)
		vb_buf_str(&text, "a\n");
	cr_expect_not(vb_reading_document(table_states(), "/x/a.txt", text.data, text.len,
					  &vb_manifest_nothing, &arena, &document, &err));
	cr_expect_str_eq(err.text, "cannot read: '/x/a.txt': more than 200000 lines");
	vb_buf_fini(&text);
}
