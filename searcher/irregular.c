/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "irregular.h"

#include <string.h>

struct form {
	const char *text, *base;
};

/* Forms that are words of their own (left, found, ground) are left out. */
static const struct form forms[] = {
	{"arisen", "arise"}, {"arose", "arise"}, {"became", "become"}, {"began", "begin"},
	{"begun", "begin"}, {"borne", "bear"}, {"bought", "buy"}, {"broke", "break"},
	{"broken", "break"}, {"brought", "bring"}, {"built", "build"}, {"came", "come"},
	{"caught", "catch"}, {"children", "child"}, {"chose", "choose"}, {"chosen", "choose"},
	{"crises", "crisis"}, {"dealt", "deal"}, {"drawn", "draw"}, {"drew", "draw"},
	{"driven", "drive"}, {"drove", "drive"}, {"fallen", "fall"}, {"feet", "foot"},
	{"fled", "flee"}, {"fought", "fight"}, {"gave", "give"}, {"given", "give"},
	{"gone", "go"}, {"grew", "grow"}, {"grown", "grow"}, {"heard", "hear"},
	{"held", "hold"}, {"kept", "keep"}, {"knew", "know"}, {"known", "know"},
	{"led", "lead"}, {"lent", "lend"}, {"lost", "lose"}, {"made", "make"},
	{"men", "man"}, {"met", "meet"}, {"overcame", "overcome"}, {"paid", "pay"},
	{"risen", "rise"}, {"rose", "rise"}, {"said", "say"}, {"sent", "send"},
	{"shown", "show"}, {"sold", "sell"}, {"sought", "seek"}, {"spent", "spend"},
	{"spoke", "speak"}, {"spoken", "speak"}, {"stood", "stand"}, {"struck", "strike"},
	{"sworn", "swear"}, {"taken", "take"}, {"taught", "teach"}, {"thought", "think"},
	{"threw", "throw"}, {"thrown", "throw"}, {"told", "tell"}, {"took", "take"},
	{"undertaken", "undertake"}, {"undertook", "undertake"}, {"undergone", "undergo"},
	{"understood", "understand"}, {"upheld", "uphold"}, {"went", "go"},
	{"withdrawn", "withdraw"}, {"withdrew", "withdraw"}, {"women", "woman"}, {"won", "win"},
	{"written", "write"}, {"wrote", "write"},
};

const char *
vb_irregular_base(const char *word, size_t size)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (strlen(forms[i].text) == size && memcmp(forms[i].text, word, size) == 0)
			return forms[i].base;
	return NULL;
}
