/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query.h"

#include <vector>

#include "tree.h"

namespace {

struct facet {
	std::vector<std::string> texts;		/* what the values point into */
	std::vector<xc_facet_value> values;
};

}

struct xc_match {
	std::vector<xc_hit> hits;
	std::vector<facet> facets;
	uint32_t total;
	bool exact;
};

namespace {

/* Shows no deleted document. */
class not_buried : public Xapian::MatchDecider {
public:
	explicit not_buried(const xc_buried &of)
		: buried(of)
	{
	}

	bool
	operator()(const Xapian::Document &document) const override
	{
		return !buried.hides(document.get_docid());
	}

private:
	const xc_buried &buried;
};

using spies = std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>>;

void
attach(Xapian::Enquire &enquire, spies &watching, const struct xc_match_request *request)
{
	for (size_t i = 0; i < request->facet_count; i++) {
		watching.emplace_back(new Xapian::ValueCountMatchSpy(request->facets[i]));
		enquire.add_matchspy(watching.back().get());
	}
}

facet
facet_of(const Xapian::ValueCountMatchSpy &spy)
{
	facet made;

	for (Xapian::TermIterator at = spy.values_begin(); at != spy.values_end(); ++at) {
		made.texts.push_back(*at);
		made.values.push_back({{nullptr, 0}, at.get_termfreq()});
	}
	/* only now do the texts stay where they are */
	for (size_t i = 0; i < made.texts.size(); i++)
		made.values[i].value = subject_of(made.texts[i]);
	return made;
}

void
take_hits(struct xc_match *match, const Xapian::MSet &found)
{
	match->hits.reserve(found.size());
	for (Xapian::MSetIterator at = found.begin(); at != found.end(); ++at)
		match->hits.push_back({*at, at.get_weight()});
	match->total = found.get_matches_estimated();
	match->exact = found.get_matches_lower_bound() == found.get_matches_upper_bound();
}

}

struct xc_match *
xc_match_run(struct xc_database *database, const struct xc_match_request *request,
	     struct vb_err *err)
{
	return guard_new(err, "searching the database", subject_of(database), [&] {
		std::unique_ptr<xc_match> match(new xc_match);
		Xapian::Enquire enquire(database->xapian);
		const bool all = request->exact || request->facet_count > 0;
		const not_buried decider(database->buried);
		spies watching;

		enquire.set_query(request->query->xapian);
		attach(enquire, watching, request);
		take_hits(match.get(),
			  enquire.get_mset(request->offset, request->limit,
					   all ? database->xapian.get_doccount() : 0, nullptr,
					   database->buried.any() ? &decider : nullptr));
		match->facets.reserve(watching.size());
		for (const auto &spy : watching)
			match->facets.push_back(facet_of(*spy));
		return match;
	});
}

void
xc_match_free(struct xc_match *match)
{
	delete match;
}

const struct xc_hit *
xc_match_hits(const struct xc_match *match, size_t *count)
{
	*count = match->hits.size();
	return match->hits.data();
}

uint32_t
xc_match_total(const struct xc_match *match, bool *exact)
{
	if (exact != nullptr)
		*exact = match->exact;
	return match->total;
}

const struct xc_facet_value *
xc_match_facet(const struct xc_match *match, size_t i, size_t *count)
{
	if (i >= match->facets.size()) {
		*count = 0;
		return nullptr;
	}
	*count = match->facets[i].values.size();
	return match->facets[i].values.data();
}
