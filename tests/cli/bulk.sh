# SPDX-License-Identifier: GPL-3.0-or-later
#
# sync with much to read: shards, merged into the next generation, hold what a sync in place
# would have made.

. "${srcdir:-.}/tests/cli/preamble.sh"

# One document fills a shard of a run with so little memory, and nothing is too little for one.
printf '[index]\nmemory = 4K\n' >small.ini
printf '[index]\nmemory = 1G\n' >large.ini
small=$work/small.ini large=$work/large.ini

# paragraphs WORD COUNT: a sample text of COUNT paragraphs.
paragraphs()
{
	i=0
	while [ $i -lt "$2" ]; do
		i=$((i + 1))
		printf 'Sample paragraph %d about %s and what a State may do.\n\n' $i "$1"
	done
}

# bulk INDEX ARGUMENT...: a sync that is expected to make the next generation.
bulk()
{
	before=$(readlink "$1/current")
	index=$1
	shift
	status=0
	VERBALE_CONFIG=$small verbale-index sync -d "$index" "$@" >out 2>err || status=$?
	[ "$(readlink "$index/current")" != "$before" ] || fail "it wrote in place" out err
	[ "$(ls "$index" | tr '\n' ' ')" = "current $(readlink "$index/current") lock " ] ||
		fail "something is left in the folder: $(ls "$index")"
}

# answers INDEX: what it says to some queries, counts, order and scores included.
answers()
{
	printf '%s\n' '{"query": "what a State may do"}' '{"query": "trade water"}' \
		'{"query": "\"about peace\""}' '{"query": "paragraf"}' '{"query": "arms OR rain*"}' |
		verbale-search -d "$1" --facets=document,state,theme --limit=20 --batch=- 2>notes |
		jq -c 'del(.took_ms)'
}

# same INDEX: it holds, and answers, what a sync of the same documents into a new index gives.
same()
{
	rm -rf clean
	verbale-index sync -q -d clean docs
	verbale-index dump -d clean >wanted
	verbale-index dump -d "$1" >dump 2>err || fail "dump" err
	cmp -s dump wanted || fail "another dump"
	answers clean >wanted
	answers "$1" >dump
	[ -s dump ] || fail "no answer"
	cmp -s dump wanted || { diff wanted dump >difference; fail "other answers" difference; }
	expect_status 0 verbale-index check -d "$1"
}

mkdir docs
for name in a b c d; do
	paragraphs $name 12 >docs/$name.txt
done
verbale-index sync -d index docs || exit 99

begin "much that is new comes behind what is there"
for name in e f g h i j k l m n; do
	paragraphs $name 5 >docs/$name.txt
done
bulk index docs
same index

begin "the next sync finds nothing to do"
expect_status 0 verbale-index sync -d index --json docs
[ "$(jq -c '[.new, .changed, .unchanged, .commits]' out)" = '[0,0,14,0]' ] || fail "the summary" out

begin "with more memory the same is written in place"
cp -a index place
paragraphs peace 5 >docs/o.txt
generation=$(readlink place/current)
expect_status 0 env VERBALE_CONFIG=$large verbale-index sync -d place docs
[ "$(readlink place/current)" = "$generation" ] || fail "it made a new generation"
same place

begin "what is deleted in place is not seen, until a run that finds too much of it writes the rest anew"
rm docs/o.txt
expect_status 0 env VERBALE_CONFIG=$large verbale-index sync -d place docs
for word in flood drought; do
	paragraphs $word 1100 >docs/p.txt
	expect_status 0 env VERBALE_CONFIG=$large verbale-index sync -d place docs
	[ "$(readlink place/current)" = "$generation" ] || fail "it made a new generation"
	same place
done
expect_status 0 env VERBALE_CONFIG=$large verbale-index sync -d place docs
[ "$(readlink place/current)" != "$generation" ] || fail "nothing was written anew"
same place
rm docs/p.txt

begin "what has changed, what is gone and what could not be read leave the old passages' place"
paragraphs trade 30 >docs/b.txt
paragraphs water 30 >docs/f.txt
printf '\000\001\002\003' >docs/c.txt
rm docs/d.txt docs/e.txt
bulk index docs
[ $status = 1 ] || fail "exit status $status" err
expect_line err 'c\.txt'
same index

begin "a second time too, when the first documents of the index are no more"
printf 'Only this now.\n' >docs/a.txt
paragraphs arms 90 >docs/c.txt
bulk index docs
same index

begin "a file that was only touched keeps its passages, and is not looked at again"
touch docs/g.txt docs/h.txt
paragraphs rain 150 >docs/i.txt
bulk index docs
same index
expect_status 0 verbale-index sync -d index --json docs
[ "$(jq -c '[.changed, .commits]' out)" = '[0,0]' ] || fail "the summary" out

begin "when a table changes, nothing of the old index is needed"
mkdir tables
cp "$top"/corpus/*.tsv "$top"/corpus/*.ini tables/
printf '# one more line\n' >>tables/states.tsv
VERBALE_TABLES=$work/tables
export VERBALE_TABLES
bulk index docs
same index

begin "but for what is not asked about"
mkdir others
printf 'A sample of another folder.\n' >others/a.txt
printf '\000\001\002\003' >others/b.txt
verbale-index sync -q -d index others
printf '# and one more\n' >>tables/states.tsv
bulk index docs
expect_status 0 verbale-index check -d index
verbale-index dump -d index >dump
expect_line dump 'another folder'
[ "$(verbale-index status -d index --json | jq '.failed | length')" = 1 ] || fail "status"

begin "any number of threads gives the same index"
VERBALE_CONFIG=$small
verbale-index sync -d one -j 1 docs && verbale-index dump -d one >first
verbale-index sync -d eight -j 8 docs && verbale-index dump -d eight >second
cmp -s first second || fail "another dump"

finish
