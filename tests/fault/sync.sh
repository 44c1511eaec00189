# SPDX-License-Identifier: GPL-3.0-or-later
#
# sync under faults: killed at each call by which it changes files, and with each such call
# failing for want of space or with an error of the disk.  After each of them the next
# sync ends with the dump of an undisturbed one, and check is clean.

. "${srcdir:-.}/tests/cli/preamble.sh"

inject=$work/inject.so
${CC:-cc} -shared -fPIC -o "$inject" "$top/tests/fault/inject.c" -ldl || exit 99
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0:detect_leaks=0
export ASAN_OPTIONS
docs=$work/docs
hit=0

# paragraph WORD COUNT: a sample text of COUNT paragraphs.
paragraphs()
{
	i=0
	while [ $i -lt "$2" ]; do
		i=$((i + 1))
		printf 'Sample paragraph %d about %s and what a State may do.\n\n' $i "$1"
	done
}

# faulty KIND N COMMAND...: runs it with the fault at call N; its exit status in $status.
faulty()
{
	kind=$1 at=$2
	shift 2
	status=0
	FAULT_KIND=$kind FAULT_AT=$at LD_PRELOAD=$inject "$@" >out 2>err || status=$?
}

# count COMMAND...: how many calls it makes that a fault can hit.
count()
{
	FAULT_COUNT=$work/count LD_PRELOAD=$inject "$@" >out 2>err || fail "undisturbed: $*" err
	calls=$(cat "$work/count")
}

# whole: the index is what an undisturbed sync makes of it.
whole()
{
	LD_PRELOAD=$inject verbale-index sync -d index docs >out 2>err ||
		fail "$1: the next sync" out err
	verbale-index dump -d index >dump 2>err || fail "$1: dump" err
	cmp -s dump wanted || fail "$1: the dump is another"
	verbale-index check -d index >out 2>err || fail "$1: check" out err
}

fresh()
{
	rm -rf index
	[ ! -d "$1" ] || cp -a "$1" index
}

# each KIND BEFORE COMMAND...: the fault at every call of the command, from the index BEFORE.
each()
{
	kind=$1 before=$2
	shift 2
	fresh "$before"
	count "$@"
	n=0
	while [ $n -lt "$calls" ] && [ "$verdict" = passed ]; do
		n=$((n + 1))
		fresh "$before"
		faulty "$kind" $n "$@"
		case $kind:$status in
		kill:137 | torn:137 | term:143 | ENOSPC:4 | EIO:4) hit=$((hit + 1)) ;;
		torn:0 | term:0 | ENOSPC:0 | EIO:0) ;;
		kill:0)	# two threads do not always do the same
			[ $n -gt $((calls - 5)) ] || fail "kill at call $n of $calls: it lived" ;;
		*) fail "$kind at call $n of $calls: exit status $status: $*" out err ;;
		esac
		whole "$kind at call $n of $calls: $*"
	done
}

mkdir docs
paragraphs peace 40 >docs/a.txt
paragraphs trade 30 >docs/b.txt
paragraphs water 20 >docs/c.txt
verbale-index sync -d before docs || exit 99
paragraphs disarmament 35 >docs/a.txt
paragraphs broadcasting 25 >docs/d.txt
rm docs/b.txt
verbale-index sync -d wanted.index docs && verbale-index dump -d wanted.index >wanted || exit 99

begin "killed at any call of a sync that changes, adds and drops, the next one completes the work"
each kill before verbale-index sync -d index docs

begin "killed in the first sync of all, the next one completes the work"
each kill nothing verbale-index sync -d index -j 1 docs

begin "killed in a rebuild, the old index is in use until the new one is whole"
each kill before verbale-index sync -d index -j 1 --full docs

begin "killed in the middle of a write"
each torn before verbale-index sync -d index docs

begin "killed while it drops a document, all of it is there or nothing"
each kill before verbale-index drop -d index docs/c.txt

begin "asked to end, it does so in good order"
each term nothing verbale-index sync -d index -j 1 docs

begin "at least 200 kills hit"
[ $hit -ge 200 ] || fail "only $hit"

begin "without space, a clear line, and nothing is lost"
each ENOSPC before verbale-index sync -d index docs

begin "with an error of the disk, a clear line, and nothing is lost"
each EIO before verbale-index sync -d index docs

begin "without space for a rebuild, the old index stays in use"
each ENOSPC before verbale-index sync -d index -j 1 --full docs

# Much is new against what is there, and memory is short: shards of one document each, a part of
# the first ones, and the index in use behind them.
printf '[index]\nmemory = 8K\n' >small.ini
VERBALE_CONFIG=$work/small.ini
for name in e f g h; do
	paragraphs $name 10 >docs/$name.txt
done
paragraphs arms 36 >docs/a.txt
rm -r wanted.index
verbale-index sync -d wanted.index docs && verbale-index dump -d wanted.index >wanted || exit 99
fresh before
verbale-index sync -d index docs || exit 99
[ "$(readlink before/current) $(readlink index/current)" = 'g1 g2' ] || exit 99

begin "killed at any call of a sync with much to read, the next one completes the work"
each kill before verbale-index sync -d index docs

begin "killed in the middle of a write of it"
each torn before verbale-index sync -d index docs

begin "asked to end in it, the next sync goes on from there"
each term before verbale-index sync -d index docs

begin "without space for much, a clear line, and nothing is lost"
each ENOSPC before verbale-index sync -d index docs

begin "with an error of the disk in it, a clear line, and nothing is lost"
each EIO before verbale-index sync -d index docs

begin "killed in the first sync of all, with much to read, the next one completes the work"
each kill nothing verbale-index sync -d index docs

begin "what a killed run has finished is not read again, unless its file has changed"
fresh before
count verbale-index sync -d index -j 1 docs
n=$calls
while [ $n -gt 0 ]; do
	fresh before
	faulty kill $n verbale-index sync -d index -j 1 docs
	[ "$(readlink index/current)" != g1 ] || break
	n=$((n - 1))
done
[ -d index/part1 ] || fail "no part is there" out err
cp -a index killed
verbale-index sync -d index --json docs >out
[ "$(jq -c '[.new, .changed, .unchanged]' out)" = '[0,0,7]' ] || fail "the summary" out
whole "after that"
rm -rf index
mv killed index
cp docs/a.txt kept.txt
echo 'One more line.' >>docs/a.txt
verbale-index sync -d index --json docs >out
[ "$(jq -c '[.new, .changed, .unchanged]' out)" = '[0,1,6]' ] || fail "the summary" out
cp kept.txt docs/a.txt
whole "after a change"

echo "$hit faults hit"
finish
