/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "irregular.h"

Test(irregular, a_form_that_no_stemmer_knows_leads_to_its_word)
{
	cr_expect_str_eq(vb_irregular_base("held", 4), "hold");
	cr_expect_str_eq(vb_irregular_base("children", 8), "child");
	cr_expect_null(vb_irregular_base("hold", 4));
	cr_expect_null(vb_irregular_base("helds", 5));
	cr_expect_null(vb_irregular_base("", 0));
}
