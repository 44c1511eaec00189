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

Test(irregular, degrees_lead_to_their_adjective)
{
	cr_expect_str_eq(vb_irregular_base("stronger", 8), "strong");
	cr_expect_str_eq(vb_irregular_base("safest", 6), "safe");
	cr_expect_str_eq(vb_irregular_base("happier", 7), "happy");
	cr_expect_str_eq(vb_irregular_base("biggest", 7), "big");
}

Test(irregular, a_word_that_merely_ends_like_a_degree_stays)
{
	cr_expect_null(vb_irregular_base("member", 6));
	cr_expect_null(vb_irregular_base("forest", 6));
	cr_expect_null(vb_irregular_base("request", 7));
	cr_expect_null(vb_irregular_base("est", 3));
	cr_expect_null(vb_irregular_base("er", 2));
}
