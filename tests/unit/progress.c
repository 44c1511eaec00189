/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "progress.h"

static void
looks(size_t done, size_t total, uint64_t bytes, uint64_t bytes_total, unsigned columns,
      const char *wanted)
{
	struct vb_buf line = VB_BUF_INIT;

	vb_progress_line(done, total, bytes, bytes_total, columns, &line);
	cr_assert_str_eq(line.data, wanted);
	vb_buf_fini(&line);
}

Test(progress, the_bar_fills_as_bytes_are_read)
{
	looks(0, 4, 0, 4 << 20, 60, "[.......................]   0%  0 of 4 files, 0.0 of 4.0 MB");
	looks(1, 4, 2 << 20, 4 << 20, 60, "[############...........]  50%  1 of 4 files, 2.0 of 4.0 MB");
	looks(4, 4, 4 << 20, 4 << 20, 60, "[#######################] 100%  4 of 4 files, 4.0 of 4.0 MB");
}

Test(progress, a_narrow_terminal_gets_less)
{
	looks(1, 4, 2 << 20, 4 << 20, 40, " 50%  1 of 4 files, 2.0 of 4.0 MB");
	looks(1, 4, 2 << 20, 4 << 20, 10, " 50%");
}

Test(progress, empty_files_count_as_files)
{
	looks(1, 2, 0, 0, 10, " 50%");
	looks(0, 0, 0, 0, 10, "100%");
}
