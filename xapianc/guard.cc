/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard.h"

#include <cerrno>
#include <cstring>
#include <exception>
#include <new>
#include <stdexcept>
#include <system_error>

#include <xapian.h>

namespace {

struct cause {
	enum vb_code code;
	std::string why;
};

bool
is_errno(const char *text, int code)
{
	return text != nullptr && std::strcmp(text, std::strerror(code)) == 0;
}

/* Xapian's sentence, begun in lower case as ours are, and what the system said. */
std::string
sentence(const Xapian::Error &error)
{
	std::string text = error.get_msg();
	const char *system = error.get_error_string();

	if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z')
		text[0] = static_cast<char>(text[0] - 'A' + 'a');
	if (system != nullptr)
		text.append(": ").append(system);
	return text;
}

/* What the system refused comes with the system's words; without them Xapian met
 * something that no healthy database holds, such as a table that ends too early. */
enum vb_code
database_code(const Xapian::Error &error)
{
	const char *system = error.get_error_string();

	if (is_errno(system, ENOMEM))
		return VB_MEMORY;
	if (system != nullptr)
		return VB_IO;
	/* A commit that could neither be made nor taken back: the system's refusal stands in
	 * the text only.  Whether the database is damaged is for the next opening to say. */
	return error.get_msg().compare(0, 20, "Modifications failed") == 0 ? VB_IO : VB_DAMAGED;
}

/* Whether a database stands there at all is asked before it is opened: a file that
 * is missing here is a part of one. */
enum vb_code
opening_code(const Xapian::Error &error)
{
	return is_errno(error.get_error_string(), ENOENT) ? VB_DAMAGED : database_code(error);
}

cause
lock_cause(const Xapian::DatabaseLockError &error)
{
	if (error.get_msg().find("already locked") != std::string::npos)
		return cause{VB_LOCKED, "another writer has it open"};
	return cause{VB_IO, sentence(error)};
}

/* Rethrows and sorts Xapian's exceptions; others pass through. */
cause
cause_of_xapian()
{
	try {
		throw;
	} catch (const Xapian::DatabaseModifiedError &) {
		return cause{VB_MODIFIED, "the database has changed under its reader"};
	} catch (const Xapian::DatabaseLockError &error) {
		return lock_cause(error);
	} catch (const Xapian::DatabaseNotFoundError &error) {
		return cause{VB_ABSENT, sentence(error)};
	} catch (const Xapian::DocNotFoundError &error) {
		return cause{VB_ABSENT, sentence(error)};
	} catch (const Xapian::DatabaseVersionError &error) {
		return cause{VB_FORMAT, sentence(error)};
	} catch (const Xapian::FeatureUnavailableError &error) {
		return cause{VB_FORMAT, sentence(error)};
	} catch (const Xapian::DatabaseOpeningError &error) {
		return cause{opening_code(error), sentence(error)};
	} catch (const Xapian::DatabaseCreateError &error) {
		return cause{VB_IO, sentence(error)};
	} catch (const Xapian::DatabaseClosedError &error) {
		return cause{VB_USAGE, sentence(error)};
	} catch (const Xapian::DatabaseCorruptError &error) {
		return cause{VB_DAMAGED, sentence(error)};
	} catch (const Xapian::DatabaseError &error) {
		return cause{database_code(error), sentence(error)};
	} catch (const Xapian::NetworkError &error) {
		return cause{VB_IO, sentence(error)};
	} catch (const Xapian::WildcardError &error) {
		return cause{VB_LIMIT, sentence(error)};
	} catch (const Xapian::LogicError &error) {
		return cause{VB_USAGE, sentence(error)};
	} catch (const Xapian::Error &error) {
		return cause{VB_DAMAGED, sentence(error)};
	}
}

/* The standard library's exceptions that are not want of memory come from sizes and
 * offsets read out of the database: std::length_error, std::out_of_range. */
cause
cause_of_flight()
{
	try {
		return cause_of_xapian();
	} catch (const xc_failure &failure) {
		return cause{failure.code, failure.why};
	} catch (const std::bad_alloc &) {
		return cause{VB_MEMORY, "out of memory"};
	} catch (const std::system_error &error) {
		return cause{error.code().value() == ENOMEM ? VB_MEMORY : VB_IO,
			     error.code().message()};
	} catch (const std::exception &error) {
		return cause{VB_DAMAGED, error.what()};
	} catch (...) {
		return cause{VB_DAMAGED, "an exception without a name"};
	}
}

/* An empty subject is left out, and a long one cut: the why must fit as well. */
void
fill(struct vb_err *err, const cause &found, const char *what, struct xc_bytes subject)
{
	const size_t most = VB_ERR_TEXT_MAX / 2;
	int size = static_cast<int>(subject.size < most ? subject.size : most);

	if (subject.size == 0)
		vb_err_set(err, found.code, "%s: %s", what, found.why.c_str());
	else
		vb_err_set(err, found.code, "%s: '%.*s': %s", what, size, subject.data,
			   found.why.c_str());
}

}

void
xc_throw_errno()
{
	throw std::system_error(errno, std::generic_category());
}

bool
catch_all(struct vb_err *err, const char *what, struct xc_bytes subject) noexcept
{
	try {
		fill(err, cause_of_flight(), what, subject);
	} catch (...) {
		/* no memory left to say it with */
		vb_err_set(err, VB_MEMORY, "%s: out of memory", what);
	}
	return false;
}

void
xc_on_collapse(void (*function)(void))
{
	std::set_terminate(function);
}
