# SPDX-License-Identifier: GPL-3.0-or-later
# The examples of the manual, run.  In a .Bd -literal block a line that begins with "$ "
# is a command; lines that end in \ go on.  It must end with 0, or with N where a comment
# says "# exit status N".  The commands of a page run in one folder, in order, beside the
# folder corpus, with an index of it that VERBALE_DB names.
. "${srcdir:-.}/tests/cli/preamble.sh"

if ! command -v mandoc >/dev/null; then
	begin "the examples of the manual run"
	skip "mandoc is not installed"
	finish
fi

# The commands of a page, one a line, as a reader sees them.
commands_of()
{
	mandoc -T utf8 -O width=200 "$1" | sed 's/.\x08//g' |
		sed -n ':join; /^ *\$ .*\\$/ { N; s/\\\n */ /; b join }; s/^ *\$ //p'
}

ran=0
for page in "$top"/doc/*.[1-9]; do
	name=${page##*/}
	rm -rf page
	mkdir page
	cp -R "$top/corpus" page/corpus
	chmod -R u+w page/corpus
	VERBALE_DB=$work/page/index
	export VERBALE_DB
	commands_of "$page" >commands
	[ -s commands ] || continue
	begin "the samples are indexed for $name"
	(cd page && verbale-index sync corpus/samples) >out 2>err || fail "they are not" out err
	while IFS= read -r command; do
		begin "$name: $command"
		ran=$((ran + 1))
		expected=$(printf '%s\n' "$command" | sed -n 's/.*# exit status \([0-9]*\).*/\1/p')
		status=0
		(cd page && sh -c "$command") >out 2>err </dev/null || status=$?
		[ "$status" = "${expected:-0}" ] || fail "exit status $status" out err
	done <commands
done

begin "the manual has examples"
[ "$ran" -gt 5 ] || fail "only $ran"

finish
