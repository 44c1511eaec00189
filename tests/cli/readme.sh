# SPDX-License-Identifier: GPL-3.0-or-later
# The tour of README.md, run: in a block of ```console each line that begins with "$ " is a
# command, and what stands below it is what it prints.  When the programs have changed and
# are right, the difference shown is a patch for README.md.
. "${srcdir:-.}/tests/cli/preamble.sh"

cp -R "$top/corpus" corpus
chmod -R u+w corpus
LC_ALL=C.UTF-8
VERBALE_DICTIONARY=$work/none	# what a machine without the dictionary shows
export LC_ALL VERBALE_DICTIONARY

begin "every command of the tour prints what README.md shows"
# Commands run in one folder in order; their output takes the place of what stood there.
awk -v quote="'" '
/^```console$/ { block = 1; print "printf " quote "%s\\n" quote " " quote $0 quote; next }
block && /^```$/ { block = 0 }
block && /^\$ / {
	shown = $0
	gsub(quote, quote "\\" quote quote, shown)
	print "printf " quote "%s\\n" quote " " quote shown quote
	print substr($0, 3) " 2>&1"
	commands++
	next
}
block { next }
{ gsub(quote, quote "\\" quote quote); print "printf " quote "%s\\n" quote " " quote $0 quote }
END { if (commands < 5) print "echo too few commands in README.md" }
' "$top/README.md" >tour.sh
sh ./tour.sh >README.md 2>err </dev/null
expect_empty err
sed -E 's/"took_ms": ?[0-9.]+/"took_ms":1/' README.md >README.now
sed -E 's/"took_ms": ?[0-9.]+/"took_ms":1/' "$top/README.md" >README.was
diff -u --label a/README.md --label b/README.md README.was README.now >difference ||
	fail "it does not" difference

finish
