/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "generation.h"
#include "i18n.h"
#include "publish.h"
#include "revive.h"
#include "schema.h"
#include "source.h"

#define TRIES 10	/* when the index moves on during the check */

struct check {
	struct xc_database *database;
	uint32_t last;		/* its highest document id */
	uint64_t *sums;		/* by document id: see worth() */
	struct vb_states *states;
	struct vb_revive revive;
	struct vb_texts texts;
	struct vb_buf text;		/* one of them */
	struct vb_arena arena;		/* of the sources */
	struct vb_sources sources;
	uint64_t *found;		/* passages met, by source */
	struct vb_buf bundle;
	struct vb_check_summary *summary;
	vb_check_fault *fault;
	void *data;
};

static void
tell(struct check *check, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void
tell(struct check *check, const char *format, ...)
{
	struct vb_err line;
	char text[VB_ERR_TEXT_MAX];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof text, format, list);
	va_end(list);
	if (check->summary->faults++ >= VB_CHECK_FAULTS || check->fault == NULL)
		return;
	vb_err_set(&line, VB_DAMAGED, "%s", text);
	check->fault(check->data, line.text);
}

bool
vb_check_quick(const char *path, struct vb_err *err)
{
	size_t errors = 0;

	if (!xc_check(path, &errors, NULL, err))
		return false;
	if (errors > 0)
		return vb_err_set(err, VB_DAMAGED, _("the index is damaged: '%s': %zu faults in its "
				  "tables"), path, errors);
	return true;
}

/* ---- terms ---- */

/*
 * What a posting adds to the sum of its passage.  The order of additions does not matter, so one
 * walk along all lists sums up all passages, and the sum of a bundle's terms must be the same.
 */
static uint64_t
worth(uint64_t term, uint32_t docid, uint32_t wdf)
{
	uint64_t bits = term + (uint64_t)docid * UINT64_C(0x9e3779b97f4a7c15) + wdf;

	bits = (bits ^ bits >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	bits = (bits ^ bits >> 27) * UINT64_C(0x94d049bb133111eb);
	return bits ^ bits >> 31;
}

/* FNV-1a of 64 bits. */
static uint64_t
sum_of(const char *term, size_t size)
{
	uint64_t sum = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < size; i++)
		sum = (sum ^ (uint8_t)term[i]) * UINT64_C(0x100000001b3);
	return sum;
}

static bool
add_postings(struct check *check, const struct xc_bytes *term, struct vb_err *err)
{
	struct xc_postings *postings = xc_postings_open(check->database, term->data, term->size, err);
	uint64_t sum = sum_of(term->data, term->size);
	uint32_t docid[256], wdf[256];
	size_t count = 1;
	bool ok = postings != NULL;

	while (ok && count > 0) {
		ok = xc_postings_read(postings, docid, wdf, 256, &count, err);
		for (size_t i = 0; ok && i < count; i++)
			if (docid[i] <= check->last)
				check->sums[docid[i]] += worth(sum, docid[i], wdf[i]);
	}
	xc_postings_close(postings);
	return ok;
}

/* What all postings add up to, by passage. */
static bool
add_up(struct check *check, struct vb_err *err)
{
	struct xc_terms *terms;
	struct xc_bytes term;
	bool ok;

	if (!xc_database_last(check->database, &check->last, err))
		return false;
	check->sums = calloc((size_t)check->last + 1, sizeof check->sums[0]);
	if (check->sums == NULL)
		return vb_err_set(err, VB_MEMORY, "no memory to check %u passages", (unsigned)check->last);
	terms = xc_terms_open(check->database, "", 0, err);
	ok = terms != NULL;
	while (ok && (ok = xc_terms_next(terms, &term, NULL, err)) && term.data != NULL)
		ok = add_postings(check, &term, err);
	xc_terms_close(terms);
	return ok;
}

static bool
has_its_terms(const struct check *check, uint32_t docid)
{
	struct vb_terms_walk walk;
	uint64_t sum = 0;

	vb_terms_walk_init(&walk, check->bundle.data, check->bundle.len);
	while (vb_terms_walk_next(&walk))
		sum += worth(sum_of(walk.term, walk.size), docid, walk.wdf);
	return sum == check->sums[docid];
}

/* ---- passages ---- */

/* A text that the file has is that of the record. */
static void
check_text(struct check *check, uint32_t docid, const struct vb_record *record)
{
	struct vb_folded folded;

	if (!vb_texts_read(&check->texts, docid, &check->text))
		return;
	vb_fold(vb_tokeniser_folder(check->revive.tokeniser), record->text, record->text_size, &folded);
	if (check->text.len != folded.len || memcmp(check->text.data, folded.text, folded.len) != 0)
		tell(check, "passage %u: '%s' does not hold the text of its record", (unsigned)docid,
		     VB_TEXTS_FILE);
}

static bool
check_passage(struct check *check, uint32_t docid, struct vb_err *err)
{
	const struct vb_source *source;
	struct vb_record record;

	if (!vb_revive_record(&check->revive, check->database, docid, &record, err)) {
		if (err->code != VB_DAMAGED)
			return false;
		tell(check, "passage %u: its record is damaged", (unsigned)docid);
		return true;
	}
	check_text(check, docid, &record);
	vb_buf_clear(&check->bundle);
	vb_revive_bundle(&check->revive, &record, &check->bundle);
	if (docid > check->last || !has_its_terms(check, docid))
		tell(check, "passage %u of '%s': its terms are not those of its text",
		     (unsigned)docid, record.path);
	source = vb_sources_find(&check->sources, record.path);
	if (source == NULL)
		tell(check, "passage %u: its source is not in the table: '%s'", (unsigned)docid,
		     record.path);
	else
		check->found[source - check->sources.list]++;
	return true;
}

static bool
check_passages(struct check *check, struct vb_err *err)
{
	struct xc_postings *all = xc_postings_open(check->database, "", 0, err);
	uint32_t docids[256];
	size_t count = 1;
	bool ok;

	ok = all != NULL && add_up(check, err);
	while (ok && count > 0) {
		ok = xc_postings_read(all, docids, NULL, 256, &count, err);
		for (size_t i = 0; ok && i < count; i++) {
			check->summary->passages++;
			ok = check_passage(check, docids[i], err);
		}
	}
	xc_postings_close(all);
	free(check->sums);
	check->sums = NULL;
	return ok;
}

/* The file must be, byte by byte, what the postings give; one of another revision is not used. */
static bool
check_columns(struct check *check, const char *path, struct vb_err *err)
{
	struct vb_columns_source source;
	struct vb_columns columns;
	struct vb_buf image = VB_BUF_INIT;
	bool ok;

	if (!vb_publish_source(check->database, check->states, &source, err))
		return false;
	if (!vb_columns_open(&columns, path, &source))
		return true;
	ok = vb_columns_build(&source, &image, err);
	if (!vb_columns_verify(&columns))
		tell(check, "'%s/%s': its checksum is wrong", path, VB_COLUMNS_FILE);
	else if (ok && (image.len != columns.size ||
			memcmp(image.data, columns.image, image.len) != 0))
		tell(check, "'%s/%s': it is not what the postings say", path, VB_COLUMNS_FILE);
	vb_columns_close(&columns);
	vb_buf_fini(&image);
	return ok;
}

/* What belongs to another database, or is not whole, is not used. */
static bool
check_texts(struct check *check, const char *path, struct vb_err *err)
{
	struct vb_texts_owner owner;

	if (!vb_publish_owner(check->database, &owner, err))
		return false;
	vb_texts_open(&check->texts, path, &owner);
	for (size_t i = 0; i < check->texts.count; i++)
		if (!vb_texts_verify(&check->texts, i))
			tell(check, "'%s/%s': a checksum is wrong, from passage %u on", path,
			     VB_TEXTS_FILE, (unsigned)check->texts.segment[i].first);
	return true;
}

static void
check_counts(struct check *check)
{
	for (size_t i = 0; i < check->sources.count; i++)
		if (check->sources.list[i].passages != check->found[i])
			tell(check, "'%s': %llu passages, but %llu in the table of sources",
			     check->sources.list[i].path, (unsigned long long)check->found[i],
			     (unsigned long long)check->sources.list[i].passages);
}

/* Damage that stops a step is a fault like any other; everything else ends the check. */
static bool
step(struct check *check, bool ok, struct vb_err *err)
{
	if (ok || err->code != VB_DAMAGED)
		return ok;
	tell(check, "%s", err->text);
	return true;
}

static bool
check_once(struct check *check, const char *folder, struct vb_err *err)
{
	char *path;
	bool ok;

	memset(check->summary, 0, sizeof *check->summary);
	memset(&check->sources, 0, sizeof check->sources);
	if (!vb_generation_current(folder, &path, err))
		return false;
	ok = step(check, vb_check_quick(path, err), err);
	check->database = ok ? vb_generation_read(folder, err) : NULL;
	if (check->database != NULL)
		ok = step(check, check_columns(check, path, err), err) &&
		     step(check, check_texts(check, path, err), err);
	else if (ok)
		ok = step(check, false, err);
	free(path);
	if (!ok || check->database == NULL)
		return ok;
	if (!step(check, vb_sources_load(check->database, &check->arena, &check->sources, err), err))
		return false;
	check->summary->sources = check->sources.count;
	check->found = vb_arena_array(&check->arena, check->sources.count + 1,
				      sizeof *check->found);
	if (!step(check, check_passages(check, err), err))
		return false;
	check_counts(check);
	return true;
}

bool
vb_check(const struct vb_settings *settings, vb_check_fault *fault, void *data,
	 struct vb_check_summary *summary, struct vb_err *err)
{
	struct check check = {.summary = summary, .fault = fault, .data = data};
	bool ok;

	memset(summary, 0, sizeof *summary);
	check.states = vb_states_load(settings->states, err);
	if (check.states == NULL)
		return false;
	vb_arena_init(&check.arena);
	ok = vb_revive_init(&check.revive, err);
	for (int try = 0; ok && try < TRIES; try++) {
		ok = check_once(&check, settings->database, err);
		xc_database_close(check.database);
		vb_texts_close(&check.texts);
		check.database = NULL;
		if (ok || err->code != VB_MODIFIED)
			break;
		ok = try + 1 < TRIES;
	}
	if (ok && summary->faults > 0) {
		vb_err_set(err, VB_DAMAGED, _("the index is damaged: '%s'"), settings->database);
		ok = vb_generation_hint(settings->database, err);
	}
	vb_revive_fini(&check.revive);
	vb_buf_fini(&check.bundle);
	vb_buf_fini(&check.text);
	vb_arena_fini(&check.arena);
	vb_states_free(check.states);
	return ok;
}
