# SPDX-License-Identifier: GPL-3.0-or-later
# The rules of the house that a machine can check.
. "${srcdir:-.}/tests/cli/preamble.sh"
cd "$top" || exit 99
rooms='lib xapianc indexer searcher'

# Sources of ours: what is written by hand, in rooms, tests and scripts.
sources()
{
	for room in $rooms tests/unit tests/fuzz tests/fault; do
		ls "$room"/*.c "$room"/*.h "$room"/*.cc 2>/dev/null
	done
}
scripts()
{
	ls scripts/* tests/cli/* tests/fault/*.sh autogen.sh configure.ac Makefile.am 2>/dev/null
}

# The quoted includes of a room, as "file room-of-the-included header".
includes()
{
	grep -H '^#include "' "$1"/*.c "$1"/*.h "$1"/*.cc 2>/dev/null |
	while IFS=: read -r file line; do
		header=${line#*\"}
		header=${header%\"*}
		# The room itself is looked into first, as the compiler does.
		for room in "$1" $rooms; do
			if [ -e "$room/$header" ]; then
				echo "$file $room $header"
				break
			fi
		done
	done
}

begin "a room includes only what the arrows of ARCHITECTURE.md allow"
{
	includes lib | awk '$2 != "lib"'
	includes xapianc | awk '$2 != "xapianc" && $3 !~ /^(err|mapping)\.h$/'
	# Of xapianc others see what is installed.
	includes indexer | awk '$2 == "searcher" || ($2 == "xapianc" && $3 !~ /^(xapianc|query|load)\.h$/)'
	includes searcher | awk '$2 == "indexer" || ($2 == "xapianc" && $3 !~ /^(xapianc|query)\.h$/)'
} >"$work/wrong"
expect_empty "$work/wrong"

begin "two rooms have no header of the same name"
for room in $rooms; do ls "$room"; done | grep '\.h$' | sort | uniq -d >"$work/twice"
expect_empty "$work/twice"

begin "only xapianc has heard of C++"
{
	find $rooms tests -name '*.cc' -o -name '*.cpp' -o -name '*.hh' -o -name '*.hpp' | grep -v '^xapianc/'
	grep -l '<xapian' -r $rooms | grep -v '^xapianc/'
} >"$work/wrong"
expect_empty "$work/wrong"

begin "every source bears its licence"
for file in $(sources) $(scripts); do
	head -n 2 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' || echo "$file"
done >"$work/wrong"
expect_empty "$work/wrong"

begin "nothing is left for later"
grep -nE 'TO''DO|FIX''ME|HA''CK' $(sources) $(scripts) README.md CONTRIBUTING.md ARCHITECTURE.md \
	$(find doc -type f) >"$work/wrong"
expect_empty "$work/wrong"

begin "sources are UTF-8 without control bytes"
for file in $(sources) $(scripts) README.md ARCHITECTURE.md CONTRIBUTING.md NEWS po/zh.po \
	$(find doc corpus tests/cases -type f); do
	iconv -f UTF-8 -t UTF-8 "$file" >/dev/null 2>&1 || echo "$file: not UTF-8"
	! LC_ALL=C tr -d '\n\t\f' <"$file" | LC_ALL=C grep -q '[[:cntrl:]]' || echo "$file: control bytes"
done >"$work/wrong"
expect_empty "$work/wrong"

begin "C is indented by tabs, and no line ends in a blank"
grep -nE '^        |[ 	]$' $(sources) >"$work/wrong"
expect_empty "$work/wrong"

begin "a source file has at most 450 lines, a line at most 120 columns"
for file in $(sources); do
	[ "$(wc -l <"$file")" -le 450 ] || echo "$file: $(wc -l <"$file") lines"
	expand "$file" | grep -nE '^.{121}' | sed "s|^|$file:|"
done >"$work/wrong"
expect_empty "$work/wrong"

begin "a header opens with what it is for, and says of each function what it does"
for header in lib/*.h xapianc/xapianc.h indexer/*.h searcher/*.h; do
	sed -n 2p "$header" | grep -q '^/\*' || echo "$header: no opening comment"
	# A paragraph that declares functions holds a comment, save constructors and their like;
	# the opening comment speaks for a header's only function.
	awk -v RS= -v header="$header" '
	/^(typedef|#)/ || /static inline/ { next }
	/[a-z_]+\(/ && /;/ { functions += gsub(/\);/, "&") }
	/[a-z_]+\(/ && /;/ && !/\/\*/ && !/_(new|free|init|fini|open|close|reset|release|count)\(/ {
		wrong = wrong header ": " $0 "\n"
	}
	END { if (functions > 1) printf "%s", wrong }' "$header"
done >"$work/wrong"
expect_empty "$work/wrong"

begin "only a main.c prints or ends the program, and call.c, through which its commands answer"
grep -nE '(^|[^a-z_.>])(printf|puts|putchar|exit|_exit|abort|perror)\(' \
	$(ls lib/*.c xapianc/*.cc indexer/*.c searcher/*.c | grep -vE '/(main|call)\.c$|^lib/memory\.c$|^xapianc/check\.cc$') >"$work/wrong"
expect_empty "$work/wrong"

begin "what a library gives out begins with its prefix"
if command -v nm >/dev/null; then
	for library in verbale indexer searcher; do
		nm --defined-only --extern-only "$builddir/lib$library.a" |
			awk -v library="$library" 'NF == 3 && $3 !~ /^(vb_|__odr_asan)/ { print library ": " $3 }'
	done >"$work/wrong"
	nm --defined-only --extern-only "$builddir/libxapianc.a" |
		awk 'NF == 3 && $3 !~ /^(xc_|vb_err|vb_mapping|vb_utf8|_Z|DW\.ref|__odr_asan)/ { print "xapianc: " $3 }' >>"$work/wrong"
	expect_empty "$work/wrong"
else
	skip "nm is not installed"
fi

begin "Makefile.am builds every source and runs every test"
{
	for room in $rooms; do ls "$room"/*.c "$room"/*.h "$room"/*.cc 2>/dev/null; done
	ls tests/unit/*.h
	grep -lE '^(Test|ParameterizedTest|Theory)\(' tests/unit/*.c | sed 's/\.c$//'
	ls tests/cli/*.sh tests/fault/*
	find tests/cases corpus doc scripts -type f
} | while read -r file; do
	[ -d "$file" ] || grep -qE "[[:blank:]]$file( |$|\))" Makefile.am || echo "$file"
done >"$work/wrong"
expect_empty "$work/wrong"

begin "every command's options stand in its manual, and no other"
for command in 'verbale-index' 'verbale-index sync' 'verbale-index status' 'verbale-index check' \
	'verbale-index dump' 'verbale-index drop' verbale-search; do
	$command --help 2>/dev/null | grep -oE '^ +(-[a-zA-Z], )?--[a-z-]+' | grep -oE -e '--[a-z-]+'
	$command --help 2>/dev/null | grep -oE '^ +-[a-zA-Z], ' | grep -oE -e '-[a-zA-Z]'
done | sort -u >"$work/shown"
sed -n 's/^\.It \(Fl .*\)/\1/p' doc/verbale-index.1 doc/verbale-search.1 |
	grep -oE 'Fl -?[a-zA-Z-]+' | sed 's/^Fl /-/' | sort -u >"$work/described"
[ -s "$work/shown" ] || fail "no options are shown"
comm -3 "$work/shown" "$work/described" >"$work/wrong"
expect_empty "$work/wrong"

begin "the pages of the manual are well formed"
if command -v mandoc >/dev/null; then
	for page in doc/*.[1-9]; do
		mandoc -T lint -W warning "$page"
	done >"$work/wrong" 2>&1
	expect_empty "$work/wrong"
else
	skip "mandoc is not installed"
fi

finish
