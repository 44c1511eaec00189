/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dictionary.h"

#include <string.h>
#include <sys/mman.h>

#include "mapping.h"

static void
map(struct vb_dictionary_file *file, const char *folder, const char *name)
{
	file->data = vb_mapping_open(folder, name, 0, &file->size);
}

void
vb_dictionary_open(struct vb_dictionary *dictionary, const char *folder)
{
	*dictionary = (struct vb_dictionary){{NULL, 0}, {NULL, 0}};
	if (folder == NULL)
		return;
	map(&dictionary->en, folder, VB_DICTIONARY_EN);
	map(&dictionary->zh, folder, VB_DICTIONARY_ZH);
}

void
vb_dictionary_close(struct vb_dictionary *dictionary)
{
	if (dictionary->en.data != NULL)
		munmap((void *)(size_t)dictionary->en.data, dictionary->en.size);
	if (dictionary->zh.data != NULL)
		munmap((void *)(size_t)dictionary->zh.data, dictionary->zh.size);
	*dictionary = (struct vb_dictionary){{NULL, 0}, {NULL, 0}};
}

/* The key of the line [line, end) against key: as memcmp(), a shorter one first. */
static int
compare(const char *line, const char *end, const char *key, size_t size)
{
	const char *tab = memchr(line, '\t', (size_t)(end - line));
	size_t length = (size_t)((tab == NULL ? end : tab) - line);
	int order = memcmp(line, key, length < size ? length : size);

	return order != 0 ? order : (length > size) - (length < size);
}

bool
vb_dictionary_find(const struct vb_dictionary_file *file, const char *key, size_t size,
		   struct vb_dictionary_entry *entry)
{
	size_t low = 0, high = file->size;	/* both begin a line */

	while (file->data != NULL && low < high) {
		size_t middle = low + (high - low) / 2;
		const char *start = memrchr(file->data + low, '\n', middle - low);
		const char *line = start == NULL ? file->data + low : start + 1;
		const char *stop = file->data + high;
		const char *end = memchr(line, '\n', (size_t)(stop - line));
		int order = compare(line, end == NULL ? stop : end, key, size);

		if (order == 0) {
			*entry = (struct vb_dictionary_entry){line + size, end == NULL ? stop : end};
			return true;
		}
		if (order > 0)
			high = (size_t)(line - file->data);
		else
			low = end == NULL ? high : (size_t)(end + 1 - file->data);
	}
	return false;
}

bool
vb_dictionary_next(struct vb_dictionary_entry *entry, const char **text, size_t *size,
		   double *weight)
{
	while (entry->at < entry->end) {
		const char *start = entry->at + 1;	/* behind the tab */
		const char *tab = start >= entry->end ? NULL :
			memchr(start, '\t', (size_t)(entry->end - start));
		const char *end = tab == NULL ? entry->end : tab;

		entry->at = end;
		if (end - start < 3 || start[0] < '0' || start[0] > '9' || start[1] < '0' ||
		    start[1] > '9')
			continue;
		*text = start + 2;
		*size = (size_t)(end - *text);
		*weight = ((start[0] - '0') * 10 + (start[1] - '0')) / 100.0;
		if (*weight > 0)
			return true;
	}
	return false;
}
