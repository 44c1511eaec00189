# SPDX-License-Identifier: GPL-3.0-or-later
#
# Bad input to verbale-index: each a clear line and the right exit status, nothing lost.

. "${srcdir:-.}/tests/cli/preamble.sh"

mkdir docs
printf 'A sample paragraph about peace.\n' >docs/good.txt
verbale-index sync -d index docs || exit 99

begin "an empty file is named, and the others are read"
: >docs/empty.txt
printf 'A sample paragraph about trade.\n' >docs/other.txt
expect_status 1 verbale-index sync -d index docs
expect_line err "^verbale-index: cannot read: '$work/docs/empty.txt': "
[ "$(wc -l <err)" = 1 ] || fail "more than one line" err
[ "$(verbale-index dump -d index | wc -l)" = 2 ] || fail "not two passages"

begin "the next night it is named again without being read again"
expect_status 1 verbale-index sync -d index --json docs
expect_line err "cannot read: '$work/docs/empty.txt': .* \(as before: not read again\)$"
[ "$(jq -c '[.failed, .unchanged, .commits]' out)" = '[1,2,0]' ] || fail "the summary" out

begin "status tells of it"
expect_status 0 verbale-index status -d index
expect_line out "cannot read: '$work/docs/empty.txt'"

begin "repaired, it is read"
printf 'Now a sample paragraph.\n' >docs/empty.txt
expect_status 0 verbale-index sync -d index docs

begin "a document that turned bad leaves the index"
printf 'Sample\000\001\002\003\377\376\000\000bytes\000\000' >docs/empty.txt
expect_status 1 verbale-index sync -d index docs
[ "$(verbale-index dump -d index | wc -l)" = 2 ] || fail "not two passages"
rm docs/empty.txt
expect_status 0 verbale-index sync -d index docs

begin "malformed bytes become replacement characters, and are counted"
printf 'A sample with \377\376 malformed \303 bytes in it.\n' >docs/malformed.txt
expect_status 0 verbale-index sync -d index --json docs
[ "$(jq .replaced out)" -gt 0 ] || fail "not counted" out
verbale-index dump -d index >dump
iconv -f UTF-8 -t UTF-8 dump >/dev/null || fail "not UTF-8"
expect_line dump 'malformed'

begin "a line of 200 MB is refused, with a word on how to raise the limit"
truncate -s 200M docs/long.txt
expect_status 1 verbale-index sync -d index docs
expect_line err "cannot read: '$work/docs/long.txt': 200.0 MB is over the limit .*max-file"
expect_status 1 verbale-index sync -d index docs
expect_line err 'max-file.*as before'
rm docs/long.txt
expect_status 0 verbale-index sync -d index docs

begin "with a higher limit it is read"
printf '[index]\nmax-file = 16\n' >small.ini
printf '[index]\nmax-file = 1M\n' >large.ini
cp docs/good.txt docs/limit.txt
expect_status 1 env VERBALE_CONFIG="$work/small.ini" verbale-index sync -d limited docs/limit.txt
expect_status 0 env VERBALE_CONFIG="$work/large.ini" verbale-index sync -d limited docs/limit.txt
[ "$(verbale-index dump -d limited | wc -l)" = 1 ] || fail "not read"

# Root reads everything, unless it lays its capabilities down; it keeps its way to the programs,
# wherever the checkout is.
humbly='setpriv --inh-caps=-all --bounding-set=-all'
[ "$(id -u)" = 0 ] || humbly=

begin "a file that may not be read is named and keeps what it held"
verbale-index sync -d index docs
if $humbly true 2>/dev/null; then
	chmod 000 docs/good.txt
	mkdir docs/closed && chmod 000 docs/closed
	expect_status 1 $humbly verbale-index sync -d index docs
	expect_line err "cannot read: '$work/docs/good.txt': Permission denied"
	expect_line err "cannot read: '$work/docs/closed': Permission denied"
	verbale-index dump -d index >dump
	expect_line dump 'about peace'
	chmod 644 docs/good.txt && rmdir docs/closed
else
	skip "setpriv cannot lay capabilities down here"
fi
expect_status 0 verbale-index sync -d index docs

begin "a rebuild keeps it too"
if $humbly true 2>/dev/null; then
	chmod 000 docs/good.txt
	expect_status 1 $humbly verbale-index sync -d index --full docs
	verbale-index dump -d index >dump
	expect_line dump 'about peace'
	chmod 644 docs/good.txt
	expect_status 0 verbale-index check -d index
else
	skip "setpriv cannot lay capabilities down here"
fi

begin "a folder of somebody's is not taken for an index, and stays as it is"
mkdir mine && printf 'precious\n' >mine/letter.txt
expect_status 3 verbale-index sync -d mine docs
expect_line err "not an index: 'mine': it holds 'letter.txt'"
expect_line mine/letter.txt precious

begin "a file is no index"
printf 'x' >file
expect_status 3 verbale-index sync -d file docs
expect_status 3 verbale-index status -d file

begin "no index there: every command says so"
for command in status check dump 'drop docs'; do
	expect_status 3 verbale-index $command -d nowhere
	expect_line err "nowhere"
done

begin "garbage for a database is refused, with the command that rebuilds"
mkdir -p broken/g1
ln -s g1 broken/current
for table in iamglass postlist.glass termlist.glass; do
	head -c 20000 /dev/zero | tr '\0' 'x' >broken/g1/$table
done
expect_status 3 verbale-index sync -d broken docs
expect_line err 'verbale-index sync --full -d'
for command in status check dump; do
	expect_status 3 verbale-index $command -d broken
done

begin "and the rebuild makes it whole"
expect_status 0 verbale-index sync -d broken --full docs
expect_status 0 verbale-index check -d broken

begin "a PATH must be given, commands and options must be known"
expect_status 2 verbale-index sync -d index
expect_line err "no PATH given: see 'verbale-index sync --help'"
expect_status 2 verbale-index
expect_status 2 verbale-index nonsense
expect_line err "unknown command: 'nonsense'"
expect_status 2 verbale-index sync --nonsense docs
expect_status 2 verbale-index sync --jobs=0 docs
expect_status 2 verbale-index sync --progress=maybe docs
expect_status 2 verbale-index status -d index docs

begin "output that cannot be written is an error"
status=0
verbale-index dump -d index >/dev/full 2>err || status=$?
[ $status = 4 ] || fail "exit status $status" err

finish
