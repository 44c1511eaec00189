# SPDX-License-Identifier: GPL-3.0-or-later
"""Verbale, for scripts/bench: it reads the documents themselves, and every total of its is exact."""
import json
import sys

from engine import FACET_LIMIT, FACETS, LIMIT, Engine, Server


class Verbale(Engine):
	"""Words as they were typed, like the others."""
	name = "verbale"
	options = ["--no-expand"]

	def __init__(self, documents):
		self.documents = documents

	def commands(self, table, folder):
		return [["verbale-index", "sync", "-q", "-d", folder, self.documents]]

	def serve(self, folder):
		return Server(["verbale-search", "-d", folder, "--limit=%d" % LIMIT, "--batch=-",
			       "--facet-limit=%d" % FACET_LIMIT, *self.options])

	def line(self, question):
		asked = {"query": question.text}
		if question.state:
			asked["filter"] = {"state": question.state}
		if question.facets:
			asked["facets"] = FACETS
		return json.dumps(asked).encode() + b"\n"

	def read(self, answer):
		result = json.loads(answer)
		return result["total"], len(result["hits"])


class Expanding(Verbale):
	"""As it is when nothing is said: with the other language and other spellings."""
	name = "expanding"
	options = []

	def commands(self, table, folder):
		sys.exit("bench: it has the index of Verbale")
