/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The border between C++ and C.  Every entry of the library runs its body through
 * guard(), and every exception becomes a code and a line in catch_all(): there is no
 * other try in the library.
 */
#ifndef XC_GUARD_H
#define XC_GUARD_H

#include <string>
#include <utility>

#include "xapianc.h"

/* A failure that the library itself finds; thrown inside a guarded body. */
struct xc_failure {
	enum vb_code code;
	std::string why;
};

/* Throws what errno says, as std::system_error. */
[[noreturn]] void xc_throw_errno();

/* Makes the exception in flight an error "what: 'subject': why"; always false. */
bool catch_all(struct vb_err *err, const char *what, struct xc_bytes subject) noexcept;

/* Runs body; false, with err filled, when it throws. */
template <typename Body>
bool
guard(struct vb_err *err, const char *what, struct xc_bytes subject, Body &&body) noexcept
{
	try {
		std::forward<Body>(body)();
		return true;
	} catch (...) {
		return catch_all(err, what, subject);
	}
}

/* The same for a body that returns a std::unique_ptr: gives the object away, or NULL. */
template <typename Body>
auto
guard_new(struct vb_err *err, const char *what, struct xc_bytes subject, Body &&body) noexcept
	-> decltype(body().release())
{
	decltype(body().release()) made = nullptr;

	guard(err, what, subject, [&] { made = body().release(); });
	return made;
}

#endif
