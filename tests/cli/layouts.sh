# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reports in the shapes that text layers have, invented by layouts_write.py, are read as they were meant.

. "${srcdir:-.}/tests/cli/preamble.sh"

begin "each report is read the same in every shape"
if command -v python3 >/dev/null; then
	mkdir reports
	python3 "$top/tests/cli/layouts_write.py" reports
	expect_status 0 verbale-index sync -q -d index reports
	expect_status 0 verbale-index dump -d index
	mv out passages
	python3 "$top/tests/cli/layouts_judge.py" reports <passages >judged ||
		fail "a report is read wrongly" judged
else
	skip "no python3 here"
fi

finish
