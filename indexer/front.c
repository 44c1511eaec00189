/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "front.h"

#include <string.h>
#include <strings.h>

#include "date.h"
#include "edge.h"
#include "heading.h"
#include "speaker.h"

#define FRONT_LINES 30
#define FRONT_BLOCKS 16
#define COVER_BLOCKS 60
#define NAME_MAX_BYTES 200
#define TITLE_MAX_BYTES 400

/* The language that the end of a name says, "-zh" or ".en"; what is left of the name in *size. */
static const char *
language_suffix(const char *name, size_t *size)
{
	static const char *const codes[] = {"zh", "en", "fr", "es", "ru", "ar"};

	if (*size < 4 || !strchr("-._", name[*size - 3]))
		return "";
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		if (strncasecmp(name + *size - 2, codes[i], 2) == 0) {
			*size -= 3;
			return codes[i];
		}
	}
	return "";
}

/* "A_79_81", "A-RES-78-237" as a symbol: an organ's letters first, then two parts or more. */
static bool
symbol_of_name(const char *name, size_t size, char out[VB_SYMBOL_MAX])
{
	char spelled[VB_SYMBOL_MAX];
	char between = memchr(name, '_', size) ? '_' : '-';
	size_t letters = 0, parts = 0;

	if (size == 0 || size >= sizeof spelled)
		return false;
	for (size_t i = 0; i < size; i++) {
		spelled[i] = name[i] == between ? '/' : name[i];
		parts += spelled[i] == '/';
		if (parts == 0 && !((name[i] | 32) >= 'a' && (name[i] | 32) <= 'z'))
			return false;
		letters += parts == 0;
	}
	spelled[size] = 0;
	return letters <= 2 && parts >= 2 && vb_symbol_parse(spelled, size, out);
}

void
vb_front_name(const char *path, struct vb_arena *arena, struct vb_document_facts *facts)
{
	const char *name = strrchr(path, '/'), *dot;
	char symbol[VB_SYMBOL_MAX];
	size_t size;

	name = name ? name + 1 : path;
	dot = strrchr(name, '.');
	size = dot && dot > name ? (size_t)(dot - name) : strlen(name);
	facts->language = language_suffix(name, &size);
	facts->symbol = symbol_of_name(name, size, symbol) ? vb_arena_strdup(arena, symbol) : "";
}

bool
vb_front_masthead(const char *text, size_t size)
{
	static const char *const starts[] = {
		"distr", "original", "agenda item", "item ", "item:", "provisional", "* ",
		"report of the secretary", "note by the", "annex", "contents", "[", "暂定项目",
		"临时议程", "项目", "议程项目", "秘书长的报告", "目录", "附件", "秘书长的说明",
		"page ", "new york", "geneva"};
	static const char *const parts[] = {
		"th session", "st session", "nd session", "rd session", "届会议"};

	if (size > NAME_MAX_BYTES || vb_edge_closed(text, size))
		return false;
	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
		if (vb_edge_starts(text, size, starts[i]))
			return true;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (size <= 60 && vb_edge_holds(text, size, parts[i]))
			return true;
	return false;
}

/* A title is longer than most headings, and no sentence. */
static bool
may_be_title(const struct vb_block *block)
{
	const char *text = block->text;
	size_t size = block->size;
	struct vb_label label;

	return block->kind == VB_BLOCK_TEXT && size >= 6 && size <= TITLE_MAX_BYTES &&
	       !vb_edge_closed(text, size) && !vb_edge_lower(text, size) &&
	       !vb_edge_sentences(text, size) && !vb_edge_hangs(text, size) &&
	       text[size - 1] != ',' && !vb_label_read(text, size, &label) &&
	       !vb_heading_address(text, size);
}

/* "Words of the title Words of the title": half of it; the whole text when it is not that. */
static const char *
without_repeat(const char *text, struct vb_arena *arena)
{
	size_t size = strlen(text), half = size / 2;

	while (size > 0 && text[size - 1] == '*')
		size--;
	if (size % 2 == 1 && text[half] == ' ' && memcmp(text, text + half + 1, half) == 0)
		size = half;
	else if (size % 2 == 0 && memcmp(text, text + half, half) == 0)
		size = half;
	return vb_arena_strndup(arena, text, size);
}

/* "Report of the Secretary-General": below the title of a cover. */
static bool
is_author(const char *text, size_t size)
{
	static const char *const starts[] = {
		"report of the", "note by the", "letter dated", "秘书长的报告", "秘书长的说明",
		"秘书处的说明"};

	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
		if (vb_edge_starts(text, size, starts[i]))
			return true;
	return false;
}

/* The title on a cover: what it shows twice, else what stands right above the author. */
static const char *
cover_title(const struct vb_cleaned *cleaned, struct vb_arena *arena)
{
	const char *title = "";

	for (size_t i = 0; i < cleaned->count && i < COVER_BLOCKS; i++) {
		const struct vb_block *block = &cleaned->list[i];

		if (!block->cover)
			continue;
		if (title[0] && is_author(block->text, block->size))
			break;
		if (vb_front_masthead(block->text, block->size) || !may_be_title(block))
			continue;
		if (strcmp(title, block->text) == 0)
			break;
		title = block->text;
	}
	return without_repeat(title, arena);
}

static const char *
find_title(const struct vb_cleaned *cleaned)
{
	const char *first = "";

	for (size_t i = 0; i + 1 < cleaned->count && i < FRONT_BLOCKS; i++) {
		const struct vb_block *block = &cleaned->list[i];

		if (block->kind == VB_BLOCK_FOOTNOTE || vb_front_masthead(block->text, block->size))
			continue;
		if (!may_be_title(block) || block[1].kind == VB_BLOCK_ORIGINAL ||
		    strcmp(block->text, "摘要") == 0 || strcasecmp(block->text, "summary") == 0)
			break;
		if (strcmp(block->text, block[1].text) == 0)
			return block->text;
		if (!first[0])
			first = block->text;
	}
	return first;
}

static const char *
find_date(const struct vb_lines *lines, struct vb_arena *arena)
{
	char date[VB_DATE_MAX];

	for (size_t i = 0; i < lines->count && i < FRONT_LINES; i++) {
		const struct vb_line *line = &lines->list[i];

		if (line->size <= NAME_MAX_BYTES && line->text[0] != '[' &&
		    vb_date_parse(line->text, line->size, date) && strlen(date) == 10)
			return vb_arena_strdup(arena, date);
	}
	return "";
}

/* "Statement by H.E. ... of Japan", "日本代表的发言": the State that the line's end names. */
static const struct vb_state *
of_statement(const struct vb_states *states, const struct vb_line *line)
{
	static const char *const starts[] = {
		"statement by", "statement of", "remarks by", "address by", "intervention by",
		"speech by", "statement delivered by", "permanent mission of"};
	const char *text = line->text;
	size_t size = line->size, start;

	if (size > 2 * NAME_MAX_BYTES)
		return NULL;
	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
		if (vb_edge_starts(text, size, starts[i]))
			return vb_state_at_end(states, text, size, &start);
	for (size_t at = 3; at + 6 <= size; at++)
		if (memcmp(text + at, "代表", 6) == 0 &&
		    (vb_edge_holds(text + at, size - at, "发言") ||
		     vb_edge_holds(text + at, size - at, "声明")))
			return vb_state_by_name(states, text, at);
	return NULL;
}

static const char *
find_state(const struct vb_lines *lines, const struct vb_states *states)
{
	const struct vb_state *named = NULL;
	size_t names = 0, start;

	for (size_t i = 0; i < lines->count && i < FRONT_LINES / 2; i++) {
		const struct vb_line *line = &lines->list[i];
		const struct vb_state *state;

		if (line->role != VB_LINE_TEXT)
			continue;
		state = of_statement(states, line);
		if (state)
			return state->code;
		if (line->width > 80)
			continue;
		state = vb_speaker_known(states, line->text, line->size, &start);
		if (state && start == 0 && state != named) {
			named = state;
			names++;
		}
	}
	return names == 1 ? named->code : "";
}

static const char *
find_language(const struct vb_cleaned *cleaned)
{
	size_t zh = 0, en = 0;

	for (size_t i = 0; i < cleaned->count; i++) {
		const struct vb_block *block = &cleaned->list[i];
		const char *language = vb_language_of(&block->count, "");

		zh += language[0] == 'z' ? block->size : 0;
		en += language[0] == 'e' ? block->size : 0;
	}
	return zh > 0 && zh * 3 > en ? "zh" : en > 0 ? "en" : "";
}

void
vb_front_fill(const struct vb_lines *lines, const struct vb_cleaned *cleaned,
	      const struct vb_states *states, bool alone, struct vb_arena *arena,
	      struct vb_document_facts *facts)
{
	if (!facts->title[0])
		facts->title = cover_title(cleaned, arena);
	if (!facts->title[0])
		facts->title = find_title(cleaned);
	if (!facts->date[0])
		facts->date = find_date(lines, arena);
	if (!facts->language[0])
		facts->language = find_language(cleaned);
	if (!facts->state[0] && alone)
		facts->state = find_state(lines, states);
}
