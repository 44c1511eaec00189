/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The index, in one page: what indexer and searcher agree on.
 *
 * An index is a directory:
 *   DIR/lock            flock(2)ed by the one writer; holds its pid
 *   DIR/current         symbolic link to the generation in use, e.g. "g1"
 *   DIR/g1/             a Xapian glass database, and two files made from it
 *   DIR/shard1 ...      what a run that writes much is writing; lost with it
 *   DIR/part1 ...       what such a run has finished; the next run takes it up
 * A reader resolves DIR/current first and opens the generation it names.  A rebuild
 * writes the next generation beside, syncs it, and renames a new link over "current".
 *
 * One Xapian document is one passage.  Its record (record.h) is the value of slot 0 and not
 * its data, which Xapian tries to deflate each time it is copied.  Every term begins with one
 * of the prefixes below; no term is longer than 244 bytes.
 *
 * Ranking terms (wdf = occurrences), first from the text, then from the context (the
 * headings above and the lead-in):
 *   w + word       W + word      folded word or number of a spaced script (VB_TOKEN_WORD)
 *   g + gram       G + gram      two neighbouring characters, or the run's last (VB_TOKEN_GRAM)
 *   L                            the text holds a word too long for one term: a quotation
 *                                must look into this passage itself
 *   B + 2 or 3 characters        the text holds these common words in a row (common.h)
 *   D + key, tab, name           the text holds this name, and its document calls the thing by
 *                                another name too, whose key (stems.h) stands before the tab
 *   N                            in every passage; occurrences: the number of words of the text
 *   O                            in every passage; occurrences: its place in the document, from 1
 * There are no stems and no Chinese words: a stem is the union of the words that share it
 * (vocabulary.h), a Chinese word what holds all its pairs.
 * There are no positions: a phrase is found by its characters and words, then verified
 * in the folded text.
 *
 * Filter terms (wdf 0), one family a facet; the value follows the colon:
 *   Fstate:JPN  Ftheme:norms  Flanguage:zh  Foriginal_language:en  Fdate:2024-05-01
 *   Fcites:A/RES/78/237  Fkind:list_item or footnote, none for a paragraph
 * A value longer than VB_VALUE_MAX bytes is cut and ends in # and its hash.
 * A passage without a value has no term of that family.  Region, year and symbol follow from
 * State, date and document: terms cost space in every passage.
 *
 * Keys: Q + passage id (one passage a term, save copies of a file); P + 16 digits of the
 * hash of the path: all passages of a source; K + the same digits + what the document goes
 * by, its symbol or its path: the first passage of a source.
 *
 * The database has no lists of a passage's terms: they follow from its record, and that is how
 * it is deleted and checked.
 *
 * By the generation's database lies "columns" (columns.h): lengths, places and filter
 * values by document id, and the longest posting lists, made from the terms above when a run
 * has committed.  It may be missing or belong to another revision; then a reader makes it.
 * There too lies "texts" (texts.h): the folded texts by document id, in which quotations are
 * verified, made from the records when a run has committed.  What it lacks is read from the
 * records.
 *
 * Metadata keys:
 *   verbale:format     VB_SCHEMA_VERSION in decimal
 *   verbale:analysis   digest of the tables and the tokeniser's version: sources made
 *                      with another digest are read again
 *   verbale:run        what the last sync that changed something did, as JSON
 *   source:<path>      state of one source file (indexer/source.h)
 *
 * History
 *   1  first version
 *   2  no stems and no Chinese words; common words in a row; length, place and date are terms, not slots; region,
 *      year, symbol and paragraphs have no terms, the document has one in its first passage;
 *      columns beside the database; P is shorter; records are packed and in a slot
 *   3  no lists of terms; what is deleted stays, marked, until all is written anew; "a" is a common
 *      word; texts beside the database
 */
#ifndef VB_SCHEMA_H
#define VB_SCHEMA_H

#define VB_SCHEMA_VERSION 3	/* raise when the terms that follow from a record change */
#define VB_ANALYSIS_VERSION 4	/* raise when cleaning, cutting or tokenising changes */

#define VB_LOCK_FILE "lock"
#define VB_CURRENT_LINK "current"
#define VB_COLUMNS_FILE "columns"
#define VB_TEXTS_FILE "texts"
#define VB_GENERATION "g"	/* before the number */
#define VB_SHARD "shard"
#define VB_PART "part"

#define VB_TERM_WORD "w"
#define VB_TERM_GRAM "g"
#define VB_TERM_WORD_CONTEXT "W"
#define VB_TERM_GRAM_CONTEXT "G"
#define VB_TERM_LONG "L"
#define VB_TERM_COMMON "B"
#define VB_TERM_LENGTH "N"
#define VB_TERM_ORDINAL "O"
#define VB_TERM_NAME "D"
#define VB_TERM_FILTER "F"
#define VB_TERM_ID "Q"
#define VB_TERM_SOURCE "P"
#define VB_TERM_DOCUMENT "K"
#define VB_SOURCE_DIGITS 16

#define VB_SLOT_RECORD 0

#define VB_VALUE_MAX 200	/* bytes of a filter value in a term */

#define VB_META_FORMAT "verbale:format"
#define VB_META_ANALYSIS "verbale:analysis"
#define VB_META_RUN "verbale:run"
#define VB_META_SOURCE "source:"

#include <stddef.h>

#include "arena.h"

#define VB_TERM_MAX 245

/*
 * Writes the term of a family (VB_TERM_WORD[0] ...) for text[0..size) to out, with a NUL; returns
 * its length, or 0 when it would be too long: then no passage has it.
 */
size_t vb_schema_term(char family, const char *text, size_t size, char out[VB_TERM_MAX]);

/* The same into the arena, whatever its length, which is size + 1. */
char *vb_schema_term_kept(struct vb_arena *arena, char family, const char *text, size_t size);

/*
 * Writes the filter term of a facet's value ("state", "JPN") to out, at most
 * VB_TERM_MAX bytes with the NUL; returns its length.
 */
size_t vb_schema_filter(const char *facet, const char *value, char out[VB_TERM_MAX]);

#endif
