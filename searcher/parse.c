/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <unicode/uchar.h>

#include "list.h"
#include "i18n.h"
#include "parse.h"
#include "utf8.h"

struct parser {
	const struct vb_tables *tables;
	const struct vb_lexeme *at;
	struct vb_arena *arena;
	struct vb_list *notes;
};

static struct vb_query *parse_either(struct parser *parser);

static struct vb_query *
make(struct parser *parser, enum vb_query_kind kind, const char *text)
{
	struct vb_query *node = vb_arena_alloc(parser->arena, sizeof(*node));

	node->kind = kind;
	node->text = text;
	return node;
}

static void
append(struct vb_query *node, struct vb_query *child)
{
	struct vb_query **end = &node->child;

	while (*end != NULL)
		end = &(*end)->next;
	*end = child;
}

/* What a field says when its value is none: the words as they stand. */
static struct vb_query *
as_it_stands(struct parser *parser, const struct vb_lexeme *lexeme, const char *why)
{
	vb_list_add(parser->notes, parser->arena,
		    vb_arena_printf(parser->arena, _("%s: searched as plain words"), why));
	return make(parser, VB_QUERY_WORDS, lexeme->typed);
}

static struct vb_query *
make_field(struct parser *parser, const struct vb_lexeme *lexeme)
{
	struct vb_query *node;
	struct vb_err err;
	const char *value;

	if (lexeme->field == VB_FIELD_HEADING) {
		node = make(parser, VB_QUERY_HEADING, lexeme->text);
		node->quoted = lexeme->quoted;
		return node;
	}
	if (lexeme->field == VB_FIELD_DATE) {
		node = make(parser, VB_QUERY_DATE, lexeme->text);
		if (vb_value_dates(lexeme->text, parser->arena, &node->since, &node->until, &err))
			return node;
		return as_it_stands(parser, lexeme, err.text);
	}
	value = vb_value_resolve(parser->tables, (enum vb_facet_name)lexeme->field, lexeme->text,
				 parser->arena, &err);
	if (value == NULL)
		return as_it_stands(parser, lexeme, err.text);
	node = make(parser, VB_QUERY_FACET, value);
	node->facet = (enum vb_facet_name)lexeme->field;
	return node;
}

static struct vb_query *
parse_leaf(struct parser *parser)
{
	const struct vb_lexeme *lexeme = parser->at++;
	struct vb_query *node, *bag;

	switch (lexeme->kind) {
	case VB_LEX_QUOTE:
		return make(parser, VB_QUERY_PHRASE, lexeme->text);
	case VB_LEX_PREFIX:
		return make(parser, VB_QUERY_PREFIX, lexeme->text);
	case VB_LEX_FUZZY:
		node = make(parser, VB_QUERY_FUZZY, lexeme->text);
		node->distance = lexeme->number;
		if (node->distance == 0)
			node->distance = vb_utf8_points(node->text, strlen(node->text)) < 6 ? 1 : 2;
		return node;
	case VB_LEX_FIELD:
		return make_field(parser, lexeme);
	case VB_LEX_SYMBOL:
		node = make(parser, VB_QUERY_SYMBOL, lexeme->symbol);
		node->typed = lexeme->typed;
		bag = make(parser, VB_QUERY_WORDS, "");
		bag->child = node;
		return bag;
	default:
		return make(parser, VB_QUERY_WORDS, lexeme->text);
	}
}

static struct vb_query *
parse_near(struct parser *parser)
{
	struct vb_query *node = parse_leaf(parser), *near;

	if (parser->at->kind != VB_LEX_NEAR)
		return node;
	near = make(parser, VB_QUERY_NEAR, NULL);
	append(near, node);
	while (parser->at->kind == VB_LEX_NEAR) {
		/* Of several distances the widest holds. */
		if (parser->at->number > near->distance)
			near->distance = parser->at->number;
		parser->at++;
		append(near, parse_leaf(parser));
	}
	return near;
}

static struct vb_query *
parse_item(struct parser *parser)
{
	struct vb_query *node;
	bool not = false;

	for (; parser->at->kind == VB_LEX_NOT; parser->at++)
		not = !not;
	if (parser->at->kind == VB_LEX_OPEN) {
		parser->at++;
		node = parse_either(parser);
		parser->at++;	/* the bracket that the lexer saw to */
	} else {
		node = parse_near(parser);
	}
	if (not) {
		struct vb_query *outer = make(parser, VB_QUERY_NOT, NULL);

		outer->child = node;
		node = outer;
	}
	return node;
}

/* Adds the words and symbols of one bag to another. */
static void
pour(struct parser *parser, struct vb_query *bag, const struct vb_query *from)
{
	if (from->text[0] != '\0' && bag->text[0] != '\0')
		bag->text = vb_arena_printf(parser->arena, "%s %s", bag->text, from->text);
	else if (from->text[0] != '\0')
		bag->text = from->text;
	append(bag, from->child);
}

static bool
ends_sequence(enum vb_lexeme_kind kind)
{
	return kind == VB_LEX_END || kind == VB_LEX_CLOSE || kind == VB_LEX_AND || kind == VB_LEX_OR;
}

static struct vb_query *
parse_sequence(struct parser *parser)
{
	struct vb_query *node = make(parser, VB_QUERY_AND, NULL), *bag = NULL, *item;

	while (!ends_sequence(parser->at->kind)) {
		item = parse_item(parser);
		if (item->kind == VB_QUERY_WORDS && bag != NULL) {
			pour(parser, bag, item);
			continue;
		}
		if (item->kind == VB_QUERY_WORDS)
			bag = item;
		append(node, item);
	}
	return node->child->next == NULL ? node->child : node;
}

static struct vb_query *
parse_joined(struct parser *parser, enum vb_query_kind kind)
{
	enum vb_lexeme_kind joint = kind == VB_QUERY_OR ? VB_LEX_OR : VB_LEX_AND;
	struct vb_query *first, *node;

	first = kind == VB_QUERY_OR ? parse_joined(parser, VB_QUERY_AND) : parse_sequence(parser);
	if (parser->at->kind != joint)
		return first;
	node = make(parser, kind, NULL);
	node->said = true;
	append(node, first);
	while (parser->at->kind == joint) {
		parser->at++;
		append(node, kind == VB_QUERY_OR ? parse_joined(parser, VB_QUERY_AND)
						 : parse_sequence(parser));
	}
	return node;
}

static struct vb_query *
parse_either(struct parser *parser)
{
	return parse_joined(parser, VB_QUERY_OR);
}

/* Recursion is as deep as the brackets, so at most a few dozen frames. */
static void
make_strict(struct vb_query *node, bool strict)
{
	if (node->kind == VB_QUERY_OR || node->kind == VB_QUERY_NOT || node->kind == VB_QUERY_NEAR ||
	    (node->kind == VB_QUERY_AND && node->said))
		strict = true;
	if (node->kind == VB_QUERY_WORDS)
		node->strict = strict;
	for (struct vb_query *child = node->child; child != NULL; child = child->next)
		make_strict(child, strict);
}

static bool
has_letters(const char *text)
{
	size_t size = strlen(text);

	for (size_t at = 0; at < size;)
		if (u_isalnum((UChar32)vb_utf8_next(text, size, &at)))
			return true;
	return false;
}

/* Words of punctuation only are no words; when nothing else was asked, they are what is looked for. */
static void
literal(struct parser *parser, struct vb_query *node)
{
	if (node->kind == VB_QUERY_WORDS && node->child == NULL && !has_letters(node->text)) {
		node->kind = VB_QUERY_PHRASE;
		vb_list_add(parser->notes, parser->arena,
			    _("no letters or digits: searched as it stands"));
	}
	for (struct vb_query *child = node->child; child != NULL; child = child->next)
		if (node->kind == VB_QUERY_OR || node->kind == VB_QUERY_NOT ||
		    (node->kind == VB_QUERY_AND && node->said))
			literal(parser, child);
}

bool
vb_parse_query(const struct vb_tables *tables, const char *text, bool expand,
	       struct vb_arena *arena, struct vb_list *notes, struct vb_query **query,
	       struct vb_err *err)
{
	struct parser parser = {tables, NULL, arena, notes};
	struct vb_lexeme *lexemes;

	if (!vb_lexer_cut(text, strlen(text), expand, arena, notes, &lexemes, err))
		return false;
	parser.at = lexemes;
	if (lexemes->kind == VB_LEX_END) {
		bool blank = strspn(text, " \t\r\n") == strlen(text);

		*query = make(&parser, blank ? VB_QUERY_ALL : VB_QUERY_PHRASE, text);
		if (!blank)
			vb_list_add(notes, arena, _("no letters or digits: searched as it stands"));
		return true;
	}
	*query = parse_either(&parser);
	make_strict(*query, false);
	literal(&parser, *query);
	return true;
}

/* ---- printing ---- */

static const char *const names[] = {
	[VB_QUERY_ALL] = "all",	      [VB_QUERY_WORDS] = "words",     [VB_QUERY_PHRASE] = "phrase",
	[VB_QUERY_PREFIX] = "prefix", [VB_QUERY_FUZZY] = "fuzzy",     [VB_QUERY_SYMBOL] = "symbol",
	[VB_QUERY_FACET] = "facet",   [VB_QUERY_DATE] = "date",	      [VB_QUERY_HEADING] = "heading",
	[VB_QUERY_AND] = "and",	      [VB_QUERY_OR] = "or",	      [VB_QUERY_NOT] = "not",
	[VB_QUERY_NEAR] = "near",
};

void
vb_parse_print(const struct vb_query *query, struct vb_buf *out)
{
	vb_buf_printf(out, "(%s", query->strict ? "strict" : names[query->kind]);
	if (query->kind == VB_QUERY_FACET)
		vb_buf_printf(out, " %s", vb_facet_slug(query->facet));
	if (query->kind == VB_QUERY_NEAR || query->kind == VB_QUERY_FUZZY)
		vb_buf_printf(out, " %u", query->distance);
	if (query->kind == VB_QUERY_DATE)
		vb_buf_printf(out, " %s..%s", query->since == NULL ? "" : query->since,
			      query->until == NULL ? "" : query->until);
	else if (query->text != NULL && query->text[0] != '\0' && query->kind != VB_QUERY_ALL)
		vb_buf_printf(out, query->quoted ? " quoted \"%s\"" : " \"%s\"", query->text);
	for (const struct vb_query *child = query->child; child != NULL; child = child->next) {
		vb_buf_char(out, ' ');
		vb_parse_print(child, out);
	}
	vb_buf_char(out, ')');
}
