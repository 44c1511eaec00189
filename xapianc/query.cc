/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query.h"

#include <vector>

#include "tree.h"

namespace {

std::unique_ptr<xc_query>
tree(Xapian::Query xapian, unsigned depth)
{
	if (depth > XC_QUERY_DEPTH_MAX)
		throw xc_failure{VB_LIMIT, "deeper than " + std::to_string(XC_QUERY_DEPTH_MAX) +
						   " levels"};
	return std::unique_ptr<xc_query>(new xc_query{std::move(xapian), depth});
}

Xapian::Query::op
xapian_operator(enum xc_operator how)
{
	switch (how) {
	case XC_AND:
		return Xapian::Query::OP_AND;
	case XC_OR:
		return Xapian::Query::OP_OR;
	case XC_NOT:
		return Xapian::Query::OP_AND_NOT;
	case XC_FILTER:
		return Xapian::Query::OP_FILTER;
	case XC_NEAR:
		return Xapian::Query::OP_NEAR;
	case XC_PHRASE:
		return Xapian::Query::OP_PHRASE;
	}
	throw xc_failure{VB_USAGE, "no such operator"};
}

/* Xapian turns a near or phrase whose window is below its number of parts into one
 * that never matches; 0 is its word for "as many as there are parts". */
void
require_window(enum xc_operator how, size_t count, unsigned window)
{
	if ((how == XC_NEAR || how == XC_PHRASE) && window != 0 && window < count)
		throw xc_failure{VB_USAGE, "the window is smaller than the number of parts"};
}

}

struct xc_query *
xc_query_term(const char *term, size_t size, struct vb_err *err)
{
	return guard_new(err, "making a query", {term, size}, [&] {
		xc_require_short(term, size);
		if (size == 0)
			throw xc_failure{VB_USAGE, "the term is empty"};
		return tree(Xapian::Query(std::string(term, size)), 1);
	});
}

struct xc_query *
xc_query_all(struct vb_err *err)
{
	return guard_new(err, "making a query", {nullptr, 0},
			 [] { return tree(Xapian::Query(std::string()), 1); });
}

struct xc_query *
xc_query_join(enum xc_operator how, const struct xc_query *const *parts, size_t count,
	      unsigned window, struct vb_err *err)
{
	return guard_new(err, "joining queries", {nullptr, 0}, [&] {
		std::vector<Xapian::Query> branches;
		unsigned depth = 0;

		require_window(how, count, window);
		branches.reserve(count);
		for (size_t i = 0; i < count; i++) {
			branches.push_back(parts[i]->xapian);
			depth = parts[i]->depth > depth ? parts[i]->depth : depth;
		}
		return tree(Xapian::Query(xapian_operator(how), branches.begin(), branches.end(),
					  window),
			    depth + 1);
	});
}

struct xc_query *
xc_query_scale(const struct xc_query *query, double factor, struct vb_err *err)
{
	return guard_new(err, "scaling a query", {nullptr, 0},
			 [&] { return tree(factor * query->xapian, query->depth + 1); });
}

void
xc_query_free(struct xc_query *query)
{
	delete query;
}
