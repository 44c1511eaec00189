# SPDX-License-Identifier: GPL-3.0-or-later
#
# libxapianc stands alone: installed somewhere, a program that knows nothing else builds
# with its pkg-config file and runs.
. "${srcdir:-.}/tests/cli/preamble.sh"
root=$work/root

example_flags()
{
	PKG_CONFIG_PATH=$root/lib/pkgconfig pkg-config --define-variable=libdir="$root/lib" \
		--define-variable=includedir="$root/include" --cflags --libs xapianc
}

begin "the library installs with its headers, pkg-config file and manual page"
expect_status 0 make -C "$builddir" install-xapianc prefix="$root" \
	exec_prefix="$root" libdir="$root/lib" includedir="$root/include" \
	mandir="$root/share/man"
for file in lib/libxapianc.a lib/pkgconfig/xapianc.pc include/xapianc/err.h \
	include/xapianc/load.h include/xapianc/query.h include/xapianc/xapianc.h \
	share/man/man3/xapianc.3; do
	[ -f "$root/$file" ] || fail "not installed: $file" out
done

begin "a program that is not ours compiles and links with pkg-config alone"
# shellcheck disable=SC2046,SC2086
expect_status 0 ${CC:-cc} -Wall -Wextra -Werror ${HARDENING_CFLAGS:-} -o example \
	"$top/xapianc/example.c" $(example_flags)
expect_empty err

begin "it keeps lines and finds them by a word"
expect_status 0 ./example lines peace 'a line on peace' 'another line' 'peace and more peace'
expect_line out '^a line on peace$'
expect_line out '^peace and more peace$'
[ "$(wc -l <out)" = 2 ] || fail "not two lines" out

begin "it goes on with what it kept before"
expect_status 0 ./example lines another
expect_line out '^another line$'

begin "it says what is wrong as a person would look it up"
echo hello >text
expect_status 1 ./example text peace
expect_line err "^example: opening the database for writing: 'text': not a directory, so not a database$"
expect_empty out

finish
