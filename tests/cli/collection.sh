#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# scripts/evaluate, on a collection small enough to score by hand.
. "${srcdir:-.}/tests/cli/preamble.sh"
VERBALE_BUILD=${builddir:-.}
PYTHONDONTWRITEBYTECODE=1
export VERBALE_BUILD PYTHONDONTWRITEBYTECODE

# evaluate OPTION...: the table of what is in the folder shared.
evaluate()
{
	"$top/scripts/evaluate" "$@" "$work/shared" >table 2>notes || fail "no table" notes
}

# python <PROGRAM: with what the scripts are made of.
python()
{
	{
		echo 'from collection import *'
		cat
	} >program.py
	PYTHONPATH=$top/scripts python3 program.py || fail "the program failed"
}

mkdir -p shared/collections/small
cat >shared/collections/small/corpus.jsonl <<'END'
{"id": "a/1", "lang": "en", "text": "A sample about fish and trout."}
{"id": "b", "lang": "en", "text": "A sample about birds."}
{"id": "c", "lang": "en", "text": "Another one, about trees."}
END
cat >shared/collections/small/queries.jsonl <<'END'
{"id": "q1", "lang": "en", "text": "fish"}
{"id": "q2", "lang": "en", "text": "birds"}
END
printf 'q1\ta/1\t2\nq2\tb\t1\n' >shared/collections/small/qrels.tsv

begin "every document in its place scores one, with Verbale and beside it"
evaluate --peers=fts5-tri,fts5-port
expect_line table '^nDCG@10 +n +verbale +no-expand +fts5-tri +fts5-port$'
expect_line table '^small +2( +1\.000){4}$'
expect_line table '^small +2( +1\.000){6}$'

begin "a peer that nobody knows is an error"
! "$top/scripts/evaluate" --peers=oracle "$work/shared" >table 2>notes || fail "it went on"
expect_line notes "no such peer: 'oracle'"

begin "a folder without judged queries is an error"
! "$top/scripts/evaluate" "$work" >table 2>notes || fail "it went on"
expect_line notes "no judged queries"

begin "a query without an answer scores nothing, a late one less than one"
python >measured <<'END'
print(*["%.3f" % figure for figure in measure([], {1: 1})])
print(*["%.3f" % figure for figure in measure([5, 3], {1: 2, 3: 1})])
END
expect_line measured '^0\.000 0\.000 0\.000 0\.000 0\.000 0\.000$'
# 1 / log2(3) of 3 + 1 / log2(3); 1/2; 1/2; 1/2; 0; 1
expect_line measured '^0\.174 0\.500 0\.500 0\.500 0\.000 1\.000$'

begin "a filter holds for a system that has none"
python >passed <<'END'
fields = [{"state": "CUB", "themes": ["norms"]}, {"state": None, "themes": []}]
task = Task("", "", ["", ""], [], {}, None, fields)
print(*[task.passes(number, {"state": "CUB", "theme": "norms"}) for number in (0, 1)],
      task.passes(1, {}))
END
expect_line passed '^True False True$'

begin "a term of a case is found in any width, case and spacing, where a word begins"
python >held <<'END'
for text, term in (("Ｓea-level\nrise", "Sea level"), ("联络 点", "联络点"), ("collaboration", "labor")):
	print(term, bool(holds(plain(text), plain(term))))
END
expect_line held '^Sea level True$'
expect_line held '^联络点 True$'
expect_line held '^labor False$'

begin "every table of cases can be read, and a line that is no case is named"
printf '[report]\nno rule\n' >wrong.txt
python >cases <<END
cases = [read_cases(place) for place in glob.glob("$top/tests/cases/finding/*.txt")]
print(min(map(len, cases)) > 0, sum(map(len, cases)) >= 60)
try:
	read_cases("wrong.txt")
except ValueError as error:
	print(error)
END
expect_line cases '^True True$'
expect_line cases "^wrong\.txt:2: no case: 'no rule'$"
finish
