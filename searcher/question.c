/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "question.h"

#include <string.h>

#define WORDS_MAX 64	/* of a question; further ones stay as they are */

/* Behind a question word: which States, how many countries. */
static const char *const who[] = {
	"countries", "country", "delegation", "delegations", "governments", "member", "members",
	"nation", "nations", "state", "states",
};
static const char *const between[] = {"many", "member", "of", "the"};

/* Between the one who speaks and what is spoken of. */
static const char *const verbs[] = {
	"comment", "comments", "mention", "mentioned", "mentions", "regard", "regards", "said",
	"say", "saying", "says", "speak", "speaks", "spoke", "talk", "talked", "talks", "think",
	"thinks", "thought", "view", "views",
};

/* What a State named has: the position of Japan, Japan's views. */
static const char *const nouns[] = {
	"attitude", "opinion", "opinions", "perspective", "position", "positions", "stance",
	"statement", "statements", "view", "viewpoint", "views",
};

static const char *const asking[] = {"how", "what", "when", "where", "which", "who", "whose", "why"};

/* Longer ones first.  named: only where a State is named. */
static const struct {
	const char *text;
	bool named;
} chinese[] = {
	{"如何看待", false}, {"怎么看待", false}, {"怎样看待", false}, {"有什么看法", false},
	{"有何看法", false}, {"是什么看法", false}, {"持什么立场", false}, {"持何立场", false},
	{"是什么立场", false}, {"有什么立场", false}, {"是什么态度", false}, {"持什么态度", false},
	{"有什么意见", false}, {"说了什么", false}, {"说了些什么", false}, {"怎么说", false},
	{"如何评价", false}, {"怎么看", false}, {"如何看", false}, {"哪些会员国", false},
	{"哪些国家", false}, {"哪个国家", false}, {"哪几个国家", false}, {"什么国家", false},
	{"多少国家", false}, {"有些国家", false}, {"某些国家", false}, {"哪些代表团", false}, {"哪国", false}, {"谁提到了", false},
	{"谁提到", false}, {"谁谈到", false}, {"提到了", false}, {"谈到了", false}, {"哪一", false},
	{"该怎么办", false}, {"怎么办", false}, {"应当如何", false}, {"应该如何", false}, {"应如何", false},
	{"应由谁", false}, {"能否", false}, {"是否", false}, {"谁", false}, {"什么时候", false},
	{"何时", false}, {"多大", false}, {"多少", false}, {"哪几", false}, {"怎么样", false},
	{"怎样", false}, {"怎么", false}, {"为什么", false}, {"为何", false}, {"有哪些", false},
	{"有什么", false},
	{"的立场是", true}, {"的看法是", true}, {"的立场", true}, {"的看法", true},
	{"的态度", true}, {"的观点", true}, {"的主张", true},
};

static bool
is_one_of(const char *const *list, size_t count, const char *word, size_t size)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == size && memcmp(list[i], word, size) == 0)
			return true;
	return false;
}

#define IS_ONE_OF(list, word, size) is_one_of(list, sizeof list / sizeof *list, word, size)

bool
vb_question_speaks(const char *word, size_t size)
{
	static const char *const more[] = {
		"delegation", "government", "proposal", "proposals", "reply", "representative",
		"speech", "submission",
	};

	return IS_ONE_OF(nouns, word, size) || IS_ONE_OF(verbs, word, size) ||
	       IS_ONE_OF(more, word, size);
}

static bool
is_letter(char byte)
{
	return byte >= 'a' && byte <= 'z';
}

static void
strip_english(char *text, size_t size, bool named)
{
	bool asks = false, after = false;
	size_t words = 0;

	for (size_t at = 0, end; at < size && words < WORDS_MAX; at = end) {
		bool gone;

		end = at + 1;
		if (!is_letter(text[at]))
			continue;
		while (end < size && (is_letter(text[end]) || (unsigned char)text[end] >= 0x80))
			end++;
		if (words++ < 2 && IS_ONE_OF(asking, text + at, end - at)) {
			asks = after = true;
			continue;
		}
		gone = (after && IS_ONE_OF(who, text + at, end - at)) ||
		       (asks && IS_ONE_OF(verbs, text + at, end - at)) ||
		       (named && IS_ONE_OF(nouns, text + at, end - at));
		/* "how many countries", "which Member States" */
		after = after && (IS_ONE_OF(between, text + at, end - at));
		if (gone)
			memset(text + at, ' ', end - at);
	}
}

static void
strip_chinese(char *text, size_t size, bool named)
{
	for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++) {
		size_t length = strlen(chinese[i].text);
		char *at = chinese[i].named && !named ? NULL :
			memmem(text, size, chinese[i].text, length);

		if (at != NULL)
			memset(at, ' ', length);
	}
}

char *
vb_question_strip(const char *folded, size_t size, bool named, struct vb_arena *arena)
{
	char *text = vb_arena_strndup(arena, folded, size);

	strip_english(text, size, named);
	strip_chinese(text, size, named);
	return text;
}
