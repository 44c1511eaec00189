#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Several indexes, on servers of this machine's loopback and in folders, searched as one.
. "${srcdir:-.}/tests/cli/preamble.sh"
PATH=$PATH:/usr/sbin
samples=$top/corpus/samples
servers=
trap 'kill $servers 2>/dev/null; chmod -R u+rwX "$work"; rm -rf "$work"' EXIT

# The samples in one index, and dealt out to three.
verbale-index sync -q -d one "$samples" || exit 99
number=0
for file in "$samples"/*; do
	case $file in
	*/manifest.tsv) continue ;;
	esac
	number=$((number % 3 + 1))
	eval "files$number=\"\${files$number-} \$file\""
done
for number in 1 2 3; do
	eval "list=\$files$number"
	# The names of the samples have no blanks.
	# shellcheck disable=SC2086
	verbale-index sync -q -d part$number $list || exit 99
done

# serve FOLDER: starts a server on some free port and waits until it listens; its port is then
# in $port.  What it says comes through a pipe that stays open: to close it would end the server.
pipe=3
serve()
{
	port=7100
	while [ $port -lt 7400 ]; do
		port=$((port + 1))
		rm -f said
		mkfifo said
		# Told to end, it ends its whole process group.
		setsid xapian-tcpsrv --interface 127.0.0.1 --port $port "$1" >said 2>/dev/null &
		server=$!
		eval "exec $pipe<said"
		while eval "read -r line <&$pipe"; do
			case $line in
			Listening*)
				servers="$servers $server"
				pipe=$((pipe + 1))
				return 0
				;;
			esac
		done
	done
	return 1
}

# The answer as far as it is one of the index: without the time it took.
answer()
{
	verbale-search "$@" --format=json | jq -S 'del(.took_ms)'
}

# The same questions to both, each line one.
compare()
{
	while IFS= read -r line; do
		# What stands in the table is split at its blanks.
		# shellcheck disable=SC2086
		eval "set -- $line"
		answer -d one "$@" >expected
		answer -d "$list" "$@" >found
		[ -s expected ] || fail "no answer: $line"
		cmp -s expected found || fail "other hits than of one index: $line" expected found
	done <<'END'
--facets=state,theme,document,year,cites --limit=50
--facets=state,region,language 网络安全
--limit=50 'how should States build confidence'
--state=CUB --facets=state,theme 广播
--limit=50 '"ybersec"'
'"国际法"'
'capacity* AND NOT state:JPN'
'cybersecurty~'
'States NEAR/5 confidence'
--cites=78/237 --facets=cites
--sort=date --limit=20 --offset=5
--sort=document --limit=80
--matrix --limit=0
'heading:mechanism'
'heading:"echanis"'
'date:2024 (capacity OR 能力)'
'zzzz'
END
}

begin "indexes in several folders answer as one"
list=local.stub
printf '# folders\nauto %s/part1\n  auto part2  # beside the list\nauto part3\n' "$work" >$list
compare

begin "three servers answer as one index, counts and order included"
if ! command -v xapian-tcpsrv >/dev/null; then
	fail "xapian-tcpsrv is missing"
else
	list=remote.stub
	: >$list
	for number in 1 2 3; do
		serve "$(readlink -f part$number/current)" || fail "no server"
		echo "remote 127.0.0.1:$port" >>$list
	done
	compare
fi

begin "a folder and servers may stand in one list"
{ echo "auto part1"; tail -n 2 remote.stub; } >mixed.stub
list=mixed.stub
compare

begin "a copy of the folder behind a link is an index, and another takes its place"
cp -a part1 a && cp -a part2 b && ln -s a copy
for part in part1 part2; do
	verbale-search -d $part --format=jsonl >expected
	verbale-search -d copy --format=jsonl >found || fail "exit status $?"
	cmp -s expected found || fail "other passages than in $part"
	ln -s b next && mv -T next copy
done

begin "a batch is answered by servers, too"
printf '{"qid":"a","query":"广播"}\n{"qid":"b","query":"confidence"}\n' >questions
verbale-search -d one --batch=questions | jq -S 'del(.took_ms)' >expected
verbale-search -d remote.stub --batch=questions | jq -S 'del(.took_ms)' >found
cmp -s expected found || fail "other answers" expected found

begin "a server that is down is named, and nothing is shown"
for server in $servers; do
	kill "$server"
done
# They are waited for, so that their ports are closed.
for server in $servers; do
	wait "$server" 2>/dev/null
done
servers=
expect_status 2 verbale-search -d remote.stub 广播
expect_empty out
expect_line err "verbale-search: .*127.0.0.1:71"

begin "a list that cannot be is told with its line"
printf 'auto part1\nremote nowhere\n' >bad.stub
expect_status 2 verbale-search -d bad.stub 广播
expect_line err "'bad.stub', line 2: a server is written HOST:PORT"
printf 'remote :/bin/sh -c true\n' >bad.stub
expect_status 2 verbale-search -d bad.stub 广播
expect_line err "line 1: a server is written HOST:PORT"
printf '# nothing\n' >bad.stub
expect_status 2 verbale-search -d bad.stub 广播
expect_line err "the file lists none"
printf 'auto nowhere\n' >bad.stub
expect_status 2 verbale-search -d bad.stub 广播
expect_line err "no index: 'nowhere'"

finish
