/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "call.h"

#include <jansson.h>
#include <stdio.h>
#include <sys/resource.h>

#include "check.h"
#include "drop.h"
#include "dump.h"
#include "i18n.h"
#include "json_print.h"
#include "progress.h"
#include "reasons.h"
#include "status.h"
#include "sync.h"

#define PATIENCE 10	/* a process's niceness that leaves a searching one most of a processor */

/* What sync tells, on its way to the user. */
struct telling {
	struct vb_call *call;
	struct vb_progress bar;
	json_t *failures;
};

static void
say(const char *line)
{
	fprintf(stderr, "verbale-index: %s\n", line);
}

static void
tell_failed(void *data, const char *path, const char *line)
{
	struct telling *telling = data;
	json_t *one;

	telling->call->failed++;
	if (telling->failures != NULL) {
		one = json_object();
		json_object_set_new(one, "path", vb_json_string(path));
		json_object_set_new(one, "why", vb_json_string(line));
		json_array_append_new(telling->failures, one);
	}
	if (telling->call->quiet)
		return;
	vb_progress_clear(&telling->bar);
	say(line);
}

static void
tell_file(void *data, const char *what, const char *path)
{
	struct telling *telling = data;

	vb_progress_clear(&telling->bar);
	printf("%s: %s\n", what, path);
}

static void
tell_progress(void *data, size_t done, size_t total, uint64_t bytes, uint64_t bytes_total)
{
	struct telling *telling = data;

	vb_progress_draw(&telling->bar, done, total, bytes, bytes_total);
}

static void
print_json(const json_t *json)
{
	struct vb_buf out = VB_BUF_INIT;

	vb_json_print(json, &out);
	printf("%s\n", out.data);
	vb_buf_fini(&out);
}

static void
print_summary(const struct vb_call *call, const struct vb_sync_summary *summary,
	      json_t *failures)
{
	json_t *json;

	if (call->json) {
		json = json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:O}",
				 "new", (json_int_t)summary->fresh,
				 "changed", (json_int_t)summary->changed,
				 "unchanged", (json_int_t)summary->unchanged,
				 "dropped", (json_int_t)summary->dropped,
				 "failed", (json_int_t)summary->failed,
				 "passages", (json_int_t)summary->passages,
				 "replaced", (json_int_t)summary->replaced,
				 "commits", (json_int_t)summary->commits,
				 "failures", failures);
		print_json(json);
		json_decref(json);
	} else if (call->verbose) {
		printf(_("%zu new, %zu changed, %zu unchanged, %zu dropped, %zu failed\n"),
		       summary->fresh, summary->changed, summary->unchanged, summary->dropped,
		       summary->failed);
	}
}

/* Who searches meanwhile comes first; where that cannot be told, nothing is lost. */
static void
give_way(void)
{
	if (getpriority(PRIO_PROCESS, 0) < PATIENCE)
		setpriority(PRIO_PROCESS, 0, PATIENCE);
}

bool
vb_call_sync(struct vb_call *call, struct vb_err *err)
{
	struct telling telling = {.call = call, .failures = call->json ? json_array() : NULL};
	struct vb_sync_order order = {
		.settings = &call->settings,
		.paths = call->paths,
		.path_count = call->path_count,
		.jobs = call->jobs,
		.full = call->full,
		.dry_run = call->dry_run,
		.keep_missing = call->keep_missing,
		.listener = {.failed = tell_failed, .data = &telling},
	};
	struct vb_sync_summary summary;
	bool ok;

	if (!call->json && (call->verbose || call->dry_run))
		order.listener.file = tell_file;
	if (call->progress && !call->quiet && !call->dry_run)
		order.listener.progress = tell_progress;
	give_way();
	vb_progress_init(&telling.bar, stderr);
	ok = vb_sync(&order, &summary, err);
	vb_progress_fini(&telling.bar);
	if (ok)
		print_summary(call, &summary, telling.failures);
	json_decref(telling.failures);
	return ok;
}

bool
vb_call_status(struct vb_call *call, struct vb_err *err)
{
	struct vb_buf text = VB_BUF_INIT;
	json_t *status;

	if (!vb_status_json(&call->settings, &status, err))
		return false;
	if (call->json) {
		print_json(status);
	} else {
		vb_status_text(status, &text);
		fputs(text.data, stdout);
	}
	vb_buf_fini(&text);
	json_decref(status);
	return true;
}

static void
tell_fault(void *data, const char *line)
{
	(void)data;
	say(line);
}

bool
vb_call_check(struct vb_call *call, struct vb_err *err)
{
	struct vb_check_summary summary;

	return vb_check(&call->settings, tell_fault, NULL, &summary, err);
}

bool
vb_call_dump(struct vb_call *call, struct vb_err *err)
{
	return vb_dump(&call->settings, stdout, err);
}

bool
vb_call_drop(struct vb_call *call, struct vb_err *err)
{
	size_t dropped;

	return vb_drop(&call->settings, call->paths, call->path_count, &dropped, err);
}

static bool
tell_reasons(void *data, const json_t *passage, struct vb_err *err)
{
	const struct vb_call *call = data;
	struct vb_buf text = VB_BUF_INIT;

	if (call->json) {
		print_json(passage);
	} else {
		vb_reasons_text(passage, &text);
		fputs(text.data, stdout);
		vb_buf_fini(&text);
	}
	return !ferror(stdout) || vb_err_errno(err, _("cannot write to standard output"));
}

bool
vb_call_explain_themes(struct vb_call *call, struct vb_err *err)
{
	return vb_reasons(&call->settings, call->paths, call->path_count, tell_reasons, call, err);
}
