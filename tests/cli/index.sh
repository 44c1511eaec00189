# SPDX-License-Identifier: GPL-3.0-or-later
#
# verbale-index status, check, dump, drop, and what it says of itself.

. "${srcdir:-.}/tests/cli/preamble.sh"

mkdir -p docs/sub
printf 'A sample paragraph about peace.\n\nA second one, about trade.\n' >docs/a.txt
printf 'A sample paragraph about water.\n' >docs/sub/b.txt
printf 'path\tstate\na.txt\tCUB\n' >docs/manifest.tsv
verbale-index sync -d index docs || exit 99

begin "--help and --version answer on standard output"
expect_status 0 verbale-index --help
for command in sync status check dump drop; do
	expect_line out "^  $command "
	expect_status 0 verbale-index $command --help
	expect_line out "^Usage: verbale-index $command"
	expect_line out '--database'
	expect_status 0 verbale-index --help
done
expect_status 0 verbale-index --version
expect_line out '^verbale-index [0-9]'

begin "status tells what the index holds"
expect_status 0 verbale-index status -d index
expect_line out '^documents +2$'
expect_line out '^passages +3$'
expect_line out '^States +1$'
expect_line out '^failed +0$'

begin "status --json has the same"
expect_status 0 verbale-index status -d index --json
[ "$(jq -c '[.documents, .passages, .states, .failed, .last.new]' out)" = '[2,3,1,[],2]' ] ||
	fail "the status" out

begin "check is silent when all is well"
expect_status 0 verbale-index check -d index
expect_empty out
expect_empty err

begin "dump is sorted by path, then by place, and is JSON Lines"
expect_status 0 verbale-index dump -d index
jq -r '"\(.path) \(.text)"' out >lines
printf '%s\n' "$work/docs/a.txt A sample paragraph about peace." \
	"$work/docs/a.txt A second one, about trade." \
	"$work/docs/sub/b.txt A sample paragraph about water." >wanted
cmp -s lines wanted || fail "other lines" lines

begin "the dump does not depend on the history of the index"
cp out first
printf 'Something else.\n' >docs/c.txt
verbale-index sync -d index docs
printf 'Changed.\n' >docs/a.txt
verbale-index sync -d index docs
printf 'A sample paragraph about peace.\n\nA second one, about trade.\n' >docs/a.txt
rm docs/c.txt
verbale-index sync -d index docs
expect_status 0 verbale-index dump -d index
cmp -s out first || fail "another dump"

begin "drop takes a folder out, and only that"
expect_status 0 verbale-index drop -d index docs/sub
expect_empty out
expect_status 0 verbale-index dump -d index
expect_no_line out water
expect_line out peace
expect_status 0 verbale-index check -d index

begin "drop takes out what is no longer there, by its name"
verbale-index sync -d index docs
mv docs/sub moved
expect_status 0 verbale-index drop -d index docs/sub/b.txt
expect_status 0 verbale-index dump -d index
expect_no_line out water
mv moved docs/sub
verbale-index sync -d index docs

begin "drop of what the index does not hold is named, and nothing is dropped"
expect_status 1 verbale-index drop -d index docs nowhere
expect_line err "cannot drop: 'nowhere'"
[ "$(verbale-index dump -d index | wc -l)" = 3 ] || fail "not three passages"

begin "drop waits for nobody: a held lock is 75"
expect_status 75 flock index/lock verbale-index drop -d index docs

begin "damage is found, and the command that cures it is told"
cp -a index bent
generation=$(readlink index/current)
size=$(wc -c <bent/$generation/postlist.glass)
tr '\000-\177' '\001-\177\000' <index/$generation/postlist.glass >bent/$generation/postlist.glass
[ "$(wc -c <bent/$generation/postlist.glass)" = "$size" ] || fail "another size"
expect_status 3 verbale-index check -d bent
expect_line err "rebuild it: verbale-index sync --full -d 'bent' PATH"
expect_status 3 verbale-index dump -d bent

begin "a rebuild cures it"
expect_status 0 verbale-index sync -d bent --full docs
expect_status 0 verbale-index check -d bent
verbale-index dump -d bent >out
cmp -s out first || fail "another dump"

finish
