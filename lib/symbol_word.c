/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "symbol_word.h"

#include <stdint.h>

#include "plain.h"
#include "symbol_code.h"

static uint32_t
small(uint32_t point)
{
	return point >= 'A' && point <= 'Z' ? point + 32 : point;
}

static bool
match(const char *text, size_t size, size_t *at, const char *word)
{
	size_t p = *at, w = 0, length = 0;
	uint32_t last = 0;

	while (word[length] != '\0')
		length++;
	while (w < length) {
		uint32_t wanted = vb_plain_next(word, length, &w);

		if (wanted == ' ') {
			size_t behind = vb_symbol_gap(text, size, p);

			if (behind == p)
				return false;
			p = behind;
			continue;
		}
		if (last > 0x2e00)
			p = vb_symbol_gap(text, size, p);
		if (small(vb_plain_next(text, size, &p)) != wanted)
			return false;
		last = wanted;
	}
	if (vb_plain_letter(last) && vb_plain_letter(vb_plain_peek(text, size, p)))
		return false;
	*at = p;
	return true;
}

bool
vb_symbol_word_read(const char *text, size_t size, size_t *at, const char *const *words)
{
	uint32_t first = small(vb_plain_peek(text, size, *at));

	/* Nearly every word is told apart by its first letter. */
	for (; *words != NULL; words++) {
		unsigned char letter = (unsigned char)**words;

		if ((letter < 0x80 ? letter == first : first >= 0x80) && match(text, size, at, *words))
			return true;
	}
	return false;
}

enum vb_symbol_organ
vb_symbol_word_organ(const char *text, size_t size, size_t *at)
{
	static const struct {
		enum vb_symbol_organ organ;
		const char *const names[8];
	} organs[] = {
		{VB_ORGAN_ASSEMBLY, {"general assembly", "assembly", "unga", "大会", "大會",
				     "联大", "聯大", NULL}},
		{VB_ORGAN_COUNCIL, {"security council", "unsc", "安全理事会", "安全理事會",
				    "安理会", "安理會", NULL}},
		{VB_ORGAN_RIGHTS, {"human rights council", "unhrc", "人权理事会", "人權理事會", NULL}},
		{VB_ORGAN_COMMISSION, {"commission on human rights", "人权委员会", "人權委員會",
				       NULL}},
		{VB_ORGAN_ECOSOC, {"economic and social council", "ecosoc", "经济及社会理事会",
				   "經濟及社會理事會", "经社理事会", "經社理事會", NULL}},
	};

	for (size_t i = 0; i < sizeof organs / sizeof *organs; i++)
		if (vb_symbol_word_read(text, size, at, organs[i].names))
			return organs[i].organ;
	return VB_ORGAN_NONE;
}

enum vb_symbol_act
vb_symbol_word_act(const char *text, size_t size, size_t *at, struct vb_symbol_lead *lead)
{
	static const struct {
		enum vb_symbol_act act;
		bool english, plural;
		enum vb_symbol_organ organ;
		const char *const words[4];
	} acts[] = {
		{VB_ACT_RESOLUTION, true, true, VB_ORGAN_NONE, {"resolutions", NULL}},
		{VB_ACT_RESOLUTION, true, false, VB_ORGAN_NONE, {"resolution", "res", NULL}},
		{VB_ACT_RESOLUTION, true, true, VB_ORGAN_COUNCIL, {"unscrs", NULL}},
		{VB_ACT_RESOLUTION, true, false, VB_ORGAN_COUNCIL, {"unscr", "scr", NULL}},
		{VB_ACT_RESOLUTION, true, false, VB_ORGAN_ASSEMBLY, {"ungar", "gar", NULL}},
		{VB_ACT_RESOLUTION, false, true, VB_ORGAN_NONE, {"决议", "決議", NULL}},
		{VB_ACT_DECISION, true, true, VB_ORGAN_NONE, {"decisions", NULL}},
		{VB_ACT_DECISION, true, false, VB_ORGAN_NONE, {"decision", NULL}},
		{VB_ACT_DECISION, false, true, VB_ORGAN_NONE, {"决定", "決定", NULL}},
	};

	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
		if (!vb_symbol_word_read(text, size, at, acts[i].words))
			continue;
		lead->act = acts[i].act;
		lead->english = acts[i].english;
		lead->plural = acts[i].plural;
		if (acts[i].organ != VB_ORGAN_NONE)
			lead->organ = acts[i].organ;
		return lead->act;
	}
	return VB_ACT_NONE;
}
