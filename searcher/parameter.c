/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "i18n.h"
#include "parameter.h"

#define NAME_MAX_BYTES 40

/* The name with underscores; false when it is too long to be one. */
static bool
spell(const char *name, char out[NAME_MAX_BYTES])
{
	size_t size = strlen(name);

	if (size >= NAME_MAX_BYTES)
		return false;
	for (size_t i = 0; i <= size; i++)
		out[i] = name[i] == '-' ? '_' : name[i];
	return true;
}

bool
vb_parameter_filter(const char *name, enum vb_facet_name *facet, bool *unwanted)
{
	char text[NAME_MAX_BYTES];
	int found;

	if (!spell(name, text))
		return false;
	*unwanted = strncmp(text, "not_", 4) == 0;
	found = vb_facet_by_slug(*unwanted ? text + 4 : text);
	if (found < 0)
		return false;
	*facet = (enum vb_facet_name)found;
	return true;
}

static bool
set_sort(struct vb_request *request, const char *value, struct vb_err *err)
{
	static const char *const names[] = {
		[VB_SORT_RELEVANCE] = "relevance",
		[VB_SORT_DATE] = "date",
		[VB_SORT_DOCUMENT] = "document",
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (strcmp(names[i], value) == 0) {
			request->sort = (enum vb_sort)i;
			return true;
		}
	}
	return vb_err_set(err, VB_USAGE,
			  _("unknown sort: '%s': wants relevance, date or document"), value);
}

static bool
set_facets(struct vb_request *request, const char *value, struct vb_err *err)
{
	const char *at = value;

	request->facets = 0;
	while (*at) {
		size_t size = strcspn(at, ",");
		char name[NAME_MAX_BYTES] = "", text[NAME_MAX_BYTES];
		int facet = -1;

		if (size < sizeof name) {
			memcpy(name, at, size);
			if (spell(name, text))
				facet = vb_facet_by_slug(text);
		}
		if (facet < 0 || facet == VB_FACET_SYMBOL)
			return vb_err_set(err, VB_USAGE,
					  _("unknown facet: '%.*s': wants state, region, theme, document, "
					    "language, original_language, year or cites"),
					  size < 100 ? (int)size : 100, at);
		request->facets |= UINT32_C(1) << facet;
		at += size;
		at += *at == ',';
	}
	return true;
}

bool
vb_parameter_set(struct vb_request *request, struct vb_arena *arena, const char *name,
		 const char *value, struct vb_err *err)
{
	enum vb_facet_name facet;
	bool unwanted;

	if (vb_parameter_filter(name, &facet, &unwanted))
		return vb_request_filter(request, arena, vb_facet_slug(facet), value, unwanted, err);
	if (strcmp(name, "since") == 0) {
		request->since = vb_arena_strdup(arena, value);
		return true;
	}
	if (strcmp(name, "until") == 0) {
		request->until = vb_arena_strdup(arena, value);
		return true;
	}
	if (strcmp(name, "sort") == 0)
		return set_sort(request, value, err);
	if (strcmp(name, "facets") == 0)
		return set_facets(request, value, err);
	return vb_err_set(err, VB_USAGE, _("unknown filter: '%s'"), name);
}
