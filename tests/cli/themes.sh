# SPDX-License-Identifier: GPL-3.0-or-later
# Why passages carry themes, and how well English ones do.
. "${srcdir:-.}/tests/cli/preamble.sh"
shared=${VERBALE_SHARED:-$top/../shared}

cat >statement.txt <<'EOF'
A/99/1

The delegation of Sampleland condemns cyberattacks, and speaks of potential threats.

Our delegation trains for incidents and thanks the hosts of the meeting.
EOF
verbale-index sync -q -d "$work/index" statement.txt || exit 99

begin "a passage's themes are explained by the phrases that gave them"
expect_status 0 verbale-index explain-themes -d "$work/index" statement.txt
expect_line out '\+ threats: [2-9]'
expect_line out '^ +2 +text +cyberattack'
expect_line out '^ +0 +text +threat\*  inside: potential threats'

begin "one passage is explained by its id"
id=$(verbale-index dump -d "$work/index" | jq -r 'select(.text | contains("cyberattacks")).id')
expect_status 0 verbale-index explain-themes -d "$work/index" "$id"
[ "$(grep -c '^[0-9a-f]\{16\}' out)" = 1 ] || fail "not one passage" out
expect_line out "^$id  -  The delegation"

begin "the explanation as JSON names the themes that the index has"
expect_status 0 verbale-index explain-themes --json -d "$work/index" statement.txt
jq -c '[.id, [.themes[] | select(.carried).theme]]' out >explained
verbale-index dump -d "$work/index" | jq -c '[.id, .themes]' >indexed
cmp -s explained indexed || fail "they differ" explained indexed

begin "a change of the table shows before the documents are read again"
cp "$VERBALE_TABLES"/* . 2>/dev/null
printf '[hosts]\nstrong = thanks .. hosts\n' >themes.ini
VERBALE_TABLES=$work expect_status 0 verbale-index explain-themes -d "$work/index" statement.txt
expect_line out '\+ hosts: 2 \(text 2\)'
expect_line out '2 +text +thanks .. hosts'

begin "what the index does not know is said"
expect_status 1 verbale-index explain-themes -d "$work/index" 0123456789abcdef
expect_line err "0123456789abcdef.*neither a passage nor a file"
expect_status 2 verbale-index explain-themes -d "$work/index"

begin "of a real report every passage is explained as it is indexed"
if [ -e "$shared/corpus/A_79_81-zh.txt" ]; then
	verbale-index sync -q -d "$work/report" "$shared/corpus/A_79_81-zh.txt"
	verbale-index dump -d "$work/report" | jq -c '[.id, .themes]' >indexed
	verbale-index explain-themes --json -d "$work/report" "$shared/corpus/A_79_81-zh.txt" |
		jq -c '[.id, [.themes[] | select(.carried).theme]]' >explained
	cmp -s explained indexed || fail "they differ"
else
	skip "no $shared/corpus/A_79_81-zh.txt"
fi

# The labels of tests/cases/themes-en.tsv against a dump: precision, recall, F1 in per cent, lost ones.
measure()
{
	jq -nr --rawfile labels "$top/tests/cases/themes-en.tsv" --slurpfile dump passages.json '
	def words: if . == "-" then [] else split(" ") end;
	($dump | map({key: "\(.file) \(.place) \(.length)", value: .themes}) | from_entries) as $found |
	[$labels | split("\n")[] | select(length > 0 and (startswith("#") | not)) | split("\t") |
	 ($found["\(.[0]) \(.[1]) \(.[2])"]) as $themes |
	 (.[4] | words) as $required | ($required + (.[5] | words)) as $allowed |
	 if $themes == null then {lost: 1} else {
		right: ($themes - ($themes - $required) | length),
		wrong: ($themes - $allowed | length),
		missed: ($required - $themes | length)} end] |
	(map(.right // 0) | add) as $r | (map(.wrong // 0) | add) as $w | (map(.missed // 0) | add) as $m |
	"\(100 * $r / ($r + $w) | floor) \(100 * $r / ($r + $m) | floor) " +
	"\(200 * $r / (2 * $r + $w + $m) | floor) \(map(.lost // 0) | add)"'
}

begin "English passages of the general debate carry the themes a reader gives them"
if [ -d "$shared/corpus/ungdc" ]; then
	mkdir debate
	cut -f 1 "$top/tests/cases/themes-en.tsv" | grep -v '^#' | sort -u | while read -r file; do
		cp "$shared/corpus/ungdc/$file" debate/
	done
	(cd debate && ls | awk -F '\t' 'NR == FNR { here[$1] = 1; next } FNR == 1 || $1 in here' - \
		"$shared/corpus/ungdc/manifest.tsv" >../manifest.tsv && mv ../manifest.tsv .)
	verbale-index sync -q -d "$work/english" debate
	verbale-index dump -d "$work/english" | jq -cn '
	foreach inputs as $p ({}; if .path == $p.path then .place += 1 else {path: $p.path, place: 0} end |
		.passage = $p; {file: (.path | split("/") | last), place,
		length: (.passage.text | length), themes: .passage.themes})' >passages.json
	measure >measured
	read -r precision recall f1 lost <measured
	echo "English themes: precision .$precision recall .$recall F1 .$f1, $lost labels lost"
	[ "$f1" -ge 88 ] || fail "F1 is below .88" measured
	[ "$lost" -le 5 ] || fail "the labels no longer fit the passages" measured
else
	skip "no $shared/corpus/ungdc"
fi

finish
