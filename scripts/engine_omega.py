# SPDX-License-Identifier: GPL-3.0-or-later
"""xapian-omega with n-grams, for scripts/bench: its scriptindex makes the index; queries are parsed and
ranked as its CGI program does, but in a process that stays.  Facets are counted by match spies; a spy
reads one value of a passage, so themes have four slots."""
import os
import shutil

from engine import FACET_LIMIT, LIMIT, Engine, Missing, Server, program, read_table

SCRIPT = """text : field index
state : boolean=XS value=0
year : value=1
theme0 : value=2
theme1 : value=3
theme2 : value=4
theme3 : value=5
"""
SLOTS = (("state", (0,)), ("year", (1,)), ("theme", (2, 3, 4, 5)))


def answer(folder):
	import xapian
	from peers import xapian_parsed
	database = xapian.Database(folder)
	parser = xapian.QueryParser()
	parser.set_stemmer(xapian.Stem("english"))
	parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
	parser.set_database(database)

	def find(text, state, facets):
		enquire = xapian.Enquire(database)
		query = xapian_parsed(parser, text, xapian)
		if state:
			query = xapian.Query(xapian.Query.OP_FILTER, query, xapian.Query("XS:" + state))
		enquire.set_query(query)
		spies = {}
		if facets:
			for slots in dict(SLOTS).values():
				for slot in slots:
					spies[slot] = xapian.ValueCountMatchSpy(slot)
					enquire.add_matchspy(spies[slot])
		found = enquire.get_mset(0, LIMIT, database.get_doccount() if facets else LIMIT)
		hits = [match.document.get_data().decode() for match in found]
		counted = []
		for name, slots in SLOTS if facets else ():
			counts = {}
			for slot in slots:
				for item in spies[slot].values():
					counts[item.term] = counts.get(item.term, 0) + item.termfreq
			counted += [[name, value.decode(), count] for value, count in
				    sorted(counts.items(), key=lambda pair: -pair[1])[:FACET_LIMIT]]
		return found.get_matches_estimated() if facets else -1, hits, counted
	return find


class Omega(Engine):
	name = "omega"
	program = "engine_omega.py"
	environment = {**os.environ, "XAPIAN_CJK_NGRAM": "1"}

	def require(self):
		if not shutil.which("scriptindex"):
			raise Missing("xapian-omega is not installed")
		try:
			import xapian
		except ImportError:
			raise Missing("python3-xapian is not installed") from None

	def prepare(self, table, folder):
		with open(folder + ".script", "w", encoding="ascii") as file:
			file.write(SCRIPT)
		with open(folder + ".input", "w", encoding="utf-8") as file:
			for row in read_table(table):
				fields = [("text", row.text), ("state", row.state), ("year", row.year)]
				fields += [("theme%d" % place, theme) for place, theme in enumerate(row.themes[:4])]
				file.writelines("%s=%s\n" % field for field in fields)
				file.write("\n")

	def commands(self, table, folder):
		return [["env", "XAPIAN_CJK_NGRAM=1", "XAPIAN_FLUSH_THRESHOLD=100000", "scriptindex",
			 "--stemmer=english", folder, folder + ".script", folder + ".input"]]

	def serve(self, folder):
		return Server(self.run("serve", folder), self.environment)


if __name__ == "__main__":
	program(None, answer)
