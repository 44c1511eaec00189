/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segments of texts made, and written to the disk. */
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "i18n.h"
#include "schema.h"
#include "texts_image.h"

#define SAMPLE 524288		/* bytes from which a table is learned */
#define TEXT_MAX (1u << 20)	/* a longer text is left to its record */
#define FOLDED_MAX (1u << 31)	/* of a segment: packed it takes at most half as much again */

/* ---- the packer ---- */

bool
vb_texts_sample(struct vb_texts_packer *packer, const char *text, size_t size)
{
	vb_buf_add(&packer->sample, text, size < SAMPLE ? size : SAMPLE);
	return packer->sample.len < SAMPLE;
}

void
vb_texts_learn(struct vb_texts_packer *packer)
{
	vb_fsst_learn(&packer->table, packer->sample.data, packer->sample.len);
	packer->finder = vb_fsst_finder_new(&packer->table);
}

void
vb_texts_take(struct vb_texts_packer *packer, const struct vb_fsst_table *table)
{
	packer->table = *table;
	packer->finder = vb_fsst_finder_new(&packer->table);
}

void
vb_texts_packer_fini(struct vb_texts_packer *packer)
{
	vb_buf_fini(&packer->sample);
	vb_fsst_finder_free(packer->finder);
	packer->finder = NULL;
}

/* ---- a segment ---- */

void
vb_texts_begin(struct vb_texts_making *making, uint32_t first)
{
	assert(first > 0);
	making->first = first;
	making->count = 0;
	vb_buf_clear(&making->folded);
	vb_buf_clear(&making->ends);
	vb_buf_clear(&making->image);
}

/* Ids up to docid, which is not among them, have no text. */
static void
skip_to(struct vb_texts_making *making, uint32_t docid)
{
	for (; making->first + making->count < docid; making->count++)
		vb_buf_add(&making->ends, &making->folded.len, sizeof making->folded.len);
}

void
vb_texts_add(struct vb_texts_making *making, uint32_t docid, const char *text, size_t size)
{
	if (docid < making->first + making->count)
		return;
	skip_to(making, docid);
	if (size <= TEXT_MAX && making->folded.len + size <= FOLDED_MAX)
		vb_buf_add(&making->folded, text, size);
	skip_to(making, docid + 1);
}

/* At the end of the image; what is left to its record may hold anything. */
static void
add_sieves(struct vb_texts_making *making)
{
	const size_t *end = (const size_t *)(const void *)making->ends.data;

	for (uint32_t i = 0; i < making->count; i++) {
		size_t from = i == 0 ? 0 : end[i - 1];
		struct vb_sieve sieve = {.bits = {0}};

		if (end[i] > from)
			vb_sieve_add(&sieve, making->folded.data + from, end[i] - from);
		else
			memset(&sieve, 0xFF, sizeof sieve);
		vb_buf_add(&making->image, &sieve, sizeof sieve);
	}
}

static void
pack_all(struct vb_texts_making *making, const struct vb_fsst_finder *finder, size_t packed_at)
{
	const size_t *end = (const size_t *)(const void *)making->ends.data;
	struct vb_buf *image = &making->image;

	for (uint32_t i = 0; i <= making->count; i++) {
		uint32_t start = (uint32_t)(image->len - packed_at);
		size_t from = i == 0 ? 0 : end[i - 1];

		memcpy(image->data + packed_at - (making->count + 1 - i) * sizeof start, &start,
		       sizeof start);
		if (i < making->count)
			vb_fsst_pack(finder, making->folded.data + from, end[i] - from, image);
	}
}

void
vb_texts_end(struct vb_texts_making *making, uint32_t last, const struct vb_texts_packer *packer,
	     bool table, const struct vb_texts_owner *owner)
{
	static const char zeros[VB_TEXTS_ALIGN];
	struct vb_texts_head head = {.version = VB_TEXTS_VERSION, .byte_order = VB_TEXTS_BYTE_ORDER};
	struct vb_buf *image = &making->image;
	size_t packed_at;

	skip_to(making, last + 1);
	memcpy(head.magic, VB_TEXTS_MAGIC, sizeof head.magic);
	head.owner = *owner;
	head.first = making->first;
	head.count = making->count;
	head.table_size = table ? sizeof packer->table : 0;
	packed_at = (size_t)vb_texts_packed_at(&head);
	vb_buf_reserve(image, packed_at + making->folded.len);
	image->len = sizeof head;
	vb_buf_add(image, &packer->table, head.table_size);
	add_sieves(making);
	image->len = packed_at;
	pack_all(making, packer->finder, packed_at);
	head.packed_size = (uint32_t)(image->len - packed_at);
	vb_buf_add(image, zeros, (VB_TEXTS_ALIGN - image->len % VB_TEXTS_ALIGN) % VB_TEXTS_ALIGN);
	head.size = image->len;
	head.checksum = vb_texts_checksum(image->data + sizeof head, image->len - sizeof head);
	head.head_checksum = vb_texts_checksum(&head, sizeof head);
	memcpy(image->data, &head, sizeof head);
}

void
vb_texts_making_fini(struct vb_texts_making *making)
{
	vb_buf_fini(&making->folded);
	vb_buf_fini(&making->ends);
	vb_buf_fini(&making->image);
}

/* ---- the file ---- */

static bool
cannot_write(const struct vb_texts_writer *writer, struct vb_err *err)
{
	return vb_err_errno(err, _("cannot write to the index: '%s/%s'"), writer->folder, VB_TEXTS_FILE);
}

bool
vb_texts_writer_open(struct vb_texts_writer *writer, const char *folder,
		     const struct vb_texts_owner *owner, uint32_t *next, struct vb_err *err)
{
	struct vb_texts texts;

	vb_texts_open(&texts, folder, owner);
	writer->folder = folder;
	writer->fd = -1;
	writer->anew = texts.used == 0 || texts.used != texts.size;
	writer->at = writer->anew ? 0 : texts.used;
	*next = writer->anew ? 1 : texts.next;
	writer->learned = writer->anew ? 0 : texts.learned;
	if (!writer->anew)
		writer->table = *texts.segment[texts.count - 1].table;
	vb_texts_close(&texts);
	writer->dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (writer->dir >= 0 && writer->anew)
		writer->fd = openat(writer->dir, VB_TEXTS_FILE ".new",
				    O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	else if (writer->dir >= 0)
		writer->fd = openat(writer->dir, VB_TEXTS_FILE, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
	writer->pieces = (struct vb_mapping_writer){.fd = writer->fd};
	if (writer->fd >= 0)
		return true;
	cannot_write(writer, err);
	if (writer->dir >= 0)
		close(writer->dir);
	return false;
}

/* The head comes last, when all that it vouches for is on the disk. */
static bool
append(struct vb_texts_writer *writer, const struct vb_buf *image)
{
	size_t head = sizeof(struct vb_texts_head);

	return vb_mapping_put(writer->fd, image->data + head, image->len - head, writer->at + head) &&
		fdatasync(writer->fd) == 0 && vb_mapping_put(writer->fd, image->data, head, writer->at);
}

bool
vb_texts_writer_put(struct vb_texts_writer *writer, const struct vb_buf *image, struct vb_err *err)
{
	bool ok = writer->anew ? vb_mapping_write(&writer->pieces, image->data, image->len, writer->at) :
		append(writer, image);

	if (!ok)
		return cannot_write(writer, err);
	writer->at += image->len;
	return true;
}

bool
vb_texts_writer_close(struct vb_texts_writer *writer, bool keep, struct vb_err *err)
{
	bool ok = vb_mapping_end(&writer->pieces, keep);

	if (keep && (!ok || fsync(writer->fd) != 0 ||
		     (writer->anew && renameat(writer->dir, VB_TEXTS_FILE ".new", writer->dir,
					       VB_TEXTS_FILE) != 0) ||
		     fsync(writer->dir) != 0))
		ok = cannot_write(writer, err);
	if (writer->anew && !(keep && ok))
		unlinkat(writer->dir, VB_TEXTS_FILE ".new", 0);
	close(writer->fd);
	close(writer->dir);
	return ok;
}
