#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# scripts/bench, on a collection small enough to wait for.
. "${srcdir:-.}/tests/cli/preamble.sh"
VERBALE_BUILD=${builddir:-.}
PYTHONDONTWRITEBYTECODE=1
export VERBALE_BUILD PYTHONDONTWRITEBYTECODE

begin "a race ends with a table, with a peer that is there and without one that is not"
# Nothing of Lucene is found where nothing is on the PATH but what a race needs.
mkdir bin
for tool in sh dirname mktemp rm python3; do
	ln -s "$(command -v $tool)" bin/
done
PATH=$work/bin "$top/scripts/bench" --peers=fts5-tri,luc-cjk --growth=none --queries=3 300 >table 2>notes ||
	fail "no race" notes
expect_line notes '^bench: without luc-cjk: .+ is not installed$'
expect_line table '^measured +verbale +expanding +fts5-tri$'
expect_line table '^one common word, p50( +[0-9.]+){3}$'
expect_line table '^quotation, facets, p99( +[0-9.]+){3}$'
expect_line table '^found as often as by verbale +expanding +fts5-tri$'
expect_line table '^quotation, facets, % +100 +[0-9.]+$'

begin "a peer that nobody knows is an error"
! "$top/scripts/bench" --peers=oracle 300 >table 2>notes || fail "it went on"
expect_line notes "no such peer: 'oracle'"
finish
