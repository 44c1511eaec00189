/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "progress.h"

#include <string.h>
#include <sys/ioctl.h>

#include "i18n.h"

#define BAR_MAX 40
#define COLUMNS 80	/* of a terminal that does not tell */

void
vb_progress_line(size_t done, size_t total, uint64_t bytes, uint64_t bytes_total,
		 unsigned columns, struct vb_buf *out)
{
	struct vb_buf tail = VB_BUF_INIT;
	/* Bytes tell better than files how long it takes; files count where all are empty. */
	double share = bytes_total > 0 ? (double)bytes / (double)bytes_total :
		total > 0 ? (double)done / (double)total : 1;
	size_t width = 0;

	vb_buf_printf(&tail, "%3.0f%%  ", 100 * share);
	vb_buf_printf(&tail, _("%zu of %zu files, %.1f of %.1f MB"), done, total,
		      (double)bytes / 1048576, (double)bytes_total / 1048576);
	vb_buf_clear(out);
	if (columns > tail.len + 8) {
		width = columns - tail.len - 4;
		width = width < BAR_MAX ? width : BAR_MAX;
		vb_buf_char(out, '[');
		for (size_t i = 0; i < width; i++)
			vb_buf_char(out, (double)i < share * (double)width ? '#' : '.');
		vb_buf_str(out, "] ");
	}
	vb_buf_add(out, tail.data, columns > tail.len ? tail.len : 4);
	vb_buf_fini(&tail);
}

void
vb_progress_init(struct vb_progress *progress, FILE *out)
{
	memset(progress, 0, sizeof *progress);
	progress->out = out;
}

void
vb_progress_draw(struct vb_progress *progress, size_t done, size_t total, uint64_t bytes,
		 uint64_t bytes_total)
{
	struct vb_buf line = VB_BUF_INIT;
	unsigned columns = progress->columns;
	struct winsize size;

	if (columns == 0)
		columns = ioctl(fileno(progress->out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ?
			size.ws_col : COLUMNS;
	vb_progress_line(done, total, bytes, bytes_total, columns, &line);
	if (!progress->shown || line.len != progress->last.len ||
	    memcmp(line.data, progress->last.data, line.len) != 0) {
		fprintf(progress->out, "\r%s\033[K", line.data);
		fflush(progress->out);
	}
	progress->shown = true;
	vb_buf_fini(&progress->last);
	progress->last = line;
}

void
vb_progress_clear(struct vb_progress *progress)
{
	if (!progress->shown)
		return;
	fputs("\r\033[K", progress->out);
	fflush(progress->out);
	progress->shown = false;
}

void
vb_progress_fini(struct vb_progress *progress)
{
	vb_progress_clear(progress);
	vb_buf_fini(&progress->last);
}
