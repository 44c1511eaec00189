/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stop.h"

#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>

/* Folded words; single letters are what is left of U.S., don't and the like. */
static const char list[] =
	"a about above after again against all also although am among an and any are as at "
	"be because been before being below between both but by "
	"can cannot could d did do does doing don down during each either "
	"few for from further had has have having he her here hers herself him himself his how "
	"however i if in into is it its itself just ll m may me might more most must my myself "
	"neither no nor not now of off on once only or other our ours ourselves out over own "
	"per re s same shall she should since so some such "
	"t than that the their theirs them themselves then there therefore these they this those "
	"through thus to too under until up upon us ve very via "
	"was we were what when where whether which while who whom whose why will with within "
	"without would yet you your yours yourself yourselves "
	"的 了 和 与 及 或 在 是 于 对 为 以 之 其 而 由 从 到 向 把 被 让 给 但 也 都 就 还 又 并 跟 同 "
	"并且 以及 而且 或者 因为 所以 如果 虽然 但是 然而 因此 此外 同时 不过 只有 只要 即使 无论 "
	"这 那 这个 那个 这些 那些 这种 这样 那样 这里 那里 此 该 各 每 本 某 "
	"我 你 您 他 她 它 我们 你们 他们 她们 它们 自己 "
	"什么 哪 哪个 哪些 哪里 哪儿 谁 怎么 怎样 如何 为什么 为何 何 何时 何处 多少 几 是否 吗 呢 吧 啊 呀 嘛 "
	"有 没有 没 不 不是 等 等等 个 一个 一种 一些 些 关于 对于 由于 至于 有关 根据 按照 通过 "
	"可 可以 能 能够 应 应该 应当 会 将 已 已经 正在 曾 曾经 所 则 着 过 地 得 很 更 最 只 才 请 请问 ";

#define TABLE_SIZE 1024		/* a power of two, more than twice the words */
#define WORD_MAX 12		/* bytes */

static struct {
	const char *word;
	size_t size;
} table[TABLE_SIZE];
static pthread_once_t table_once = PTHREAD_ONCE_INIT;

/* The slot that holds the word, or the empty one where it would stand. */
static uint32_t
slot_of(const char *word, size_t size)
{
	const unsigned char *first = (const unsigned char *)word, *last = first + size - 1;
	uint32_t hash = (uint32_t)(first[size > 1] | first[size / 2] << 8 | last[0] << 16);

	for (hash = (hash ^ first[0] ^ (uint32_t)size << 24) * 0x9e3779b1u >> 22;; hash++) {
		hash &= TABLE_SIZE - 1;
		if (table[hash].word == NULL ||
		    (table[hash].size == size && memcmp(table[hash].word, word, size) == 0))
			return hash;
	}
}

static void
load(void)
{
	size_t count = 0;

	for (const char *word = list; *word != '\0';) {
		size_t size = strcspn(word, " ");
		uint32_t slot = slot_of(word, size);

		assert(size > 0 && size <= WORD_MAX && ++count < TABLE_SIZE / 2);
		table[slot].word = word;
		table[slot].size = size;
		word += size + 1;
	}
}

bool
vb_stop_is(const char *word, size_t size)
{
	pthread_once(&table_once, load);
	return size > 0 && size <= WORD_MAX && table[slot_of(word, size)].word != NULL;
}
