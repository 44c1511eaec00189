/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts: the folded text of each passage by its document id, in one file beside the database
 * (VB_TEXTS_FILE), from which a quotation is verified in a tenth of the time that its record
 * would take.  They say nothing that the records do not say, and what they lack is read there.
 *
 * The file is a row of segments, each on a multiple of 32 bytes, in the byte order of the
 * machine:
 *   head     magic, of which database and commit, which ids, sizes, checksums
 *   table    by which the texts are packed (fsst.h); or none: it is that of the segment before
 *   sieves   by document id: what tells that a text does not hold some bytes (sieve.h)
 *   starts   by document id and one more: where its packed text begins
 *   texts    packed, end to end; one of no bytes is not here
 * Passages keep their ids and texts as long as a generation lives, so a run appends a segment
 * for what it has committed and changes nothing else.  A segment counts when its head is right,
 * is of this database and no later commit than the reader's, and goes on where the one before
 * it ended; what stands behind the last that counts is not looked at.
 *
 * Nothing in the file is believed: no offset or code leads out of it.  The checksum over a
 * segment is looked at by vb_texts_verify() only.
 */
#ifndef VB_TEXTS_H
#define VB_TEXTS_H

#include "buf.h"
#include "err.h"
#include "fsst_count.h"
#include "mapping.h"
#include "sieve.h"

#define VB_TEXTS_SEGMENT 16384		/* passages in one, at most, as the indexer makes them */
#define VB_TEXTS_DATABASE 40

/* Whose texts they are. */
struct vb_texts_owner {
	char database[VB_TEXTS_DATABASE];	/* its unique name, zeros behind it */
	uint64_t revision;			/* of the commit that is read */
};

/* ---- reading ---- */

struct vb_texts_segment {
	uint32_t first, count;			/* document ids */
	const struct vb_fsst_table *table;
	const struct vb_sieve *sieve;
	const uint32_t *starts;
	const char *packed;
	size_t packed_size;
	const char *image;			/* all of it */
	size_t size;
};

struct vb_texts {
	struct vb_texts_segment *segment;
	size_t count;
	uint32_t next;		/* the first id that no segment has */
	uint32_t learned;	/* the last id when the last table was learned */
	size_t used, size;	/* bytes of the file: in segments that count; all */
	bool cold;		/* some was not in the memory when it was opened; whoever reads may say: now it is */
	void *mapped;
	struct vb_fsst_usage *usage;	/* of the last table, once it was asked for */
};

/* Maps folder/VB_TEXTS_FILE, as far as it is owner's; without a file there are no segments. */
void vb_texts_open(struct vb_texts *texts, const char *folder, const struct vb_texts_owner *owner);

/* Of zeroed texts too. */
void vb_texts_close(struct vb_texts *texts);

/* The segment that has a passage; NULL for none. */
const struct vb_texts_segment *vb_texts_segment(const struct vb_texts *texts, uint32_t docid);

/* The same; most often it is that of the passage before, NULL at the beginning. */
static inline const struct vb_texts_segment *
vb_texts_segment_near(const struct vb_texts *texts, uint32_t docid,
		      const struct vb_texts_segment *before)
{
	return before != NULL && docid - before->first < before->count ? before
								       : vb_texts_segment(texts, docid);
}

/*
 * The sieve of a passage's text, all of it set where the text is not here; NULL when no segment
 * has the passage.  *segment is where to look first, NULL at the beginning.
 */
static inline const struct vb_sieve *
vb_texts_sieve(const struct vb_texts *texts, uint32_t docid, const struct vb_texts_segment **segment)
{
	*segment = vb_texts_segment_near(texts, docid, *segment);
	return *segment == NULL ? NULL : &(*segment)->sieve[docid - (*segment)->first];
}

/* A text as it lies in the file; readable: bytes from its first on that are packed texts. */
struct vb_texts_packed {
	const struct vb_texts_segment *segment;
	const char *bytes;
	size_t size, readable;
};

/*
 * Where a passage's text lies, packed by packed->segment->table; false when it is not here.  The
 * segment is where to look first: NULL at the beginning.
 */
bool vb_texts_find(const struct vb_texts *texts, uint32_t docid, struct vb_texts_packed *packed);

/* Asks for the memory that vb_texts_find() looks into, if it is this segment's (NULL: none's). */
static inline void
vb_texts_expect(const struct vb_texts_segment *segment, uint32_t docid)
{
	if (segment != NULL && docid - segment->first < segment->count)
		__builtin_prefetch(&segment->starts[docid - segment->first]);
}

/*
 * For cold texts: announces what of a segment (NULL: of none) is looked at for every candidate, and
 * packed texts, of which those of size 0 are passed over (see vb_mapping_announce()).
 */
void vb_texts_announce_sieves(const struct vb_texts_segment *segment);
void vb_texts_announce(const struct vb_texts_packed *packed, size_t count);

/*
 * How the codes of the last table, by which nearly all texts are packed, are met in some of them;
 * there must be a segment.  Owned by texts; not to be asked for by two threads.
 */
const struct vb_fsst_usage *vb_texts_usage(struct vb_texts *texts);

/*
 * Puts a passage's folded text into out, whose bytes are replaced; false when it is not here.
 * Safe in any thread, each with an out of its own.
 */
bool vb_texts_read(const struct vb_texts *texts, uint32_t docid, struct vb_buf *out);

/* Whether a segment's checksum is right: reads all of it. */
bool vb_texts_verify(const struct vb_texts *texts, size_t segment);

/* ---- writing ---- */

/*
 * What texts are packed by, learned from a sample of them or taken from a file.  Zeroed at first;
 * then it may be used in any thread.
 */
struct vb_texts_packer {
	struct vb_buf sample;
	struct vb_fsst_table table;
	struct vb_fsst_finder *finder;
};

/* Adds a folded text to the sample; false when that needs no more. */
bool vb_texts_sample(struct vb_texts_packer *packer, const char *text, size_t size);
/* The sample is complete. */
void vb_texts_learn(struct vb_texts_packer *packer);
/* Goes on with the table of an earlier run. */
void vb_texts_take(struct vb_texts_packer *packer, const struct vb_fsst_table *table);

void vb_texts_packer_fini(struct vb_texts_packer *packer);

/* A segment in the making; zeroed at first, and good for one after another. */
struct vb_texts_making {
	uint32_t first, count;
	struct vb_buf folded;		/* end to end */
	struct vb_buf ends;		/* size_t, by id: of its text */
	struct vb_buf image;		/* the result */
};

/* A segment begins with the id first. */
void vb_texts_begin(struct vb_texts_making *making, uint32_t first);

/* The folded text of the next passage; ids ascend (one that does not is left out). */
void vb_texts_add(struct vb_texts_making *making, uint32_t docid, const char *text, size_t size);

/*
 * Makes making->image, of the ids up to last.  It holds the table unless the segment before it
 * in the file is packed by the same.
 */
void vb_texts_end(struct vb_texts_making *making, uint32_t last, const struct vb_texts_packer *packer,
		  bool table, const struct vb_texts_owner *owner);

void vb_texts_making_fini(struct vb_texts_making *making);

/* The file, open to be written; one process at a time. */
struct vb_texts_writer {
	const char *folder;
	int dir, fd;
	bool anew;		/* another file, which takes its place in the end */
	uint64_t at;
	struct vb_mapping_writer pieces;	/* of a new file */
	struct vb_fsst_table table;	/* of the last segment, unless anew */
	uint32_t learned;	/* as in struct vb_texts; 0 for anew */
};

/*
 * Opens folder's file to append to it or, when something in it does not count, to make it anew:
 * *next is the id to go on from.  The folder's name is kept, not copied.
 */
bool vb_texts_writer_open(struct vb_texts_writer *writer, const char *folder,
			  const struct vb_texts_owner *owner, uint32_t *next, struct vb_err *err);

/* Appends a segment: a reader, or a run after a crash, finds all of it or does not count it. */
bool vb_texts_writer_put(struct vb_texts_writer *writer, const struct vb_buf *image,
			 struct vb_err *err);

/* Ends the writing; if keep, what was put is on the disk for good. */
bool vb_texts_writer_close(struct vb_texts_writer *writer, bool keep, struct vb_err *err);

#endif
