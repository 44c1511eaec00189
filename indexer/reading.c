/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"

#include <string.h>

#include "clean.h"
#include "extract.h"
#include "front.h"
#include "furniture.h"
#include "line.h"
#include "manifest.h"
#include "passage.h"
#include "submission.h"

static const char *
first_of(const char *a, const char *b)
{
	return a && a[0] ? a : b;
}

/*
 * The manifest's word, else what the file's name says; copied, for the manifest may go before
 * the document.
 */
static struct vb_document_facts
start_facts(const char *path, const struct vb_document_facts *manifest, struct vb_arena *arena)
{
	struct vb_document_facts name = vb_manifest_nothing;

	vb_front_name(path, arena, &name);
	return (struct vb_document_facts){
		.symbol = vb_arena_strdup(arena, first_of(manifest->symbol, name.symbol)),
		.title = vb_arena_strdup(arena, first_of(manifest->title, "")),
		.state = vb_arena_strdup(arena, first_of(manifest->state, "")),
		.date = vb_arena_strdup(arena, first_of(manifest->date, "")),
		.language = vb_arena_strdup(arena, first_of(manifest->language, name.language)),
		.original_language = vb_arena_strdup(arena, first_of(manifest->original_language, "")),
		.url = vb_arena_strdup(arena, first_of(manifest->url, ""))};
}

/* Who speaks: one State throughout when the manifest says so, else as the text's marks tell. */
static void
find_speakers(const struct vb_lines *lines, const struct vb_cleaned *cleaned,
	      const struct vb_states *states, struct vb_document *document,
	      struct vb_submissions *speakers)
{
	struct vb_document_facts *facts = &document->facts;
	bool told = facts->state[0] != 0;
	struct vb_submission whole;

	if (!told)
		vb_submission_find(cleaned, states, document->arena, speakers);
	vb_front_fill(lines, cleaned, states, !told && speakers->marked == 0, document->arena,
		      facts);
	document->submissions = told ? 1 : speakers->marked;
	if (facts->state[0]) {
		whole = (struct vb_submission){facts->state, "",   "", facts->original_language,
					       facts->date,  false};
		document->submissions = 1;
		vb_submission_whole(cleaned, &whole, document->arena, speakers);
	}
}

bool
vb_reading_document(const struct vb_states *states, const char *path, const char *bytes,
		    size_t size, const struct vb_document_facts *manifest,
		    struct vb_arena *arena, struct vb_document *out, struct vb_err *err)
{
	struct vb_extract extract;
	struct vb_lines lines;
	struct vb_furniture furniture;
	struct vb_cleaned cleaned;
	struct vb_submissions speakers;
	struct vb_passage_frame frame;

	memset(out, 0, sizeof *out);
	out->arena = arena;
	out->path = path;
	if (!vb_extract_text(path, bytes, size, arena, &extract, err))
		return false;
	out->replaced = extract.replaced;
	out->facts = start_facts(path, manifest, arena);
	if (!vb_line_cut(extract.text, extract.size, arena, &lines, err)) {
		vb_err_prefix(err, "cannot read: '%s': ", path);
		return false;
	}
	vb_furniture_mark(&lines, out->facts.symbol, &furniture);
	if (!out->facts.symbol[0])
		out->facts.symbol = vb_arena_strdup(arena, furniture.symbol);
	vb_clean(&lines, states, arena, &cleaned);
	find_speakers(&lines, &cleaned, states, out, &speakers);
	frame = (struct vb_passage_frame){&out->facts, furniture.paged,
					  lines.width == 0 && speakers.marked == 0};
	vb_passage_cut(&cleaned, &speakers, &frame, out);
	return true;
}
