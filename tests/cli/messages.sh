# SPDX-License-Identifier: GPL-3.0-or-later
# The messages: each stands in Chinese too, and a Chinese user sees them.
. "${srcdir:-.}/tests/cli/preamble.sh"

begin "every message has its Chinese translation, and none is left over"
if command -v xgettext msgmerge msgattrib >/dev/null; then
	"$top/scripts/messages" "$top" >verbale.pot
	msgmerge --quiet --no-fuzzy-matching --no-location -o merged.po "$top/po/zh.po" verbale.pot
	msgattrib --untranslated --no-obsolete merged.po >untranslated
	LC_ALL=C msgfmt --statistics --output-file=/dev/null merged.po 2>&1 | grep -q untranslated &&
		fail "untranslated messages" untranslated
	msgattrib --only-fuzzy merged.po >fuzzy
	expect_empty fuzzy
	msgattrib --only-obsolete merged.po >obsolete
	expect_empty obsolete
else
	skip "gettext's tools are not installed"
fi

begin "the placeholders of a translation are those of the message"
msgfmt --check --output-file=/dev/null "$top/po/zh.po" 2>err || fail "msgfmt objects" err

for locale in zh_CN.UTF-8 zh_SG.UTF-8 zh; do
	begin "help and errors are in Chinese under the locale $locale, installed on the machine or not"
	for program in verbale-index verbale-search; do
		LC_ALL=$locale expect_status 0 $program --help
		expect_line out '用法'
		LC_ALL=$locale expect_status 2 $program --no-such-option
		expect_line err '未知的选项'
	done
done

begin "messages are in English under any other locale"
for locale in C en_GB.UTF-8 fr_FR.UTF-8; do
	LC_ALL=$locale expect_status 2 verbale-search --no-such-option
	expect_line err '^verbale-search: unknown option: '
done

finish
