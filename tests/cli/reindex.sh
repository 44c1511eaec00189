# SPDX-License-Identifier: GPL-3.0-or-later
# The nightly job, in the bare environment that cron gives.
. "${srcdir:-.}/tests/cli/preamble.sh"

mkdir documents 'more documents'
printf 'A/99/1\n\nThe delegation speaks of cooperation.\n' >documents/one.txt
printf 'A/99/2\n\nThe delegation speaks of confidence.\n' >'more documents/two.txt'
reindex()
{
	env -i PATH="${PATH%%:*}:/usr/bin:/bin" VERBALE_DEFAULTS="$work/defaults" \
		VERBALE_TABLES="$VERBALE_TABLES" ${ASAN_OPTIONS+ASAN_OPTIONS="$ASAN_OPTIONS"} \
		"$top/scripts/reindex" "$@"
}
passages()
{
	verbale-index dump -d "$work/index" | wc -l
}

begin "without folders it says where to name them"
expect_status 2 reindex
expect_line err 'VERBALE_FOLDERS'

begin "it indexes the folders of its settings and says nothing"
echo "VERBALE_FOLDERS='$work/documents:$work/more documents'
VERBALE_DB='$work/index'" >defaults
expect_status 0 reindex
expect_empty out
expect_empty err
[ "$(passages)" -ge 2 ] || fail "passages are missing"
before=$(passages)

begin "a second night changes nothing and says nothing"
expect_status 0 reindex
expect_empty out
expect_empty err
[ "$(passages)" = "$before" ] || fail "the index has changed"

begin "a file that cannot be read is named, the others are indexed"
head -c 4096 /dev/zero >documents/noise.txt
printf 'A/99/3\n\nThe delegation speaks of capacity.\n' >documents/three.txt
expect_status 1 reindex
expect_empty out
[ "$(wc -l <err)" = 1 ] || fail "not one line" err
expect_line err 'documents/noise.txt'
[ "$(passages)" -gt "$before" ] || fail "the new file is missing"
rm documents/noise.txt

begin "folders given as arguments take the place of the settings"
expect_status 0 reindex "$work/documents"
expect_empty err

begin "where another run holds the lock it leaves with 75"
if command -v flock >/dev/null; then
	expect_status 75 flock "$work/index/lock" env -i PATH="${PATH%%:*}:/usr/bin:/bin" \
		VERBALE_DEFAULTS="$work/defaults" VERBALE_TABLES="$VERBALE_TABLES" "$top/scripts/reindex"
	expect_empty out
else
	skip "flock is not installed"
fi

begin "the installed units name the installed job"
for file in doc/systemd/verbale-reindex.service doc/verbale.cron; do
	grep -q '/verbale/reindex' "$builddir/$file" || fail "no job in $file"
	! grep -q '@pkg' "$builddir/$file" || fail "a placeholder is left in $file"
done

begin "systemd accepts the units"
if command -v systemd-analyze >/dev/null; then
	mkdir units
	sed "s|^ExecStart=.*|ExecStart=/bin/true|; /^Documentation/d" \
		"$builddir/doc/systemd/verbale-reindex.service" >units/verbale-reindex.service
	sed '/^Documentation/d' "$top/doc/systemd/verbale-reindex.timer" >units/verbale-reindex.timer
	expect_status 0 systemd-analyze verify units/verbale-reindex.service units/verbale-reindex.timer
else
	skip "systemd-analyze is not installed"
fi

finish
