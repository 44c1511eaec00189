/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "publish.h"
#include "sample.h"
#include "schema.h"
#include "terms.h"
#include "xapianc.h"

static void
remove_folder(const char *folder)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	cr_assert_eq(system(command), 0);
}

void
sample_init(struct sample *sample)
{
	const char *tables = getenv("VERBALE_TABLES");
	struct vb_err err;

	memset(sample, 0, sizeof(*sample));
	strcpy(sample->folder, "/tmp/verbale-sample-XXXXXX");
	cr_assert_not_null(mkdtemp(sample->folder));
	cr_assert_not_null(tables, "VERBALE_TABLES is not set");
	snprintf(sample->states, sizeof(sample->states), "%s/states.tsv", tables);
	snprintf(sample->themes, sizeof(sample->themes), "%s/themes.ini", tables);
	sample->settings.database = sample->folder;
	sample->settings.states = sample->states;
	sample->settings.themes = sample->themes;
	sample->tokeniser = vb_tokeniser_new(&err);
	cr_assert_not_null(sample->tokeniser, "%s", err.text);
	sample->table = vb_states_load(sample->states, &err);
	cr_assert_not_null(sample->table, "%s", err.text);
	vb_arena_init(&sample->arena);
}

void
sample_fini(struct sample *sample)
{
	vb_tokeniser_free(sample->tokeniser);
	vb_states_free(sample->table);
	vb_arena_fini(&sample->arena);
	free(sample->record);
	remove_folder(sample->folder);
}

static const char *
copy(struct sample *sample, const char *text)
{
	return text == NULL ? "" : vb_arena_strdup(&sample->arena, text);
}

static struct vb_list
copy_list(struct sample *sample, const struct vb_list *list)
{
	struct vb_list out = {vb_arena_array(&sample->arena, list->count + 1, sizeof(out.item[0])),
			      list->count};

	for (size_t i = 0; i < list->count; i++)
		out.item[i] = vb_arena_strdup(&sample->arena, list->item[i]);
	return out;
}

void
sample_add(struct sample *sample, const struct vb_record *from)
{
	struct vb_record *to;

	if (sample->count == sample->room) {
		sample->room = sample->room * 2 + 64;
		sample->record = realloc(sample->record, sample->room * sizeof(*to));
		cr_assert_not_null(sample->record);
	}
	to = &sample->record[sample->count];
	*to = *from;
	to->text = copy(sample, from->text);
	to->text_size = strlen(to->text);
	to->id = vb_arena_printf(&sample->arena, "%016zx", sample->count);
	to->symbol = copy(sample, from->symbol);
	to->path = from->path != NULL ? copy(sample, from->path) :
		to->symbol[0] == '\0' ? "/sample.txt" :
		vb_arena_printf(&sample->arena, "/sample/%s.txt", to->symbol);
	to->title = copy(sample, from->title);
	to->state = copy(sample, from->state);
	to->heading_group = copy(sample, from->heading_group);
	to->lead_in = copy(sample, from->lead_in);
	to->paragraph = copy(sample, from->paragraph);
	to->language = copy(sample, from->language);
	to->original_language = copy(sample, from->original_language);
	to->date = copy(sample, from->date);
	to->themes = copy_list(sample, &from->themes);
	to->heading = copy_list(sample, &from->heading);
	to->cites = copy_list(sample, &from->cites);
	to->notes = copy_list(sample, &from->notes);
	to->names = copy_list(sample, &from->names);
	to->ordinal = 0;
	for (size_t i = sample->count++; to->ordinal == 0 && i-- > 0;)
		if (strcmp(sample->record[i].path, to->path) == 0)
			to->ordinal = sample->record[i].ordinal + 1;
}

void
sample_write(struct sample *sample)
{
	char path[96], link[96], name[16], version[16];
	struct vb_terms *terms = vb_terms_new();
	struct vb_buf bundle = VB_BUF_INIT;
	struct xc_document *document;
	struct xc_writer *writer;
	struct vb_err err;

	snprintf(name, sizeof(name), "g%d", ++sample->generation);
	snprintf(path, sizeof(path), "%s/%s", sample->folder, name);
	writer = xc_writer_open(path, XC_CREATE, &err);
	cr_assert_not_null(writer, "%s", err.text);
	document = xc_document_new(&err);
	cr_assert(xc_begin(writer, &err), "%s", err.text);
	for (size_t i = 0; i < sample->count; i++) {
		vb_buf_clear(&bundle);
		vb_terms_passage(terms, sample->tokeniser, &sample->record[i], &bundle);
		cr_assert(vb_terms_document(bundle.data, bundle.len, document, NULL, &err), "%s",
			  err.text);
		cr_assert(xc_add(writer, document, NULL, &err), "%s", err.text);
	}
	snprintf(version, sizeof(version), "%d", VB_SCHEMA_VERSION);
	cr_assert(xc_set_metadata(writer, VB_META_FORMAT, strlen(VB_META_FORMAT), version,
				  strlen(version), &err), "%s", err.text);
	cr_assert(xc_commit(writer, &err), "%s", err.text);
	xc_document_free(document);
	xc_writer_close(writer);
	vb_terms_free(terms);
	vb_buf_fini(&bundle);
	snprintf(path, sizeof(path), "%s/next", sample->folder);
	snprintf(link, sizeof(link), "%s/%s", sample->folder, VB_CURRENT_LINK);
	cr_assert_eq(symlink(name, path), 0);
	cr_assert_eq(rename(path, link), 0);
	cr_assert(vb_publish_texts(link, 1, &err), "%s", err.text);
}

static void
add_paragraph(struct sample *sample, const struct vb_record *fields, struct vb_buf *paragraph)
{
	struct vb_record record = *fields;

	if (paragraph->len == 0)
		return;
	record.text = paragraph->data;
	sample_add(sample, &record);
	vb_buf_clear(paragraph);
}

bool
sample_add_file(struct sample *sample, const char *path, const struct vb_record *fields)
{
	struct vb_buf paragraph = VB_BUF_INIT;
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;

	if (file == NULL)
		return false;
	while (getline(&line, &room, file) >= 0) {
		size_t skip = strspn(line, " \t\f\r\n");

		line[strcspn(line, "\r\n")] = '\0';
		if (line[skip < strlen(line) ? skip : strlen(line)] == '\0') {
			add_paragraph(sample, fields, &paragraph);
			continue;
		}
		if (paragraph.len > 0)
			vb_buf_char(&paragraph, ' ');
		vb_buf_str(&paragraph, line + skip);
		if (strlen(line) > 160)
			add_paragraph(sample, fields, &paragraph);
	}
	add_paragraph(sample, fields, &paragraph);
	vb_buf_fini(&paragraph);
	free(line);
	fclose(file);
	return true;
}

const char *
sample_shared(void)
{
	const char *shared = getenv("VERBALE_SHARED");
	char path[4096];

	snprintf(path, sizeof(path), "%s/corpus/A_79_81-zh.txt", shared == NULL ? "" : shared);
	if (shared != NULL && access(path, R_OK) == 0)
		return shared;
	fprintf(stderr, "skipped: no real documents: '%s'\n", shared == NULL ? "" : shared);
	return NULL;
}
