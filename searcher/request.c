/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "request.h"
#include "i18n.h"
#include "value.h"

const char *
vb_facet_slug(enum vb_facet_name facet)
{
	return vb_columns_slug((enum vb_column_name)facet);
}

int
vb_facet_by_slug(const char *slug)
{
	for (int i = 0; i < VB_FACET_COUNT; i++)
		if (strcmp(vb_facet_slug((enum vb_facet_name)i), slug) == 0)
			return i;
	return -1;
}

void
vb_request_init(struct vb_request *request)
{
	memset(request, 0, sizeof(*request));
	request->limit = 10;
	request->facet_limit = 20;
	request->sort = VB_SORT_RELEVANCE;
	request->expand = true;
}

/* The array doubles whenever its count is a power of two, as in list.c. */
static void
add_value(const char ***values, size_t *count, struct vb_arena *arena, const char *value)
{
	if ((*count & (*count - 1)) == 0) {
		const char **more = vb_arena_array(arena, *count * 2 + 1, sizeof(more[0]));

		if (*count > 0)
			memcpy(more, *values, *count * sizeof(more[0]));
		*values = more;
	}
	(*values)[(*count)++] = vb_arena_strdup(arena, value);
}

bool
vb_request_filter(struct vb_request *request, struct vb_arena *arena, const char *facet,
		  const char *value, bool unwanted, struct vb_err *err)
{
	int name = vb_facet_by_slug(facet);
	struct vb_filter *filter;

	if (name < 0)
		return vb_err_set(err, VB_USAGE, _("unknown filter: '%s'"), facet);
	filter = &request->filter[name];
	if (unwanted)
		add_value(&filter->unwanted, &filter->unwanted_count, arena, value);
	else
		add_value(&filter->wanted, &filter->wanted_count, arena, value);
	return true;
}

/*
 * Values in the index's own words.  A symbol is looked for as it stands too: a document may
 * bear one that is none of the United Nations'.
 */
static bool
check_values(const struct vb_tables *tables, enum vb_facet_name facet, const char **values,
	     size_t count, struct vb_arena *arena, const char ***out, size_t *out_count,
	     struct vb_err *err)
{
	*out = NULL;
	*out_count = 0;
	for (size_t i = 0; i < count; i++) {
		const char *value = vb_value_resolve(tables, facet, values[i], arena, err);

		if (value == NULL)
			return false;
		add_value(out, out_count, arena, value);
		if ((facet == VB_FACET_DOCUMENT || facet == VB_FACET_CITES ||
		     facet == VB_FACET_SYMBOL) && strcmp(value, values[i]) != 0)
			add_value(out, out_count, arena, values[i]);
	}
	return true;
}

bool
vb_request_check(const struct vb_request *request, const struct vb_tables *tables,
		 struct vb_arena *arena, struct vb_request *checked, struct vb_err *err)
{
	*checked = *request;
	for (int i = 0; i < VB_FACET_COUNT; i++) {
		const struct vb_filter *from = &request->filter[i];
		struct vb_filter *to = &checked->filter[i];

		if (!check_values(tables, (enum vb_facet_name)i, from->wanted, from->wanted_count,
				  arena, &to->wanted, &to->wanted_count, err) ||
		    !check_values(tables, (enum vb_facet_name)i, from->unwanted,
				  from->unwanted_count, arena, &to->unwanted, &to->unwanted_count,
				  err))
			return false;
	}
	return (request->since == NULL ||
		vb_value_day(request->since, false, arena, &checked->since, err)) &&
	       (request->until == NULL ||
		vb_value_day(request->until, true, arena, &checked->until, err));
}
