/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "irregular.h"

#include <stdbool.h>
#include <string.h>

struct form {
	const char *text, *base;
};

/* Forms that are words of their own (left, found, ground) are left out. */
static const struct form forms[] = {
	{"arisen", "arise"}, {"arose", "arise"}, {"beaten", "beat"}, {"became", "become"},
	{"began", "begin"}, {"begun", "begin"}, {"bent", "bend"}, {"bitten", "bite"},
	{"bled", "bleed"}, {"blew", "blow"}, {"blown", "blow"}, {"borne", "bear"},
	{"bought", "buy"}, {"bred", "breed"}, {"broke", "break"}, {"broken", "break"},
	{"brought", "bring"}, {"built", "build"}, {"burnt", "burn"},
	{"businessmen", "businessman"}, {"came", "come"}, {"caught", "catch"},
	{"children", "child"}, {"chose", "choose"}, {"chosen", "choose"}, {"clung", "cling"},
	{"crept", "creep"}, {"crises", "crisis"}, {"dealt", "deal"}, {"drawn", "draw"},
	{"dreamt", "dream"}, {"drew", "draw"}, {"driven", "drive"}, {"drove", "drive"},
	{"eaten", "eat"}, {"fallen", "fall"}, {"feet", "foot"}, {"fishermen", "fisherman"},
	{"fled", "flee"}, {"flew", "fly"}, {"flown", "fly"}, {"forbidden", "forbid"},
	{"foresaw", "foresee"}, {"foreseen", "foresee"}, {"forgiven", "forgive"},
	{"forgotten", "forget"}, {"fought", "fight"}, {"froze", "freeze"},
	{"frozen", "freeze"}, {"gave", "give"}, {"geese", "goose"}, {"given", "give"},
	{"gone", "go"}, {"grandchildren", "grandchild"}, {"grew", "grow"}, {"grown", "grow"},
	{"halves", "half"}, {"heard", "hear"}, {"held", "hold"}, {"hung", "hang"},
	{"hypotheses", "hypothesis"}, {"kept", "keep"}, {"knew", "know"}, {"known", "know"},
	{"laid", "lay"}, {"lain", "lie"}, {"leapt", "leap"}, {"learnt", "learn"},
	{"led", "lead"}, {"lent", "lend"}, {"lost", "lose"}, {"made", "make"},
	{"meant", "mean"}, {"men", "man"}, {"met", "meet"}, {"mice", "mouse"},
	{"misled", "mislead"}, {"mistook", "mistake"}, {"oases", "oasis"},
	{"outgrown", "outgrow"}, {"overcame", "overcome"}, {"overtaken", "overtake"},
	{"overthrew", "overthrow"}, {"overthrown", "overthrow"}, {"paid", "pay"},
	{"phenomena", "phenomenon"}, {"policemen", "policeman"}, {"rang", "ring"},
	{"rebuilt", "rebuild"}, {"redrawn", "redraw"}, {"retaken", "retake"},
	{"rewritten", "rewrite"}, {"ridden", "ride"}, {"risen", "rise"}, {"rode", "ride"},
	{"rose", "rise"}, {"said", "say"}, {"sang", "sing"}, {"sank", "sink"},
	{"schoolchildren", "schoolchild"}, {"sent", "send"}, {"servicemen", "serviceman"},
	{"shaken", "shake"}, {"shook", "shake"}, {"shown", "show"}, {"slept", "sleep"},
	{"slid", "slide"}, {"sold", "sell"}, {"sought", "seek"}, {"spent", "spend"},
	{"spilt", "spill"}, {"spoilt", "spoil"}, {"spoke", "speak"}, {"spoken", "speak"},
	{"spokesmen", "spokesman"}, {"spun", "spin"}, {"stole", "steal"}, {"stolen", "steal"},
	{"stood", "stand"}, {"striven", "strive"}, {"strove", "strive"}, {"struck", "strike"},
	{"sunk", "sink"}, {"swept", "sweep"}, {"swore", "swear"}, {"sworn", "swear"},
	{"swung", "swing"}, {"taken", "take"}, {"taught", "teach"}, {"teeth", "tooth"},
	{"theses", "thesis"}, {"thought", "think"}, {"threw", "throw"}, {"thrown", "throw"},
	{"told", "tell"}, {"took", "take"}, {"tore", "tear"}, {"torn", "tear"},
	{"undergone", "undergo"}, {"understood", "understand"}, {"undertaken", "undertake"},
	{"undertook", "undertake"}, {"upheld", "uphold"}, {"went", "go"}, {"wept", "weep"},
	{"withdrawn", "withdraw"}, {"withdrew", "withdraw"}, {"withheld", "withhold"},
	{"withstood", "withstand"}, {"wives", "wife"}, {"woke", "wake"}, {"women", "woman"},
	{"won", "win"}, {"wore", "wear"}, {"worn", "wear"}, {"worse", "bad"}, {"worst", "bad"},
	{"written", "write"}, {"wrote", "write"},
};

/* Adjectives whose degrees end in -er and -est, which stemmers leave as they are. */
static const char *const adjectives[] = {
	"big", "bold", "brave", "brief", "bright", "broad", "calm", "cheap", "clean", "clear",
	"close", "cold", "costly", "cruel", "dark", "deadly", "deep", "dense", "dirty", "dry",
	"early", "easy", "fair", "fast", "few", "fierce", "fine", "firm", "free", "fresh",
	"full", "grave", "great", "green", "grim", "happy", "hard", "harsh", "healthy",
	"heavy", "high", "hot", "humble", "hungry", "kind", "large", "light", "long", "loud",
	"low", "mild", "narrow", "near", "new", "noble", "old", "poor", "proud", "pure",
	"quick", "quiet", "rare", "rich", "risky", "safe", "sharp", "short", "simple",
	"slight", "slow", "small", "smart", "smooth", "soft", "soon", "stable", "stark",
	"steady", "steep", "strict", "strong", "sunny", "swift", "tall", "thick", "thin",
	"tight", "tiny", "tough", "ugly", "vast", "warm", "weak", "wealthy", "wet", "wide",
	"wild", "wise", "young",
};

/* Whether stem, before -er and -est, is the adjective's: small, saf(e), happi (happy), bigg (big). */
static bool
is_degree(const char *stem, size_t size, const char *adjective)
{
	size_t length = strlen(adjective);
	char last = adjective[length - 1];

	if (size + 1 == length)
		return last == 'e' && memcmp(stem, adjective, size) == 0;
	if (size == length + 1)
		return stem[length] == last && memcmp(stem, adjective, length) == 0;
	return size == length && memcmp(stem, adjective, length - 1) == 0 &&
	       stem[length - 1] == (last == 'y' ? 'i' : last);
}

static const char *
positive(const char *word, size_t size)
{
	size_t ending = size > 3 && memcmp(word + size - 3, "est", 3) == 0 ? 3 :
			size > 3 && memcmp(word + size - 2, "er", 2) == 0 ? 2 : 0;

	for (size_t i = 0; ending > 0 && i < sizeof adjectives / sizeof *adjectives; i++)
		if (is_degree(word, size - ending, adjectives[i]))
			return adjectives[i];
	return NULL;
}

const char *
vb_irregular_base(const char *word, size_t size)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (strlen(forms[i].text) == size && memcmp(forms[i].text, word, size) == 0)
			return forms[i].base;
	return positive(word, size);
}
