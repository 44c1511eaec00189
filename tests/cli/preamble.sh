# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by each test of the command line:
#
#	. "${srcdir:-.}/tests/cli/preamble.sh"
#	begin "a State's own words are found"
#	verbale-search --state=CUB 广播 >out || fail "nothing found"
#	expect_line out 'CUB'
#	finish
#
# The programs are on the PATH (make check puts them there); the test works in an empty
# folder of its own, which is removed at the end.  A test is what stands between two
# "begin" lines; it passes unless "fail" or "skip" was called in it.  The first failure of
# a test counts, the rest of it still runs.

set -u
work=$(mktemp -d "${TMPDIR:-/tmp}/verbale-test-XXXXXX")
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
top=$(cd "${srcdir:-.}" && pwd)
cd "$work" || exit 99
HOME=$work
VERBALE_CONFIG=/dev/null	# the machine's own settings are no part of a test
export HOME VERBALE_CONFIG
unset VERBALE_DB VERBALE_DEFAULTS XDG_DATA_HOME XDG_CONFIG_HOME NO_COLOR

passed=0 failed=0 skipped=0
title= verdict=

close_test()
{
	case $verdict in
	passed) passed=$((passed + 1)) ;;
	failed) failed=$((failed + 1)) ;;
	skipped) skipped=$((skipped + 1)) ;;
	esac
	verdict=
}

# begin SENTENCE: a test begins, the one before it is over.
begin()
{
	close_test
	title=$1
	verdict=passed
}

# fail WHY [FILE...]: this test has failed; the files show why.
fail()
{
	echo "FAILED: $title: $1"
	shift
	for file in "$@"; do
		sed "s|^|    $file: |" "$file"
	done
	verdict=failed
}

# skip WHY: this test cannot run here.
skip()
{
	echo "SKIPPED: $title: $1"
	[ "$verdict" = failed ] || verdict=skipped
}

# expect_status N COMMAND...: runs it with its output in the files out and err.
expect_status()
{
	expected=$1
	shift
	status=0
	"$@" >out 2>err || status=$?
	[ "$status" = "$expected" ] || fail "exit status $status, not $expected: $*" out err
}

# expect_line FILE PATTERN: a line of the file matches the extended regular expression.
expect_line()
{
	grep -qE -e "$2" "$1" || fail "no line matches '$2'" "$1"
}

# expect_no_line FILE PATTERN
expect_no_line()
{
	! grep -qE -e "$2" "$1" || fail "a line matches '$2'" "$1"
}

# expect_empty FILE
expect_empty()
{
	[ ! -s "$1" ] || fail "not empty" "$1"
}

# finish: the closing line and the exit status.
finish()
{
	close_test
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" = 0 ] || exit 1
	[ "$passed" != 0 ] || exit 77
	exit 0
}
