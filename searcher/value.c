/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "date.h"
#include "distance.h"
#include "i18n.h"
#include "symbol.h"
#include "value.h"

/* How far a misspelt name may be from the one that is offered. */
#define NEAR 2
#define OFFERS 3

static const char *const regions[] = {
	"africa", "asia-pacific", "eastern-europe", "latin-america-caribbean",
	"western-europe-others",
};

static const struct language {
	const char *code, *en, *zh;
} languages[] = {
	{"ar", "Arabic", "阿拉伯文"}, {"en", "English", "英文"}, {"es", "Spanish", "西班牙文"},
	{"fr", "French", "法文"},     {"ru", "Russian", "俄文"}, {"zh", "Chinese", "中文"},
};

static const char *
folded(const struct vb_tables *tables, struct vb_arena *arena, const char *text)
{
	struct vb_folded out;

	vb_fold(tables->folder, text, strlen(text), &out);
	return vb_arena_strndup(arena, out.text, out.len);
}

/* ---- near names ---- */

struct offers {
	struct vb_distance typed;
	unsigned best;
	char text[160];
	size_t count;
};

/* Keeps the names that are nearest, as "JPN (Japan), ...". */
static void
offer(struct offers *offers, const char *name, const char *value, const char *label)
{
	unsigned distance = vb_distance_to(&offers->typed, name, strlen(name), NEAR);
	size_t used;

	if (distance > NEAR || distance >= offers->typed.points || distance > offers->best)
		return;
	if (distance < offers->best) {
		offers->best = distance;
		offers->count = 0;
		offers->text[0] = '\0';
	}
	used = strlen(offers->text);
	if (offers->count == OFFERS || used + strlen(value) + strlen(label) + 8 > sizeof(offers->text))
		return;
	strcat(offers->text, offers->count > 0 ? ", " : "");
	strcat(offers->text, value);
	if (strcmp(value, label) != 0) {
		strcat(offers->text, " (");
		strcat(offers->text, label);
		strcat(offers->text, ")");
	}
	offers->count++;
}

static const char *
unknown(const char *what, const char *text, const struct offers *offers, const char *advice,
	struct vb_err *err)
{
	if (offers->count > 0)
		vb_err_set(err, VB_USAGE, _("unknown %s: '%s': did you mean %s?"), what, text,
			   offers->text);
	else
		vb_err_set(err, VB_USAGE, _("unknown %s: '%s': %s"), what, text, advice);
	return NULL;
}

static void
begin_offers(struct offers *offers, const char *name)
{
	vb_distance_init(&offers->typed, name, strlen(name));
	offers->best = NEAR;
	offers->text[0] = '\0';
	offers->count = 0;
}

/* ---- each facet's values ---- */

static const char *
resolve_state(const struct vb_tables *tables, const char *text, struct vb_arena *arena,
	      struct vb_err *err)
{
	const struct vb_state *state = vb_state_by_code(tables->states, text);
	struct offers offers;

	if (state == NULL)
		state = vb_state_by_name(tables->states, text, strlen(text));
	if (state != NULL)
		return vb_arena_strdup(arena, state->code);
	begin_offers(&offers, folded(tables, arena, text));
	for (size_t i = 0; i < vb_states_count(tables->states); i++) {
		state = vb_states_at(tables->states, i);
		/* A code is so short that two letters off is any code. */
		offers.best = strlen(text) <= 3 && offers.best > 1 ? 1 : offers.best;
		offer(&offers, folded(tables, arena, state->code), state->code, state->en);
		offer(&offers, folded(tables, arena, state->en), state->code, state->en);
		offer(&offers, folded(tables, arena, state->zh), state->code, state->en);
	}
	return unknown(_("State"), text, &offers,
		       _("give a three-letter code such as JPN, or a name"), err);
}

static const char *
resolve_theme(const struct vb_tables *tables, const char *text, struct vb_arena *arena,
	      struct vb_err *err)
{
	const char *name = folded(tables, arena, text);
	struct offers offers;

	begin_offers(&offers, name);
	for (size_t i = 0; i < vb_themes_count(tables->themes); i++) {
		const char *slug = vb_theme_slug(tables->themes, i);
		const char *en = folded(tables, arena, vb_theme_label(tables->themes, i, "en"));
		const char *zh = folded(tables, arena, vb_theme_label(tables->themes, i, "zh"));

		if (strcmp(name, slug) == 0 || strcmp(name, en) == 0 || strcmp(name, zh) == 0)
			return vb_arena_strdup(arena, slug);
		/* The beginning of a slug is near to it too: "capacity" to "capacity-building". */
		if (strlen(name) > 3 && strncmp(slug, name, strlen(name)) == 0)
			offer(&offers, name, slug, slug);
		offer(&offers, slug, slug, slug);
		offer(&offers, en, slug, slug);
	}
	return unknown(_("theme"), text, &offers, _("'--facets=theme' shows those there are"), err);
}

static const char *
resolve_region(const struct vb_tables *tables, const char *text, struct vb_arena *arena,
	       struct vb_err *err)
{
	const char *name = folded(tables, arena, text);
	struct offers offers;

	begin_offers(&offers, name);
	for (size_t i = 0; i < sizeof(regions) / sizeof(regions[0]); i++) {
		if (strcmp(name, regions[i]) == 0 ||
		    strcmp(name, folded(tables, arena, vb_region_name(regions[i], "en"))) == 0 ||
		    strcmp(name, folded(tables, arena, vb_region_name(regions[i], "zh"))) == 0)
			return regions[i];
		if (strlen(name) > 3 && strncmp(regions[i], name, strlen(name)) == 0)
			offer(&offers, name, regions[i], regions[i]);
		offer(&offers, regions[i], regions[i], regions[i]);
	}
	return unknown(_("region"), text, &offers,
		       _("there are africa, asia-pacific, eastern-europe, latin-america-caribbean, "
			 "western-europe-others"), err);
}

/* Passages are in Chinese or English; originals in any language that has a two-letter code. */
static const char *
resolve_language(const struct vb_tables *tables, enum vb_facet_name facet, const char *text,
		 struct vb_arena *arena, struct vb_err *err)
{
	const char *code = folded(tables, arena, text);
	bool known = false;

	for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++)
		if (strcasecmp(languages[i].en, code) == 0 || strcmp(languages[i].zh, text) == 0)
			code = languages[i].code;
	if (facet == VB_FACET_LANGUAGE)
		known = strcmp(code, "zh") == 0 || strcmp(code, "en") == 0;
	else
		known = strlen(code) == 2 && islower((unsigned char)code[0]) &&
			islower((unsigned char)code[1]);
	if (known)
		return code;
	vb_err_set(err, VB_USAGE, _("unknown language: '%s': %s"), text,
		   facet == VB_FACET_LANGUAGE ? _("give zh or en") : _("give a two-letter code such as fr"));
	return NULL;
}

static const char *
resolve_year(const char *text, struct vb_arena *arena, struct vb_err *err)
{
	char date[VB_DATE_MAX];

	if (vb_date_parse(text, strlen(text), date) && strlen(date) == 4)
		return vb_arena_strdup(arena, date);
	vb_err_set(err, VB_USAGE, _("malformed year: '%s': give four digits such as 2024"), text);
	return NULL;
}

const char *
vb_value_resolve(const struct vb_tables *tables, enum vb_facet_name facet, const char *text,
		 struct vb_arena *arena, struct vb_err *err)
{
	char symbol[VB_SYMBOL_MAX];

	switch (facet) {
	case VB_FACET_STATE:
		return resolve_state(tables, text, arena, err);
	case VB_FACET_THEME:
		return resolve_theme(tables, text, arena, err);
	case VB_FACET_REGION:
		return resolve_region(tables, text, arena, err);
	case VB_FACET_LANGUAGE:
	case VB_FACET_ORIGINAL_LANGUAGE:
		return resolve_language(tables, facet, text, arena, err);
	case VB_FACET_YEAR:
		return resolve_year(text, arena, err);
	default:
		if (vb_symbol_parse(text, strlen(text), symbol))
			return vb_arena_strdup(arena, symbol);
		return vb_arena_strdup(arena, text);
	}
}

/* One end of a range: its first or its last day. */
static bool
end_of_range(const char *text, size_t size, bool last, struct vb_arena *arena, const char **day,
	     struct vb_err *err)
{
	char date[VB_DATE_MAX], from[VB_DATE_MAX], to[VB_DATE_MAX];

	*day = NULL;
	if (size == 0)
		return true;
	if (!vb_date_parse(text, size, date))
		return vb_err_set(err, VB_USAGE, _("malformed date: '%.*s': give 2024, 2024-05 or "
				  "2024-05-01"), (int)(size > 64 ? 64 : size), text);
	vb_date_range(date, from, to);
	*day = vb_arena_strdup(arena, last ? to : from);
	return true;
}

bool
vb_value_day(const char *text, bool last, struct vb_arena *arena, const char **day,
	     struct vb_err *err)
{
	if (*text == '\0')
		return vb_err_set(err, VB_USAGE, _("malformed date: '': give 2024, 2024-05 or 2024-05-01"));
	return end_of_range(text, strlen(text), last, arena, day, err);
}

bool
vb_value_dates(const char *text, struct vb_arena *arena, const char **since, const char **until,
	       struct vb_err *err)
{
	const char *dots = strstr(text, "..");
	size_t size = strlen(text);

	if (dots == NULL)
		return end_of_range(text, size, false, arena, since, err) &&
		       end_of_range(text, size, true, arena, until, err);
	return end_of_range(text, (size_t)(dots - text), false, arena, since, err) &&
	       end_of_range(dots + 2, strlen(dots + 2), true, arena, until, err);
}

const char *
vb_value_label(const struct vb_tables *tables, enum vb_facet_name facet, const char *value,
	       const char *language)
{
	bool zh = strcmp(language, "zh") == 0;
	const struct vb_state *state;
	int theme;

	switch (facet) {
	case VB_FACET_STATE:
		state = vb_state_by_code(tables->states, value);
		return state == NULL ? value : zh ? state->zh : state->en;
	case VB_FACET_REGION:
		return vb_region_name(value, language);
	case VB_FACET_THEME:
		theme = vb_theme_by_slug(tables->themes, value);
		return theme < 0 ? value : vb_theme_label(tables->themes, (size_t)theme, language);
	case VB_FACET_LANGUAGE:
	case VB_FACET_ORIGINAL_LANGUAGE:
		for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++)
			if (strcmp(languages[i].code, value) == 0)
				return zh ? languages[i].zh : languages[i].en;
		return value;
	default:
		return value;
	}
}
