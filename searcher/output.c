/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdio.h>

#include "i18n.h"
#include "output.h"

static bool
refuse(struct vb_err *err)
{
	bool gone = errno == EPIPE;

	vb_err_errno(err, "%s", _("cannot write to standard output"));
	if (gone)
		err->text[0] = '\0';
	return false;
}

bool
vb_output_write(const struct vb_buf *buf, struct vb_err *err)
{
	if (buf->len && fwrite(buf->data, 1, buf->len, stdout) != buf->len)
		return refuse(err);
	return fflush(stdout) == 0 || refuse(err);
}

bool
vb_output_close(struct vb_err *err)
{
	bool failed = ferror(stdout);

	if (fclose(stdout) == 0 && !failed)
		return true;
	return refuse(err);
}
