/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speaker.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "cases.h"
#include "table.h"

Test(speaker, every_name_line_of_the_table_names_its_speaker)
{
	struct cases cases;

	cases_open(&cases, "speaker.txt");
	while (cases_next(&cases)) {
		size_t size = strlen(cases.left), start = 0;
		const struct vb_state *state =
		    vb_speaker_known(table_states(), cases.left, size, &start);
		char got[64], place[24] = "";

		if (state != NULL)
			snprintf(place, sizeof place, " %zu", start);
		snprintf(got, sizeof got, "%s%s%s", state != NULL ? state->code : "-", place,
			 vb_speaker_group(cases.left, size) ? " group" : "");
		cr_expect_str_eq(got, cases.right, "line %d: '%s' gives '%s'", cases.line,
				 cases.left, got);
	}
}
