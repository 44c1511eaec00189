/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "lexer.h"
#include "i18n.h"
#include "list.h"
#include "sentence.h"
#include "symbol.h"
#include "utf8.h"

#define SYMBOLS_MAX VB_QUERY_TERMS

struct lexer {
	const char *text;	/* plain(): ASCII where there is an ASCII twin */
	size_t size, at;
	struct vb_symbol symbol[SYMBOLS_MAX];
	size_t symbols, symbol_at;
	bool wants_symbols;
	unsigned wildcards;
	struct vb_lexeme *out;
	size_t count;
	struct vb_arena *arena;
	struct vb_list *notes;
};

/* Opening and closing marks; a mark that closes itself stands twice. */
static const char *const quotes[][2] = {
	{"\"", "\""}, {"“", "”"}, {"「", "」"}, {"『", "』"}, {"«", "»"}, {"„", "“"},
};

static const struct field {
	const char *name;
	int field;
} fields[] = {
	{"state", VB_FACET_STATE},   {"region", VB_FACET_REGION},     {"theme", VB_FACET_THEME},
	{"lang", VB_FACET_LANGUAGE}, {"language", VB_FACET_LANGUAGE}, {"symbol", VB_FACET_SYMBOL},
	{"cites", VB_FACET_CITES},   {"date", VB_FIELD_DATE},         {"heading", VB_FIELD_HEADING},
	{"year", VB_FACET_YEAR},     {"document", VB_FACET_DOCUMENT},
	{"original_language", VB_FACET_ORIGINAL_LANGUAGE},
};

/* Well-formed, on one line, full-width ASCII and wide blanks as ASCII. */
static void
plain(const char *text, size_t size, struct vb_buf *out)
{
	char bytes[4];

	for (size_t at = 0; at < size;) {
		uint32_t point = vb_utf8_next(text, size, &at);

		if (point >= 0xff01 && point <= 0xff5e)
			point -= 0xfee0;
		else if (u_isUWhiteSpace((UChar32)point) || point < 0x20 || point == 0x7f)
			point = ' ';
		vb_buf_add(out, bytes, vb_utf8_put(point, bytes));
	}
}

static void
note(struct lexer *lexer, const char *text)
{
	vb_list_add(lexer->notes, lexer->arena, text);
}

static bool
starts(const struct lexer *lexer, size_t at, const char *text)
{
	size_t size = strlen(text);

	return lexer->size - at >= size && memcmp(lexer->text + at, text, size) == 0;
}

static struct vb_lexeme *
add(struct lexer *lexer, enum vb_lexeme_kind kind, size_t start, size_t end)
{
	struct vb_lexeme *lexeme = &lexer->out[lexer->count++];

	lexeme->kind = kind;
	lexeme->typed = vb_arena_strndup(lexer->arena, lexer->text + start, end - start);
	lexeme->text = lexeme->typed;
	return lexeme;
}

/* The quotation that opens at at: its content, and where it ends.  False for a stray mark. */
static bool
quotation(const struct lexer *lexer, size_t at, size_t *from, size_t *to, size_t *end)
{
	for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++) {
		size_t start = at + strlen(quotes[i][0]);
		const char *close;

		if (!starts(lexer, at, quotes[i][0]))
			continue;
		close = memmem(lexer->text + start, lexer->size - start, quotes[i][1],
			       strlen(quotes[i][1]));
		if (close == NULL)
			continue;
		*from = start;
		*to = (size_t)(close - lexer->text);
		*end = *to + strlen(quotes[i][1]);
		return true;
	}
	return false;
}

static bool
blank(const char *text, size_t size)
{
	return strspn(text, " ") >= size;
}

/* A quotation mark of any kind: its length, or 0. */
static size_t
quote_mark(const struct lexer *lexer, size_t at)
{
	for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++)
		for (size_t j = 0; j < 2; j++)
			if (starts(lexer, at, quotes[i][j]))
				return strlen(quotes[i][j]);
	return 0;
}

/* A word ends at a blank, a bracket, a quotation mark, the start of a symbol. */
static size_t
word_end(const struct lexer *lexer, size_t at)
{
	size_t start = at;

	while (at < lexer->size && lexer->text[at] != ' ' && lexer->text[at] != '(' &&
	       lexer->text[at] != ')' && quote_mark(lexer, at) == 0) {
		if (at > start && lexer->symbol_at < lexer->symbols &&
		    lexer->symbol[lexer->symbol_at].start == at)
			break;
		vb_utf8_next(lexer->text, lexer->size, &at);
	}
	return at;
}

static size_t
points(const char *text, size_t size, bool *unspaced)
{
	size_t count = 0;

	*unspaced = false;
	for (size_t at = 0; at < size; count++)
		if (vb_utf8_unspaced(vb_utf8_next(text, size, &at)))
			*unspaced = true;
	return count;
}

/* "word*": at least two letters or one Han character, and no star within. */
static bool
wildcard(struct lexer *lexer, size_t start, size_t end)
{
	bool unspaced;
	size_t count;

	if (end - start < 2 || lexer->text[end - 1] != '*')
		return false;
	count = points(lexer->text + start, end - start - 1, &unspaced);
	if (memchr(lexer->text + start, '*', end - start - 1) != NULL || (count < 2 && !unspaced)) {
		note(lexer, _("a wildcard needs at least two letters or one Han character before its "
		     "*, and stands at the end of a word: searched as plain words"));
		return false;
	}
	if (lexer->wildcards == VB_QUERY_WILDCARDS) {
		note(lexer, _("more than two wildcards: the others are searched as plain words"));
		return false;
	}
	lexer->wildcards++;
	add(lexer, VB_LEX_PREFIX, start, end)->text =
		vb_arena_strndup(lexer->arena, lexer->text + start, end - start - 1);
	return true;
}

/* "word~" and "word~1". */
static bool
fuzzy(struct lexer *lexer, size_t start, size_t end)
{
	unsigned number = 0;
	size_t to = end;
	bool unspaced;

	if (end - start > 2 && (lexer->text[end - 1] == '1' || lexer->text[end - 1] == '2') &&
	    lexer->text[end - 2] == '~')
		number = (unsigned)(lexer->text[--to] - '0');
	if (to - start < 2 || lexer->text[--to] != '~' ||
	    memchr(lexer->text + start, '~', to - start) != NULL)
		return false;
	if (points(lexer->text + start, to - start, &unspaced) < 3 || unspaced) {
		note(lexer, _("near spellings (~) are for words of at least three letters: searched "
		     "as it stands"));
		return false;
	}
	struct vb_lexeme *lexeme = add(lexer, VB_LEX_FUZZY, start, end);

	lexeme->text = vb_arena_strndup(lexer->arena, lexer->text + start, to - start);
	lexeme->number = number;
	return true;
}

static bool
operator(struct lexer *lexer, size_t start, size_t end)
{
	const char *word = lexer->text + start;
	size_t size = end - start;
	char *after;
	unsigned long number;

	if (size == 3 && memcmp(word, "AND", 3) == 0) {
		add(lexer, VB_LEX_AND, start, end);
	} else if (size == 2 && memcmp(word, "OR", 2) == 0) {
		add(lexer, VB_LEX_OR, start, end);
	} else if (size == 3 && memcmp(word, "NOT", 3) == 0) {
		add(lexer, VB_LEX_NOT, start, end);
	} else if (size >= 4 && size <= 7 && memcmp(word, "NEAR", 4) == 0) {
		number = size == 4 ? 10 : 0;
		if (size > 5 && word[4] == '/') {
			number = strtoul(word + 5, &after, 10);
			if (after != word + size)
				return false;
		}
		if (number == 0)
			return false;
		add(lexer, VB_LEX_NEAR, start, end)->number = (unsigned)number;
	} else {
		return false;
	}
	return true;
}

/* "state:JPN", "heading:"two words""; returns where it ends, 0 when it is no field. */
static size_t
field(struct lexer *lexer, size_t start, size_t end)
{
	size_t name = strcspn(lexer->text + start, ":"), from, to, after;
	struct vb_lexeme *lexeme;
	int number = -1;

	if (name >= end - start)
		return 0;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (strlen(fields[i].name) == name &&
		    strncasecmp(fields[i].name, lexer->text + start, name) == 0)
			number = fields[i].field;
	if (number < 0)
		return 0;
	from = start + name + 1;
	/* Other than a word, a value may go on over a symbol's start: "cites:A/RES/78/237". */
	for (to = from; to < lexer->size && lexer->text[to] != ' ' && lexer->text[to] != '(' &&
	     lexer->text[to] != ')' && quote_mark(lexer, to) == 0; to++)
		;
	after = to;
	bool quoted = to == from && quotation(lexer, from, &from, &to, &after);

	if (blank(lexer->text + from, to - from))
		return 0;
	lexeme = add(lexer, VB_LEX_FIELD, start, after);
	lexeme->text = vb_arena_strndup(lexer->arena, lexer->text + from, to - from);
	lexeme->field = number;
	lexeme->quoted = quoted;
	return after;
}

static void
word(struct lexer *lexer)
{
	size_t start = lexer->at, end = word_end(lexer, start), after;
	char symbol[VB_SYMBOL_MAX];

	after = field(lexer, start, end);
	if (after > 0) {
		lexer->at = after;
		return;
	}
	lexer->at = end;
	if (operator(lexer, start, end) || wildcard(lexer, start, end) || fuzzy(lexer, start, end))
		return;
	if (lexer->wants_symbols && vb_symbol_parse(lexer->text + start, end - start, symbol)) {
		add(lexer, VB_LEX_SYMBOL, start, end)->symbol =
			vb_arena_strdup(lexer->arena, symbol);
		return;
	}
	add(lexer, VB_LEX_WORD, start, end);
}

/* "-word": only before a word and behind a blank, a bracket or nothing. */
static bool
minus(const struct lexer *lexer)
{
	size_t at = lexer->at;

	return lexer->text[at] == '-' && at + 1 < lexer->size && lexer->text[at + 1] != ' ' &&
	       lexer->text[at + 1] != '-' &&
	       (at == 0 || lexer->text[at - 1] == ' ' || lexer->text[at - 1] == '(');
}

static void
step(struct lexer *lexer)
{
	size_t from, to, end, mark;

	while (lexer->symbol_at < lexer->symbols &&
	       lexer->symbol[lexer->symbol_at].start < lexer->at)
		lexer->symbol_at++;
	if (quotation(lexer, lexer->at, &from, &to, &end)) {
		if (!blank(lexer->text + from, to - from))
			add(lexer, VB_LEX_QUOTE, lexer->at, end)->text =
				vb_arena_strndup(lexer->arena, lexer->text + from, to - from);
		lexer->at = end;
	} else if ((mark = quote_mark(lexer, lexer->at)) > 0) {
		note(lexer, _("no closing quotation mark: searched as plain words"));
		lexer->at += mark;
	} else if (lexer->text[lexer->at] == '(' || lexer->text[lexer->at] == ')') {
		add(lexer, lexer->text[lexer->at] == '(' ? VB_LEX_OPEN : VB_LEX_CLOSE, lexer->at,
		    lexer->at + 1);
		lexer->at++;
	} else if (minus(lexer)) {
		add(lexer, VB_LEX_NOT, lexer->at, lexer->at + 1);
		lexer->at++;
	} else if (lexer->symbol_at < lexer->symbols &&
		   lexer->symbol[lexer->symbol_at].start == lexer->at) {
		const struct vb_symbol *symbol = &lexer->symbol[lexer->symbol_at];

		add(lexer, VB_LEX_SYMBOL, symbol->start, symbol->end)->symbol =
			vb_arena_strdup(lexer->arena, symbol->text);
		lexer->at = symbol->end;
	} else {
		word(lexer);
	}
}

/* The bytes that count: a query that is too long is cut at a blank or a character's edge. */
static bool
limit(struct lexer *lexer, struct vb_err *err)
{
	size_t from, to, end, cut = VB_QUERY_BYTES;

	while (lexer->size > 0 && lexer->text[lexer->size - 1] == ' ')
		lexer->size--;
	while (lexer->at < lexer->size && lexer->text[lexer->at] == ' ')
		lexer->at++;
	if (lexer->size <= VB_QUERY_BYTES)
		return true;
	if (quotation(lexer, lexer->at, &from, &to, &end) && end == lexer->size) {
		if (to - from <= VB_QUERY_QUOTED_BYTES)
			return true;
		return vb_err_set(err, VB_LIMIT, _("the quotation is too long: %zu bytes: at most %d"),
				  to - from, VB_QUERY_QUOTED_BYTES);
	}
	cut = vb_utf8_floor(lexer->text, lexer->size, cut);
	while (cut > VB_QUERY_BYTES - 64 && lexer->text[cut] != ' ')
		cut = vb_utf8_floor(lexer->text, lexer->size, cut - 1);
	lexer->size = cut;
	note(lexer, _("the query is longer than 1,024 bytes: only its beginning is searched"));
	return true;
}

bool
vb_lexer_cut(const char *text, size_t size, bool symbols, struct vb_arena *arena,
	     struct vb_list *notes, struct vb_lexeme **lexemes, struct vb_err *err)
{
	struct lexer *lexer = vb_arena_alloc(arena, sizeof(*lexer));
	struct vb_buf buf = VB_BUF_INIT;

	if (size > VB_QUERY_BYTES_MAX)
		return vb_err_set(err, VB_LIMIT, _("the query is too long: %zu bytes: at most %d, a "
				  "quotation %d"), size, VB_QUERY_BYTES, VB_QUERY_QUOTED_BYTES);
	plain(text, size, &buf);
	lexer->text = vb_arena_strndup(arena, buf.len > 0 ? buf.data : "", buf.len);
	lexer->size = buf.len;
	vb_buf_fini(&buf);
	lexer->arena = arena;
	lexer->notes = notes;
	lexer->wants_symbols = symbols;
	if (!limit(lexer, err))
		return false;
	if (symbols)
		lexer->symbols = vb_symbol_find(lexer->text, lexer->size, lexer->symbol, SYMBOLS_MAX);
	lexer->out = vb_arena_array(arena, lexer->size + 2, sizeof(lexer->out[0]));
	while (lexer->at < lexer->size) {
		if (lexer->text[lexer->at] == ' ')
			lexer->at++;
		else
			step(lexer);
	}
	lexer->out[lexer->count].kind = VB_LEX_END;
	vb_sentence_mend(lexer->out, arena, notes);
	*lexemes = lexer->out;
	return true;
}
