# SPDX-License-Identifier: GPL-3.0-or-later
"""Recoll, for scripts/bench, through its own Python module, which indexes and searches without files and
processes.  It counts no facets."""
import os

from engine import LIMIT, Engine, Missing, program, read_table

FIELDS = "[prefixes]\nstate = XYSTATE\n[stored]\nstate =\n"
CONFIGURATION = "topdirs = %s\nloglevel = 1\nidxflushmb = 200\nindexStoreDocText = 1\ncjkngramlen = 2\n"


def build(table, folder):
	from recoll import recoll
	os.makedirs(folder)
	for name, text in (("fields", FIELDS), ("recoll.conf", CONFIGURATION % folder)):
		with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
			file.write(text)
	database = recoll.connect(confdir=folder, writable=True)
	for row in read_table(table):
		document = recoll.Doc()
		document.mimetype = "text/plain"
		document.url = "file://%s/%d" % (folder, row.number)
		document.state = row.state
		document.text = row.text
		database.addOrUpdate(str(row.number), document)
	database.close()


def answer(folder):
	from recoll import recoll
	database = recoll.connect(confdir=folder)

	def find(query, state, facets):
		# Words beside each other are all wanted unless OR stands between; OR binds closer.
		if not query.startswith('"'):
			query = " OR ".join(query.split())
		if state:
			query += ' state:"%s"' % state
		search = database.query()
		total = search.execute(query, stemming=1)
		return total, [[hit.url, hit.abstract] for hit in search.fetchmany(LIMIT)], []
	return find


class Recoll(Engine):
	name = "recoll"
	program = "engine_recoll.py"
	counts = False

	def require(self):
		try:
			from recoll import recoll
		except ImportError:
			raise Missing("python3-recoll is not installed") from None


if __name__ == "__main__":
	program(build, answer)
