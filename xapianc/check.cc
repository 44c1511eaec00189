/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Xapian's check reads a database that may be damaged anyhow, and some damages (a byte in
 * the term lists is enough) make it read where there is no memory.  So it runs in a
 * child, whose end is an answer and not ours.
 */
#include "internal.h"

#include <cerrno>
#include <sstream>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "place.h"

namespace {

/* What the child sends, the report behind it. */
struct outcome {
	bool done;
	size_t errors;
	struct vb_err err;
	size_t report_size;
};

const size_t report_max = 1 << 20;

/* ---- in the child, which must not throw ---- */

bool
send(int pipe, const void *data, size_t size)
{
	const char *bytes = static_cast<const char *>(data);

	while (size > 0) {
		const ssize_t sent = write(pipe, bytes, size);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		bytes += sent;
		size -= static_cast<size_t>(sent);
	}
	return true;
}

[[noreturn]] void
check_and_send(const char *path, int pipe)
{
	const struct rlimit no_core = {0, 0};
	struct outcome outcome = {};
	std::string report;

	setrlimit(RLIMIT_CORE, &no_core);
	outcome.done = guard(&outcome.err, "checking the database", xc_subject(path), [&] {
		std::ostringstream lines;

		outcome.errors = Xapian::Database::check(path, 0, &lines);
		report = lines.str();
	});
	outcome.report_size = report.size() < report_max ? report.size() : report_max;
	_exit(send(pipe, &outcome, sizeof outcome) &&
			      send(pipe, report.data(), outcome.report_size)
		      ? 0
		      : 1);
}

/* ---- in the parent ---- */

struct pipe_pair {
	int ends[2];

	pipe_pair()
	{
		if (pipe(ends) != 0)
			xc_throw_errno();
	}
	~pipe_pair()
	{
		close(ends[0]);
		close_writing();
	}
	pipe_pair(const pipe_pair &) = delete;
	pipe_pair &operator=(const pipe_pair &) = delete;

	void
	close_writing()
	{
		if (ends[1] >= 0)
			close(ends[1]);
		ends[1] = -1;
	}
};

/* A child, ended and reaped when the object goes. */
struct child {
	pid_t id;

	explicit child(pid_t forked)
		: id(forked)
	{
		if (id < 0)
			xc_throw_errno();
	}
	~child()
	{
		if (id > 0) {
			kill(id, SIGKILL);
			wait();
		}
	}
	child(const child &) = delete;
	child &operator=(const child &) = delete;

	int
	wait()
	{
		int status = 0;

		while (waitpid(id, &status, 0) < 0 && errno == EINTR)
			;
		id = 0;
		return status;
	}
};

/* All that comes until the child closes its end. */
std::string
receive(int pipe)
{
	std::string all;
	char block[4096];

	for (;;) {
		const ssize_t count = read(pipe, block, sizeof block);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			xc_throw_errno();
		if (count == 0)
			return all;
		all.append(block, static_cast<size_t>(count));
	}
}

/* Runs the check; the report is what follows the outcome. */
std::string
run(const char *path, struct outcome *outcome)
{
	pipe_pair pipe;
	child checker(fork());

	if (checker.id == 0)
		check_and_send(path, pipe.ends[1]);
	pipe.close_writing();
	const std::string answer = receive(pipe.ends[0]);
	const int status = checker.wait();

	if (answer.size() >= sizeof *outcome) {
		answer.copy(reinterpret_cast<char *>(outcome), sizeof *outcome);
		if (answer.size() == sizeof *outcome + outcome->report_size)
			return answer.substr(sizeof *outcome);
	}
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		throw xc_failure{VB_MEMORY, "the check was killed"};
	throw xc_failure{VB_DAMAGED, "Xapian's check broke down over it"};
}

}

bool
xc_check(const char *path, size_t *errors, char **report, struct vb_err *err)
{
	struct outcome outcome = {};

	if (!guard(err, "checking the database", xc_subject(path), [&] {
		    size_t size;

		    xc_require_database(path);
		    const std::string lines = run(path, &outcome);

		    if (outcome.done && report != nullptr)
			    xc_copy_out(lines, report, &size);
	    }))
		return false;
	if (!outcome.done && err != nullptr)
		*err = outcome.err;
	*errors = outcome.errors;
	return outcome.done;
}
