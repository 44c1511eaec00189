/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "manifest.h"

#include <criterion/criterion.h>
#include <string.h>

#include "table.h"

static struct vb_manifest *manifest;
static struct vb_err err;

static bool
parse(const char *text)
{
	return vb_manifest_parse(table_states(), "m.tsv", text, strlen(text), &manifest, &err);
}

static void
end(void)
{
	vb_manifest_free(manifest);
}

TestSuite(manifest, .fini = end);

Test(manifest, says_what_its_row_says)
{
	struct vb_document_facts facts;

	cr_assert(parse("path\tstate\tdate\ttitle\tshelf\tsymbol\r\n"
			"# a comment\r\n\r\n"
			"./a.txt\tjpn\t1 May 2024\tA title\t7\ta/79/999\r\n"
			"b.txt\t-\t\t\t\n"));
	cr_expect_eq(vb_manifest_count(manifest), 2);
	cr_expect_str_eq(vb_manifest_name(manifest, 0), "a.txt");
	cr_assert(vb_manifest_facts(manifest, "a.txt", &facts, &err));
	cr_expect_str_eq(facts.state, "JPN");
	cr_expect_str_eq(facts.date, "2024-05-01");
	cr_expect_str_eq(facts.title, "A title");
	cr_expect_str_eq(facts.symbol, "A/79/999");
	cr_assert(vb_manifest_facts(manifest, "b.txt", &facts, &err));
	cr_expect_str_eq(facts.state, "");
	cr_assert(vb_manifest_facts(manifest, "c.txt", &facts, &err));
	cr_expect_str_eq(facts.title, "");
}

Test(manifest, a_faulty_row_is_the_fault_of_its_file_alone)
{
	struct vb_document_facts facts;

	cr_assert(parse(
	    "path\tstate\tdate\na.txt\tXXX\t2024\nb.txt\tCUB\t2024\nc.txt\tCUB\t31 February 2024\n"
	    "b2.txt\tCUB\t2024\nb2.txt\tJPN\t2024\n"));
	cr_expect_not(vb_manifest_facts(manifest, "a.txt", &facts, &err));
	cr_expect_str_eq(err.text, "cannot read: 'm.tsv:2': unknown State: 'XXX'");
	cr_expect(vb_manifest_facts(manifest, "b.txt", &facts, &err));
	cr_expect_not(vb_manifest_facts(manifest, "c.txt", &facts, &err));
	cr_expect_str_eq(err.text, "cannot read: 'm.tsv:4': not a date: '31 February 2024'");
	cr_expect_not(vb_manifest_facts(manifest, "b2.txt", &facts, &err));
	cr_expect_str_eq(err.text, "cannot read: 'm.tsv:6': 'b2.txt' stands on line 5 already");
}

Test(manifest, a_changed_row_shows_in_its_text_and_in_no_other)
{
	char before[256], other[256];

	cr_assert(parse("path\tstate\na.txt\tCUB\nb.txt\tJPN\n"));
	strcpy(before, vb_manifest_row(manifest, "a.txt"));
	strcpy(other, vb_manifest_row(manifest, "b.txt"));
	vb_manifest_free(manifest);
	cr_assert(parse("state\tpath\nFRA\ta.txt\nJPN\tb.txt\n"));
	cr_expect_str_neq(vb_manifest_row(manifest, "a.txt"), before);
	cr_expect_str_eq(vb_manifest_row(manifest, "b.txt"), other);
	cr_expect_str_eq(vb_manifest_row(manifest, "c.txt"), "");
}

Test(manifest, a_table_without_a_usable_header_is_refused_with_its_line)
{
	cr_expect_not(parse("# only a comment\nfile\tstate\na.txt\tCUB\n"));
	cr_expect_str_eq(err.text,
			 "cannot read: 'm.tsv:2': no column named 'path' in the header line");
	cr_expect_not(parse(""));
	cr_expect_str_eq(err.text, "cannot read: 'm.tsv': no header line");
	cr_expect_not(parse("path\tstate\tpath\n"));
	cr_expect_str_eq(err.text, "cannot read: 'm.tsv:1': column named twice: 'path'");
}

Test(manifest, a_folder_without_one_says_nothing)
{
	struct vb_document_facts facts;

	cr_assert(vb_manifest_load(table_states(), "/nowhere", &manifest, &err));
	cr_expect_null(manifest);
	cr_assert(vb_manifest_facts(manifest, "a.txt", &facts, &err));
	cr_expect_str_eq(facts.state, "");
	cr_expect_str_eq(vb_manifest_row(manifest, "a.txt"), "");
}
