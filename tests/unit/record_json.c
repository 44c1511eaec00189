/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <jansson.h>

#include "record_json.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct vb_states *
states(void)
{
	const char *folder = getenv("VERBALE_TABLES");
	char path[4096];
	struct vb_err err;
	struct vb_states *table;

	snprintf(path, sizeof path, "%s/states.tsv", folder != NULL ? folder : "corpus");
	table = vb_states_load(path, &err);
	cr_assert_not_null(table, "%s", err.text);
	return table;
}

static struct vb_record
empty(void)
{
	return (struct vb_record){
		.text = "示例", .text_size = 6, .id = "00112233aabbccdd", .path = "/tmp/sample.txt", .symbol = "",
		.title = "", .state = "", .heading_group = "", .lead_in = "", .paragraph = "", .language = "",
		.original_language = "", .date = ""
	};
}

static json_t *
object_of(const struct vb_record *record, const struct vb_states *table)
{
	struct vb_buf text = VB_BUF_INIT;
	json_t *object;

	vb_buf_char(&text, '{');
	vb_record_json(record, table, &text);
	vb_buf_char(&text, '}');
	object = json_loads(text.data, 0, NULL);
	cr_assert_not_null(object, "%s", text.data);
	vb_buf_fini(&text);
	return object;
}

Test(record_json, what_is_not_known_is_null)
{
	static const char *unknown[] = {"symbol", "title", "state", "state_name", "paragraph", "page", "language",
					"original_language", "date"};
	static const char *lists[] = {"themes", "heading", "cites"};
	struct vb_states *table = states();
	struct vb_record record = empty();
	json_t *object = object_of(&record, table);

	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
		cr_assert(json_is_null(json_object_get(object, unknown[i])), "%s", unknown[i]);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		cr_assert(json_is_array(json_object_get(object, lists[i])), "%s", lists[i]);
	cr_assert_str_eq(json_string_value(json_object_get(object, "document")), "/tmp/sample.txt");
	cr_assert_str_eq(json_string_value(json_object_get(object, "text")), "示例");
	json_decref(object);
	vb_states_free(table);
}

Test(record_json, a_state_bears_its_names)
{
	struct vb_states *table = states();
	struct vb_record record = empty();
	json_t *object, *names;

	record.state = "JPN";
	record.symbol = "A/99/1";
	record.page = 7;
	object = object_of(&record, table);
	names = json_object_get(object, "state_name");
	cr_assert_str_eq(json_string_value(json_object_get(names, "en")), "Japan");
	cr_assert_str_eq(json_string_value(json_object_get(names, "zh")), "日本");
	cr_assert_str_eq(json_string_value(json_object_get(object, "document")), "A/99/1");
	cr_assert_eq(json_integer_value(json_object_get(object, "page")), 7);
	json_decref(object);
	vb_states_free(table);
}

Test(record_json, a_broken_name_is_still_json)
{
	struct vb_states *table = states();
	struct vb_record record = empty();
	json_t *object;

	record.path = "/tmp/\xFF";
	object = object_of(&record, table);
	cr_assert_str_eq(json_string_value(json_object_get(object, "path")), "/tmp/\xEF\xBF\xBD");
	json_decref(object);
	vb_states_free(table);
}
