# SPDX-License-Identifier: GPL-3.0-or-later
#
# sync: what lies under each PATH is what the index holds of it.

. "${srcdir:-.}/tests/cli/preamble.sh"

mkdir docs
printf 'A sample paragraph about peace.\n' >docs/peace.txt
printf 'A sample paragraph about trade.\n' >docs/trade.txt

sync()
{
	verbale-index sync -d index "$@"
}

dump()
{
	verbale-index dump -d index
}

begin "the first sync reads everything and says nothing"
expect_status 0 sync docs
expect_empty out
expect_empty err
[ "$(dump | wc -l)" = 2 ] || fail "not two passages"

begin "nothing has changed: no file is opened, nothing is committed"
if command -v strace >/dev/null; then
	ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0 \
		strace -f -e trace=open,openat,pwrite64,fsync,fdatasync -o trace \
		verbale-index sync -d index docs 2>err || fail "sync" err
	expect_no_line trace 'peace\.txt|trade\.txt|sync\(|glass", O_RDWR'
else
	skip "strace is not installed"
fi

begin "its summary says so"
expect_status 0 sync --json docs
[ "$(jq -c '[.new, .changed, .unchanged, .dropped, .failed, .commits]' out)" = '[0,0,2,0,0,0]' ] ||
	fail "the summary" out

begin "a touched file is judged by its content, not by its time"
touch docs/trade.txt
expect_status 0 sync --json docs
[ "$(jq -c '[.changed, .unchanged]' out)" = '[0,2]' ] || fail "the summary" out

begin "a changed file is read again, with the time put back too"
dump >before
touch -r docs/peace.txt reference
printf 'A sample paragraph about space.\n' >docs/peace.txt
touch -r reference docs/peace.txt
expect_status 0 sync --json docs
[ "$(jq -c '[.changed, .unchanged]' out)" = '[1,1]' ] || fail "the summary" out
dump >after
expect_line after 'about space'
expect_no_line after 'about peace'

begin "what did not change keeps its id"
[ "$(jq -r 'select(.text | test("trade")).id' before)" = \
	"$(jq -r 'select(.text | test("trade")).id' after)" ] || fail "another id" before after

begin "-v names each file that is done, and sums up"
printf 'One more sample paragraph.\n' >docs/more.txt
rm docs/trade.txt
expect_status 0 sync -v docs
expect_line out '^new: .*/docs/more\.txt$'
expect_line out '^gone: .*/docs/trade\.txt$'
expect_line out '^1 new, 0 changed, 1 unchanged, 1 dropped, 0 failed$'

begin "a dry run says what would be done, and does nothing"
printf 'A sample paragraph about water.\n' >docs/water.txt
rm docs/more.txt
dump >before
expect_status 0 sync --dry-run docs
expect_line out '^new: .*/docs/water\.txt$'
expect_line out '^gone: .*/docs/more\.txt$'
dump >after
cmp -s before after || fail "the index has changed"

begin "a dry run without an index makes none"
expect_status 0 verbale-index sync -d other -n docs
[ ! -e other ] || fail "there it is"

begin "--keep-missing keeps what a vanished file held"
expect_status 0 sync --keep-missing docs
dump >after
expect_line after 'One more sample'

begin "without it, the vanished file is dropped"
expect_status 0 sync docs
dump >after
expect_no_line after 'One more sample'

begin "only what lies under the PATHs given is dropped"
mkdir others
printf 'A sample paragraph of another folder.\n' >others/a.txt
expect_status 0 sync others
dump >after
expect_line after 'another folder'
expect_line after 'about water'

begin "a PATH that does not exist is named, and nothing is dropped"
dump >before
mv docs moved
expect_status 1 sync docs others
expect_line err "^verbale-index: cannot read: 'docs': No such file or directory$"
dump >after
cmp -s before after || fail "the index has changed"
mv moved docs

begin "no PATH exists: no index is made"
expect_status 1 verbale-index sync -d other nowhere
[ ! -e other ] || fail "there it is"

begin "hidden files, backups and links are no documents"
printf 'Hidden.\n' >docs/.hidden
printf 'A backup.\n' >docs/peace.txt~
mkdir docs/.git && printf 'Inside.\n' >docs/.git/x.txt
ln -s peace.txt docs/link.txt
ln -s . docs/loop
mkfifo docs/pipe
dump >before
expect_status 0 sync docs
dump >after
cmp -s before after || fail "the index has changed"
rm -r docs/.hidden docs/.git docs/peace.txt~ docs/link.txt docs/loop docs/pipe

begin "the index itself is not a document, wherever it lies"
expect_status 0 verbale-index sync -d docs/index docs
expect_status 0 verbale-index sync -d docs/index docs --json
[ "$(jq .new out)" = 0 ] || fail "the summary" out
rm -r docs/index

begin "a folder may be given through a link, and a file by itself"
ln -s docs through
expect_status 0 sync --json through docs/peace.txt
[ "$(jq -c '[.new, .changed, .dropped]' out)" = '[0,0,0]' ] || fail "the summary" out

begin "a name of any bytes is kept apart and shown in plain text"
printf 'A sample of odd names.\n' >"docs/$(printf 'a\377\nb').txt"
expect_status 0 sync docs
dump >after
expect_line after '/docs/a\\\\xFF\\\\x0Ab\.txt"'
jq -e . after >out || fail "no JSON"
expect_status 0 sync --json docs
[ "$(jq .unchanged out)" = 3 ] || fail "the summary" out
rm "docs/$(printf 'a\377\nb').txt"

begin "a very long path is no hindrance"
long=docs
for i in 1 2 3 4 5 6; do
	long=$long/a-folder-with-a-name-of-a-good-sixty-characters-which-is-a-lot-$i
done
mkdir -p "$long"
printf 'A sample far down.\n' >"$long/a.txt"
printf 'Another sample far down.\n' >"$long/b.txt"
expect_status 0 sync docs
expect_status 0 sync --json docs
[ "$(jq .unchanged out)" = 4 ] || fail "the summary" out
rm -r docs/a-folder*
expect_status 0 sync docs

begin "a manifest's words are part of a document: when they change, it is read again"
printf 'path\tstate\tdate\npeace.txt\tCUB\t2023\n' >docs/manifest.tsv
expect_status 0 sync --json docs
[ "$(jq -c '[.new, .changed]' out)" = '[0,1]' ] || fail "the summary" out
dump >after
[ "$(jq -r 'select(.path | test("peace")).state' after)" = CUB ] || fail "no State" after
expect_status 0 sync --json docs
[ "$(jq .unchanged out)" = 2 ] || fail "the summary" out

begin "a manifest that cannot be used is named, and what its folder held stays"
dump >before
printf 'nonsense\n' >docs/manifest.tsv
expect_status 1 sync docs
expect_line err 'manifest\.tsv'
dump >after
cmp -s before after || fail "the index has changed"
rm docs/manifest.tsv

begin "when a table changes, everything is read again"
mkdir tables
cp "$top"/corpus/*.tsv "$top"/corpus/*.ini tables/
expect_status 0 sync docs
printf '# one more line\n' >>tables/states.tsv
expect_status 0 env VERBALE_TABLES=tables verbale-index sync -d index --json docs
[ "$(jq -c '[.changed, .unchanged]' out)" = '[2,0]' ] || fail "the summary" out
expect_status 0 sync docs

begin "--full builds a new generation and puts it into use"
dump >before
[ "$(readlink index/current)" = g1 ] || fail "not g1"
expect_status 0 sync --full docs
[ "$(readlink index/current)" = g2 ] || fail "not g2"
[ ! -e index/g1 ] || fail "g1 is still there"
dump >after
cmp -s before after || fail "another dump"

begin "--full keeps what it was not asked about"
expect_line after 'another folder'
expect_status 0 verbale-index check -d index

begin "any number of threads gives the same index"
for i in 1 2 3 4 5 6 7 8 9; do
	printf 'Sample document %d speaks about peace.\n\nAnd about trade.\n' $i >docs/n$i.txt
done
verbale-index sync -d one -j 1 docs && verbale-index dump -d one >first
verbale-index sync -d eight -j 8 docs && verbale-index dump -d eight >second
cmp -s first second || fail "another dump"

begin "a progress bar is drawn when it is asked for, and taken away"
expect_status 0 verbale-index sync -d bar --progress=always docs
expect_line err '100%'
expect_empty out

begin "two writers: the second leaves with 75 and names the first"
expect_status 75 flock index/lock verbale-index sync -d index docs
expect_line err "the index is in use: 'index'"
expect_status 0 sync docs

begin "readers during a sync get the old documents or the new ones, never half"
verbale-index sync -d live docs
round=0
while [ $round -lt 10 ]; do
	round=$((round + 1))
	for i in 1 2 3 4 5 6 7 8 9; do
		printf 'Round %d, one.\n\nRound %d, two.\n' $round $round >docs/n$i.txt
	done
	verbale-index sync -d live docs &
	while kill -0 $! 2>/dev/null; do
		verbale-index dump -d live >seen 2>err || fail "dump" err
		odd=$(jq -r 'select(.text | startswith("Round")) | "\(.path) \(.text | split(",")[0])"' seen |
			sort | uniq -c | awk '$1 != 2')
		[ -z "$odd" ] || fail "half a document: $odd"
	done
	wait $! || fail "sync"
done

finish
