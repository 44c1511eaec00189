/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of States against Debian's iso-codes: an independent hand wrote those. */
#include "state.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define ISO "/usr/share/iso-codes/json/iso_3166-1.json"

/* Where the United Nations say it otherwise than ISO. */
static const struct { const char *code, *en, *reason; } otherwise[] = {
	{"BOL", "Bolivia (Plurinational State of)", "the UN puts the qualifier in brackets"},
	{"IRN", "Iran (Islamic Republic of)", "the UN puts the qualifier in brackets"},
	{"FSM", "Micronesia (Federated States of)", "the UN puts the qualifier in brackets"},
	{"VEN", "Venezuela (Bolivarian Republic of)", "the UN puts the qualifier in brackets"},
	{"NLD", "Netherlands (Kingdom of the)", "the UN name since 2023"},
	{"COD", "Democratic Republic of the Congo", "the UN does not turn the name round"},
	{"KOR", "Republic of Korea", "the UN does not turn the name round"},
	{"PSE", "State of Palestine", "the UN does not turn the name round"},
	{"VAT", "Holy See", "the observer is the Holy See, not the city"},
};
#define OTHERWISE (sizeof otherwise / sizeof *otherwise)

static struct vb_states *states;
static json_t *root, *list;

static void
load(void)
{
	const char *srcdir = getenv("srcdir");
	char path[4096];
	struct vb_err err;

	snprintf(path, sizeof path, "%s/corpus/states.tsv", srcdir != NULL ? srcdir : ".");
	states = vb_states_load(path, &err);
	cr_assert_not_null(states, "%s", err.text);
	root = json_load_file(ISO, 0, NULL);
	cr_assert_not_null(root, "'%s' is needed: install iso-codes", ISO);
	list = json_object_get(root, "3166-1");
	cr_assert_gt(json_array_size(list), 240);
}

static void
unload(void)
{
	json_decref(root);
	vb_states_free(states);
}

TestSuite(state_iso, .init = load, .fini = unload);

static const char *const names[] = {"name", "common_name", "official_name"};

static const char *
get(const json_t *entry, const char *key)
{
	const char *value = json_string_value(json_object_get(entry, key));

	return value != NULL ? value : "";
}

static json_t *
entry_of(const char *code)
{
	json_t *entry;
	size_t i;

	json_array_foreach(list, i, entry)
		if (strcmp(get(entry, "alpha_3"), code) == 0)
			return entry;
	return NULL;
}

static bool
is_an_iso_name(const json_t *entry, const char *en)
{
	for (size_t i = 0; i < 3; i++)
		if (strcmp(get(entry, names[i]), en) == 0)
			return true;
	return false;
}

static bool
is_said_otherwise(const struct vb_state *state)
{
	for (size_t i = 0; i < OTHERWISE; i++)
		if (strcmp(otherwise[i].code, state->code) == 0)
			return strcmp(otherwise[i].en, state->en) == 0;
	return false;
}

Test(state_iso, every_state_has_its_iso_code_and_an_organisation_has_none)
{
	for (size_t i = 0; i < vb_states_count(states); i++) {
		const struct vb_state *state = vb_states_at(states, i);
		bool organisation = strcmp(state->kind, "organisation") == 0;

		cr_expect_eq(entry_of(state->code) == NULL, organisation, "%s, %s", state->code,
			     state->en);
	}
}

Test(state_iso, english_names_are_those_of_iso_save_where_the_united_nations_differ)
{
	int differ = 0;

	for (size_t i = 0; i < vb_states_count(states); i++) {
		const struct vb_state *state = vb_states_at(states, i);
		json_t *entry = entry_of(state->code);

		if (entry == NULL || is_an_iso_name(entry, state->en))
			continue;
		cr_expect(is_said_otherwise(state), "%s: '%s' is not '%s'", state->code, state->en,
			  get(entry, "name"));
		differ++;
	}
	cr_expect_eq(differ, OTHERWISE, "a difference that is listed is none any more");
}

Test(state_iso, every_name_that_iso_gives_is_recognised)
{
	for (size_t i = 0; i < vb_states_count(states); i++) {
		const struct vb_state *state = vb_states_at(states, i);
		json_t *entry = entry_of(state->code);

		for (size_t j = 0; entry != NULL && j < 3; j++) {
			const char *name = get(entry, names[j]);

			if (name[0] != '\0')
				cr_expect_eq(vb_state_by_name(states, name, strlen(name)), state,
					     "%s: '%s'", state->code, name);
		}
	}
}

Test(state_iso, a_territory_is_not_taken_for_a_state)
{
	json_t *entry;
	size_t i;

	json_array_foreach(list, i, entry) {
		const char *name = get(entry, "name");

		if (vb_state_by_code(states, get(entry, "alpha_3")) == NULL)
			cr_expect_null(vb_state_by_name(states, name, strlen(name)), "'%s'", name);
	}
}
