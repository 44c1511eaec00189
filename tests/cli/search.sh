# SPDX-License-Identifier: GPL-3.0-or-later
# What a person meets in verbale-search, on a small index of samples.
. "${srcdir:-.}/tests/cli/preamble.sh"

# ---- samples: invented for this test ----

mkdir samples
cat >samples/cuba.txt <<'END'
样本声明

非法电台和电视广播干扰本样本国的频率，我们要求停止这种广播。

信息和通信技术的使用应当遵守国际法和《联合国宪章》。
END
cat >samples/japan.txt <<'END'
Sample statement

States should observe the norms of responsible State behaviour; cybersecurity needs capacity-building.

Confidence-building measures and international law apply to the use of information technologies.

We recall General Assembly resolution 78/237 and support the open-ended working group.
END
# Hostile text: an escape, a bidi override, a formula, markup.
printf 'Sample of hostile text\n\n=cmd|danger \033[31mred \342\200\256evil <b>bold</b> "quoted", hostile text ends here.\n' \
	>samples/hostile.txt
printf 'path\ttitle\tstate\tdate\tlanguage\toriginal_language\n' >samples/manifest.tsv
printf 'cuba.txt\tSample of Cuba\tCUB\t2024-04-29\tzh\tes\n' >>samples/manifest.tsv
printf 'japan.txt\tSample of Japan\tJPN\t2023-05-01\ten\ten\n' >>samples/manifest.tsv

VERBALE_DB=$work/index
export VERBALE_DB

# Everything printed is UTF-8 without control characters save line ends.
expect_harmless()
{
	iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1 || fail "$1 is not UTF-8"
	! LC_ALL=C tr -d '\r\n\t' <"$1" | LC_ALL=C grep -q '[[:cntrl:]]' || fail "$1 has control bytes" "$1"
	! grep -q "$(printf '\342\200\256')" "$1" || fail "$1 has a bidi override"
}

# expect_error PATTERN COMMAND...: status 2, nothing printed, one clear line.
expect_error()
{
	pattern=$1
	shift
	expect_status 2 "$@"
	expect_empty out
	expect_harmless err
	expect_line err "^verbale-search: .*$pattern"
	[ "$(wc -l <err)" = 1 ] || fail "not one line" err
}

begin "before there is an index, the way to make one is told"
expect_error "no index: .*verbale-index sync" verbale-search x

verbale-index sync samples >sync.out 2>&1 || {
	begin "the samples are indexed"
	fail "status $?" sync.out
	finish
}

# ---- the newcomer ----

begin "Cuba's passage about broadcasting is found"
expect_status 0 verbale-search --state=CUB 广播
expect_line out '^ *1  Cuba CUB · Sample of Cuba'
expect_line out '电视广播'
expect_line out '^1 passage, showing 1-1$'
expect_empty err

begin "the same by the State's name, and in JSON"
expect_status 0 verbale-search --no-expand --state=古巴 --format=json 广播
jq -e '.format == "verbale-result-1" and .total == 1 and .hits[0].state == "CUB" and
	.hits[0].state_name.zh == "古巴" and .query == "广播"' out >/dev/null || fail "not so" out
[ "$(jq -r '.hits[0] | .text as $t | .highlights[] | $t[.[0]:.[1]]' out | sort -u)" = 广播 ] ||
	fail "the highlights are not the word" out

begin "the themes of Japan's words are counted, in text and JSON alike"
expect_status 0 verbale-search --state=JPN --facets=theme
expect_line out '^Theme$'
expect_line out '^  norms '
awk '/^Theme$/ { on = 1; next } /^$/ { on = 0 } on { print $1 }' out | sort >text
verbale-search --state=JPN --facets=theme --format=json | jq -r '.facets.theme[].value' | sort >json
cmp -s text json || fail "they differ" text json

begin "every format gives the same hits in the same order"
for query in '' 'international law' 广播 'States OR 国际法' '"ybersec"'; do
	verbale-search --format=json "$query" | jq -r '.hits[].id' >json
	verbale-search --format=jsonl "$query" | jq -r .id >jsonl
	verbale-search --format=tsv "$query" | tail -n +2 | cut -f3 >tsv
	verbale-search --format=csv "$query" | tail -n +2 | cut -d, -f3 >csv
	jq -nc --arg q "$query" '{qid: 7, query: $q}' | verbale-search --batch=- | jq -r '.hits[].id' >batch
	verbale-search "$query" | grep -cE '^ *[0-9]+  [A-Z].* · |^ *[0-9]+  [^ ]' >text
	for other in jsonl tsv csv batch; do
		cmp -s json "$other" || fail "json and $other differ for '$query'" json "$other"
	done
	[ -s json ] || fail "nothing found for '$query'"
	[ "$(cat text)" = "$(wc -l <json)" ] || fail "text shows $(cat text) hits for '$query'"
done

begin "pages follow each other"
verbale-search --format=tsv -n 100 | tail -n +2 | cut -f3 >all
for offset in 0 2 4 6 8; do
	verbale-search --format=tsv -n 2 --offset="$offset" | tail -n +2 | cut -f3
done >pages
cmp -s all pages || fail "they do not" all pages

begin "nothing found is status 1, and said"
expect_status 1 verbale-search '"no such words"'
expect_line out '^nothing found$'
expect_status 1 verbale-search --format=json '"no such words"'
jq -e '.total == 0 and .hits == []' out >/dev/null || fail "no empty result" out

begin "filters and their twins part the passages"
total=$(verbale-search --format=json -n 0 | jq .total)
with=$(verbale-search --format=json -n 0 --state=JPN | jq .total)
without=$(verbale-search --format=json -n 0 --not-state=JPN | jq .total)
[ $((with + without)) = "$total" ] && [ "$with" -gt 0 ] || fail "$with + $without is not $total"
expect_status 0 verbale-search --cites=78/237
expect_line out '^1 passage'
expect_status 0 verbale-search --since=2024 --until=2024-04
expect_no_line out 'Japan'
expect_status 1 verbale-search --state=CUB --language=en

# ---- the terminal and the pipe ----

begin "piped output is plain and not wrapped"
expect_status 0 env TERM=xterm COLUMNS=20 verbale-search norms
expect_harmless out

if script -qec true /dev/null >/dev/null 2>&1; then
	terminal()
	{
		columns=$1
		shift
		script -qec "stty cols $columns; $*" /dev/null </dev/null | tr -d '\r'
	}
	escape=$(printf '\033')

	begin "a terminal gets colours, unless it cannot or NO_COLOR is set"
	TERM=xterm terminal 80 "verbale-search 广播" >out
	expect_line out "$escape\\[1;31m广播$escape\\[0m"
	TERM=dumb terminal 80 "verbale-search 广播" >out
	expect_no_line out "$escape"
	TERM=xterm NO_COLOR=1 terminal 80 "verbale-search 广播" >out
	expect_no_line out "$escape"
	TERM=xterm terminal 80 "verbale-search --colour=never 广播" >out
	expect_no_line out "$escape"

	begin "no line is wider than the terminal"
	for columns in 60 80 120; do
		TERM=dumb terminal "$columns" "verbale-search --facets=state,theme" >out
		# A line of so many columns has at most so many characters.
		LC_ALL=C.UTF-8 grep -E "^.{$((columns + 1))}" out >wide
		expect_empty wide
	done

	begin "corpus text has no power over the terminal"
	TERM=xterm terminal 80 "verbale-search hostile" >out
	expect_no_line out "$escape\\[31m"
	! grep -q "$(printf '\342\200\256')" out || fail "a bidi override" out
else
	begin "output on a terminal"
	skip "script(1) cannot make a terminal here"
fi

begin "no format prints a control character of the corpus"
for format in text json jsonl csv tsv; do
	expect_status 0 verbale-search --format=$format '"hostile text ends here"'
	expect_harmless out
done

begin "--colour=always colours a pipe too"
expect_status 0 verbale-search --colour=always 广播
LC_ALL=C grep -q "$(printf '\033')" out || fail "no colours"

begin "a cell of csv is no formula"
verbale-search --format=csv '"hostile text ends here"' >out
expect_no_line out '(^|,)"?='

begin "counts are a table of their own with --limit=0"
expect_status 0 verbale-search --format=tsv --facets=state --limit=0
expect_line out '^facet	value	label_en	label_zh	count$'
expect_line out '^state	JPN	Japan	日本	4$'

begin "a Chinese reader gets Chinese names"
LC_ALL=zh_CN.UTF-8 LANGUAGE=zh verbale-search --state=CUB 广播 >out 2>err
expect_line out '古巴 CUB'

# ---- what can go wrong ----

begin "each bad option is one clear line"
expect_error "unknown State: 'Atlantis'" verbale-search --state=Atlantis
expect_error "unknown theme: 'weather'" verbale-search --theme=weather
expect_error "unknown option: '--planet'" verbale-search --planet
expect_error "unknown format: 'xml'" verbale-search --format=xml
expect_error "unknown sort: 'size'" verbale-search --sort=size
expect_error "unknown facet: 'colour'" verbale-search --facets=state,colour
expect_error "'31 February'" verbale-search --since='31 February'
expect_error "bad value of --limit: 'ten'" verbale-search --limit=ten
expect_error "missing argument: '--state'" verbale-search --state
expect_error "not an index: '/etc'" verbale-search -d /etc x
expect_error "no index: '$work/nowhere'" verbale-search -d "$work/nowhere" x
mkdir -p fake/g1
ln -s g1 fake/current
expect_error "fake" verbale-search -d fake x

begin "a query of a megabyte is refused in bounded memory"
head -c 1000000 /dev/zero | tr '\0' x >long
jq -nRc '{query: input}' long >long.jsonl
expect_error "" verbale-search --batch=long.jsonl
head -c 100000 long >shorter
expect_error "" verbale-search "$(cat shorter)"

begin "a query that is not UTF-8 is searched all the same, and so is an odd one"
for query in "$(printf 'norms \377\376')" '((((' '"norms' ')norms(' 'norms AND' '***' '-' ':' 'state:' '"' \
	'NEAR/99999999999' "$(printf '\033]0;x\007')"; do
	status=0
	verbale-search --format=json -- "$query" >out 2>err || status=$?
	[ "$status" -le 1 ] || fail "status $status for '$query'" err
	expect_harmless out
	expect_harmless err
	jq -e . out >/dev/null || fail "no JSON for '$query'" out
done

begin "a full disk is an error, a reader that goes is none of ours"
if [ -w /dev/full ]; then
	status=0
	verbale-search norms >/dev/full 2>err || status=$?
	[ "$status" = 2 ] || fail "status $status"
	expect_line err 'cannot write to standard output: No space left'
	verbale-search --help >/dev/full 2>err && fail "--help does not notice"
fi
(trap '' PIPE; sh -c 'verbale-search --format=json -n 100 2>err; echo $? >status' | true)
expect_empty err

# ---- batch ----

begin "a batch answers line by line, in order, with its qid"
cat >batch <<'END'
{"qid": "b", "query": "广播", "filter": {"state": "CUB"}}
{"qid": 2, "query": "norms", "filter": {"state": ["JPN", "CUB"], "since": "2023"}, "limit": 1, "facets": ["state"]}

{"qid": "none", "query": "\"no such words\""}
{"query": "norms", "filter": {"not_state": "JPN"}}
END
expect_status 0 verbale-search --batch=batch
jq -c '[.qid, .total > 0]' out >answers
printf '%s\n' '["b",true]' '[2,true]' '["none",false]' '[null,false]' >expected
cmp -s answers expected || fail "other answers" answers
[ "$(sed -n 2p out | jq '.facets.state | length')" -gt 0 ] || fail "no facets" out
expect_status 0 verbale-search --batch=- <batch

begin "the first bad line ends a batch: named, nothing printed for it, the answers before it whole"
printf '%s\n' '{"query":"norms"}' '{"query":"norms","filter":{"state":"XXX"}}' '{"query":"norms"}' >bad
expect_status 2 verbale-search --batch=bad
[ "$(wc -l <out)" = 1 ] && jq -e . out >/dev/null || fail "not one answer" out
expect_line err "^verbale-search: bad line: 'bad', line 2: unknown State: 'XXX'"
printf '%s\n' '{"query":"norms"}' 'nonsense' >bad
expect_status 2 verbale-search --batch=bad
expect_line err "line 2: no JSON"
expect_error "cannot open: 'missing'" verbale-search --batch=missing
expect_error "cannot read: '/'" verbale-search --batch=/
expect_error "a query besides --batch" verbale-search --batch=bad query

begin "a member of a batch line that means nothing is told once"
printf '%s\n' '{"query":"norms","filters":{}}' '{"query":"norms","kind":1}' >odd
expect_status 0 verbale-search --batch=odd
[ "$(grep -c note: err)" = 1 ] || fail "not one note" err

# ---- the matrix ----

begin "--matrix counts States by themes, and each cell is a search with both filters"
expect_status 0 verbale-search --matrix --format=tsv
expect_line out '^state	state_en	state_zh	total	'
expect_line out '^\(all\)	'
tail -n +2 out | cut -f 1 >codes
column=$(head -n 1 out | tr '\t' '\n' | grep -n '^norms$' | cut -d : -f 1)
for code in CUB JPN; do
	cell=$(grep "^$code	" out | cut -f "$column")
	total=$(verbale-search --state=$code --theme=norms --limit=0 --format=json | jq .total)
	[ "$cell" = "$total" ] || fail "$code and norms: $cell, not $total" out
done

begin "--matrix as text shows silence, and no passages"
expect_status 0 verbale-search --matrix --state=CUB --state=JPN 广播
expect_line out '^JPN +Japan +[0-9]'
expect_line out ' · '
expect_harmless out
expect_error "bad value of --format: 'jsonl'" verbale-search --matrix --format=jsonl

begin "the glossary's image speaks for the table it was made of, and for no other"
mkdir tables
printf 'en\tzh\tfield\ncyber hygiene\t国际法\tx\n' >tables/glossary.tsv
printf '[tables]\nglossary = tables/glossary.tsv\ndictionary = tables\n' >tables.ini
expect_status 0 make-glossary tables/glossary.tsv tables/glossary.image
# What an image says otherwise than its table shows which of them was read.
LC_ALL=C sed -i 's/国际法/联合国/' tables/glossary.image
also_searched()
{
	VERBALE_CONFIG=tables.ini expect_status 0 verbale-search --format=json 'cyber hygiene'
	jq -r '.expansion | join("; ")' out	# and no word is spelled otherwise, for the glossary has it
}
[ "$(also_searched)" = "cyber hygiene = 联合国" ] || fail "the image was not taken" out
truncate -s -1 tables/glossary.image
[ "$(also_searched)" = "cyber hygiene = 国际法" ] || fail "half an image was taken" out
expect_status 0 make-glossary tables/glossary.tsv tables/glossary.image
sed -i 's/国际法/宪章/' tables/glossary.tsv
[ "$(also_searched)" = "cyber hygiene = 宪章" ] || fail "the table was edited, and its old image taken" out

# ---- itself ----

begin "--explain tells how the query was understood"
expect_status 0 verbale-search --explain --format=json --state=JPN norms
jq -e '.explanation | length > 0' out >/dev/null || fail "no explanation" out
expect_line out 'of the best 50, first what stands together'
expect_status 0 verbale-search --explain --sort=date --format=json --state=JPN norms
expect_no_line out 'of the best 50'

begin "help and version"
expect_status 0 verbale-search --help
expect_line out '^Usage: verbale-search'
expect_line out '^ +--not-original-language=LANG'
LC_ALL=C.UTF-8 grep -E '^.{81}' out >wide
expect_empty wide
expect_status 0 verbale-search --version
expect_line out '^verbale-search .Verbale. [0-9]'

finish
