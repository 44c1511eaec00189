/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The directory a database lives in: what stands there, and getting it to the disk.
 * All of it throws.
 */
#ifndef XC_PLACE_H
#define XC_PLACE_H

#include <cstdint>
#include <ctime>
#include <string>

#include <sys/stat.h>

#include "mapping.h"

/*
 * VB_ABSENT when nothing is there, VB_FORMAT when it is no glass database, VB_DAMAGED when
 * its version file is gone or out of the question (roots.h).  Asked before
 * Xapian opens anything: left to itself it takes a file for a list of further
 * databases, some of them across the network, and waits for ever on a pipe.
 */
void xc_require_database(const std::string &path);

/* Whether a database stands there; VB_FORMAT when anything else is in the way, VB_DAMAGED
 * when it is the remains of one. */
bool xc_place_taken(const std::string &path);

/*
 * A database's version file, as it was when it was looked at last: with every commit another one
 * takes its place.
 */
class xc_version {
public:
	/*
	 * Looks at it; true when it is for certain the one of the last time.  So it is not when that
	 * was younger than two seconds then: the next one may have its number and its time.  now:
	 * in seconds since 1970.
	 */
	bool stays(const std::string &folder, time_t now);

private:
	struct stat seen = {};
	bool certain = false;
};

/* A descriptor of the directory, held open. */
class xc_directory {
public:
	xc_directory() = default;
	xc_directory(const xc_directory &) = delete;
	xc_directory &operator=(const xc_directory &) = delete;
	~xc_directory();

	void open(const std::string &path);
	void sync() const;		/* its entries: which names stand for which files */
	void sync_parent() const;	/* its own name, after it was made */
	void sync_files() const;	/* the bytes of each file in it */

private:
	int descriptor = -1;
};

/* A directory of our making, which must not exist; removed again with its files unless kept. */
class xc_fresh_directory {
public:
	explicit xc_fresh_directory(const std::string &path);
	xc_fresh_directory(const xc_fresh_directory &) = delete;
	xc_fresh_directory &operator=(const xc_fresh_directory &) = delete;
	~xc_fresh_directory();

	void keep();

private:
	std::string path;
	bool kept = false;
};

/*
 * A file being written, in place of what may stand there, most of it front to back: the system is
 * given pieces that it can keep in large pages (mapping.h).
 */
class xc_new_file {
public:
	explicit xc_new_file(const std::string &path);
	xc_new_file(const xc_new_file &) = delete;
	xc_new_file &operator=(const xc_new_file &) = delete;
	~xc_new_file();

	void write(const void *data, size_t size, uint64_t at);
	void finish();			/* its bytes are on the disk */

private:
	vb_mapping_writer pieces;
};

#endif
