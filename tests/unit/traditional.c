/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "asking.h"

static void
setup(void)
{
	static const char *const texts[] = {
		"样本：信息安全是国家安全的一部分。", "样本：恶意软件经由网络传播。",
		"样本：互联网由许多部分组成。", "样本：老挝发言。", "樣本：這是一個程式的說明。",
		"样本：这个程序很长。", "样本：通过对话解决。",
	};

	asking_begin();
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		sample_add(&sample, &(struct vb_record){.text = texts[i], .language = "zh"});
	asking_open();
}

TestSuite(traditional, .init = setup, .fini = asking_end, .timeout = 120);

static bool
finds(const char *query, const char *words)
{
	ask(query);
	for (size_t i = 0; i < result.hit_count; i++)
		if (strstr(result.hits[i].record.text, words) != NULL)
			return true;
	return false;
}

Test(traditional, taiwan_s_words_find_the_mainland_s)
{
	cr_expect(finds("資訊安全", "信息安全"));
	cr_expect(expands("資訊安全 = 信息安全"));
	cr_expect(finds("軟體", "软件"));
	cr_expect(finds("網路", "网络"));
	cr_expect(finds("網際網路", "互联网"));
	cr_expect(finds("惡意軟體 網路", "恶意软件"));
	cr_expect(finds("寮國", "老挝"));
}

Test(traditional, what_folding_does_needs_no_words)
{
	cr_expect(finds("國家安全", "国家安全"));
	cr_expect_not(expands("國家安全 = 国家安全"));
}

Test(traditional, a_question_in_simplified_characters_stays_as_typed)
{
	cr_expect(finds("信息安全是什么东西", "信息安全"));
	for (size_t i = 0; i < result.expansion.count; i++)
		cr_expect_null(strstr(result.expansion.item[i], "幺"), "%s", result.expansion.item[i]);
}

Test(traditional, a_word_the_index_knows_is_searched_beside_the_other)
{
	/* One word of the query is Traditional beyond doubt. */
	cr_expect(finds("這個程式", "程式"));
	cr_expect(finds("這個程式", "程序"));
}

Test(traditional, without_expansion_words_stay_as_typed)
{
	request.expand = false;
	cr_expect_not(finds("軟體", "软件"));
	cr_expect_eq(result.expansion.count, 0);
}

Test(traditional, a_quotation_stays_as_typed)
{
	cr_expect_eq(ask("\"軟體\""), 0);
	cr_expect_eq(ask("\"國家安全\""), 1);
}

Test(traditional, simplified_words_are_left_alone)
{
	cr_expect_eq(ask("软体"), ask("软体"));
	cr_expect_eq(result.expansion.count, 0);
}

Test(traditional, a_simplified_name_that_the_index_lacks_is_not_taken_for_taiwan_s_of_another)
{
	ask("尼日利亚");
	cr_expect_not(expands("尼日利亚 = 尼日尔利亚"));
}

Test(traditional, ill_formed_and_long_queries_are_borne)
{
	char query[1500] = "";

	ask("軟\xff體 \xe8\xbb");
	for (size_t i = 0; i < 120; i++)
		strcat(query, "資訊國");
	ask(query);
}
