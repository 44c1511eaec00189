#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The scorer of scripts/evaluate, on a collection small enough to score by hand.
. "${srcdir:-.}/tests/cli/preamble.sh"

mkdir small
cat >small/corpus.jsonl <<'END'
{"id": "a/1", "lang": "en", "text": "A sample about fish."}
{"id": "b", "lang": "en", "text": "A sample about birds."}
{"id": "c", "lang": "zh", "text": "关于鱼的样本。"}
END
cat >small/queries.jsonl <<'END'
{"id": "q1", "lang": "en", "text": "fish"}
{"id": "q2", "lang": "en", "text": "birds"}
END
printf 'q1\ta/1\t2\nq1\tc\t1\nq2\tb\t1\n' >small/qrels.tsv

begin "a collection becomes a folder of documents and a batch of queries"
python3 "$top/scripts/collection.py" write small out || fail "cannot write it"
expect_line out/documents/000000.txt '^A sample about fish\.$'
expect_line out/documents/manifest.tsv '^000002\.txt	zh$'
expect_line out/queries '"qid": "q2", "query": "birds"'

begin "every document in its place scores one"
cat >results <<'END'
{"qid": "q1", "hits": [{"path": "/x/000000.txt"}, {"path": "/x/000000.txt"}, {"path": "/x/000002.txt"}]}
{"qid": "q2", "hits": [{"path": "/x/000001.txt"}]}
END
python3 "$top/scripts/collection.py" score small results >table || fail "cannot score it"
expect_line table '^small +2 +1\.000 +1\.000 +1\.000 +1\.000 +1\.000$'

begin "a query without an answer scores nothing, a late one less than one"
cat >results <<'END'
{"qid": "q1", "hits": [{"path": "/x/000001.txt"}, {"path": "/x/000002.txt"}]}
{"qid": "q2", "hits": []}
END
python3 "$top/scripts/collection.py" score small results >table || fail "cannot score it"
# q1: 1 / log2(3) of 3 + 1 / log2(3); 1/2; 1/2; 0
expect_line table '^small +2 +0\.087 +0\.250 +0\.250 +0\.250 +0\.000$'
finish
