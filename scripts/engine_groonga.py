# SPDX-License-Identifier: GPL-3.0-or-later
"""Groonga, for scripts/bench: bigrams, an index made after loading, fields with indexes of their own, and
its own program, which answers a line by a line."""
import json
import os
import shutil

from engine import FACET_LIMIT, LIMIT, Engine, Missing, Server, read_table

TABLES = """table_create State TABLE_HASH_KEY ShortText
table_create Theme TABLE_HASH_KEY ShortText
table_create Passage TABLE_NO_KEY
column_create Passage text COLUMN_SCALAR Text
column_create Passage state COLUMN_SCALAR State
column_create Passage theme COLUMN_VECTOR Theme
column_create Passage year COLUMN_SCALAR UInt16
load --table Passage
"""
INDEXES = """table_create Term TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerNFKC130
column_create Term text COLUMN_INDEX|WITH_POSITION Passage text
column_create State passage COLUMN_INDEX Passage state
"""
COUNTS = (" --drilldown state,theme,year --drilldown_limit %d --drilldown_sort_keys -_nsubrecs"
	  % FACET_LIMIT)


class Groonga(Engine):
	name = "groonga"

	def require(self):
		if not shutil.which("groonga"):
			raise Missing("groonga-bin is not installed")

	def prepare(self, table, folder):
		with open(folder + ".input", "w", encoding="utf-8") as file:
			file.write(TABLES)
			for row in read_table(table):
				fields = {"text": row.text, "state": row.state, "theme": row.themes,
					  "year": int(row.year)}
				file.write(("," if row.number else "[") + json.dumps(fields, ensure_ascii=False) + "\n")
			file.write("]\n" + INDEXES)

	def commands(self, table, folder):
		return [["mkdir", folder], ["groonga", "--file", folder + ".input", "-n", os.path.join(folder, "db")]]

	def serve(self, folder):
		return Server(["groonga", os.path.join(folder, "db")])

	def line(self, question):
		query = question.text if question.quote else " OR ".join(question.words)
		line = ("select Passage --match_columns text --query '%s' --sort_keys -_score --limit %d"
			" --output_columns _id,text --cache no" % (query.replace("'", "\\'"), LIMIT))
		if question.state:
			line += " --filter 'state == \"%s\"'" % question.state
		return (line + (COUNTS if question.facets else "") + "\n").encode()

	def read(self, answer):
		(status, *_), (found, *_) = json.loads(answer)
		if status:
			raise Missing(answer.decode())
		return found[0][0], len(found) - 2
