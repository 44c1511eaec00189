# SPDX-License-Identifier: GPL-3.0-or-later
#
# The collections that scripts/bench makes are the same everywhere, and read as they are meant.

. "${srcdir:-.}/tests/cli/preamble.sh"

PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE
generate()
{
	python3 "$top/scripts/generate.py" "$@"
}

begin "the same seed gives the same bytes"
generate 300 one && generate 300 again || fail "no collection"
diff -r one again >difference || fail "they differ" difference

begin "another seed gives others"
generate --seed=80 300 other || fail "no collection"
! cmp -s one/000000.txt other/000000.txt || fail "the same document"

begin "a small collection is the beginning of a larger one"
generate 100 small || fail "no collection"
cmp small/000000.txt one/000000.txt >difference 2>&1 || fail "another document" difference

begin "every paragraph becomes one passage, of the State that the manifest names"
expect_status 0 verbale-index sync -d index one
verbale-index dump -d index | jq -r '[.path, .state, .date, .language, .text] | join(" ")' >read
tail -n +2 one/manifest.tsv | sort | while IFS="$(printf '\t')" read -r path _ _ state date language; do
	awk -v RS= -v before="$work/one/$path $state $date $language" '{ print before, $0 }' "one/$path"
done >meant
[ "$(wc -l <meant)" = 300 ] || fail "not 300 paragraphs"
diff meant read >difference || fail "read otherwise" difference

begin "both languages, many States and citations are in it"
verbale-search -d index --limit=0 --facets=language,state,cites --format=tsv >facets
for facet in language state cites; do
	[ "$(grep -c "^$facet	" facets)" -gt 1 ] || fail "too few values of $facet" facets
done

finish
