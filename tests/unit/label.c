/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "label.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "cases.h"

static const char *const styles[] = {
    "none",	 "han",		"roman",       "upper",	 "digit",  "decimal", "paren_digit",
    "paren_han", "paren_lower", "paren_roman", "circle", "bullet", "dash"};

Test(label, every_label_of_the_table_is_read)
{
	struct cases cases;

	cases_open(&cases, "label.txt");
	while (cases_next(&cases)) {
		struct vb_label label;
		char got[64] = "none";

		if (vb_label_read(cases.left, strlen(cases.left), &label))
			snprintf(got, sizeof got, "%s %u %s", styles[label.style], label.value,
				 label.text[0] ? label.text : "-");
		cr_expect_str_eq(got, cases.right, "line %d: '%s' gives '%s'", cases.line,
				 cases.left, got);
	}
}

Test(label, a_letter_that_follows_letters_is_no_roman_number)
{
	struct vb_label h, i, roman;

	vb_label_read("(h) one", 7, &h);
	vb_label_read("(i) two", 7, &i);
	roman = i;
	vb_label_follow(&i, &h);
	cr_expect_eq(i.style, VB_LABEL_PAREN_LOWER);
	cr_expect_eq(i.value, 9);
	vb_label_read("(b) one", 7, &h);
	vb_label_follow(&roman, &h);
	cr_expect_eq(roman.style, VB_LABEL_PAREN_ROMAN);
}

Test(label, the_words_begin_behind_it)
{
	struct vb_label label;
	const char *text = "12.   Several";

	cr_assert(vb_label_read(text, strlen(text), &label));
	cr_expect_str_eq(text + label.size, "Several");
	cr_expect_not(vb_label_read("", 0, &label));
}
