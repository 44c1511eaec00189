# SPDX-License-Identifier: GPL-3.0-or-later
"""Sphinx, for scripts/bench: single Chinese characters as its manual has it, a Chinese word being a
phrase of them; fields are attributes; a server bound to a socket of its own, asked in SQL."""
import os
import re
import shutil
import time

from engine import FACET_LIMIT, FACETS, LIMIT, Engine, Missing, Server, read_table

CONFIGURATION = """source passages {
	type = tsvpipe
	tsvpipe_command = cat %(folder)s.input
	tsvpipe_field_string = text
	tsvpipe_attr_uint = state
	tsvpipe_attr_multi = theme
	tsvpipe_attr_uint = year
}
index passages {
	source = passages
	path = %(folder)s/passages
	morphology = stem_en
	min_word_len = 1
	ngram_len = 1
	ngram_chars = U+3000..U+2FA1F
}
indexer {
	mem_limit = 1024M
}
searchd {
	listen = %(folder)s/socket:mysql41
	pid_file = %(folder)s/pid
	log = /dev/null
	binlog_path =
	workers = threads
}
"""
HAN = re.compile("[\u3400-\u9fff]")


class SqlServer(Server):
	"""A line is a statement; the answer is a list of results, each a list of rows."""

	def __init__(self, command, place):
		import pymysql
		super().__init__(command)
		self.failure = pymysql.Error
		for _ in range(600):
			try:
				self.cursor = pymysql.connect(unix_socket=place, charset="utf8").cursor()
				return
			except pymysql.Error:
				time.sleep(0.1)
		self.close()
		raise Missing("no answer at %s" % place)

	def ask(self, line):
		try:
			self.cursor.execute(line)
			results = [self.cursor.fetchall()]
			while self.cursor.nextset():
				results.append(self.cursor.fetchall())
			return results
		except self.failure as why:
			raise Missing(str(why)) from None


class Sphinx(Engine):
	name = "sphinx"

	def __init__(self):
		self.states = {}

	def require(self):
		if not shutil.which("searchd") or not shutil.which("indexer"):
			raise Missing("sphinxsearch is not installed")
		try:
			import pymysql
		except ImportError:
			raise Missing("python3-pymysql is not installed") from None

	def prepare(self, table, folder):
		themes = {}
		with open(folder + ".conf", "w", encoding="utf-8") as file:
			file.write(CONFIGURATION % {"folder": folder})
		with open(folder + ".input", "w", encoding="utf-8") as file:
			for row in read_table(table):
				state = self.states.setdefault(row.state, len(self.states) + 1)
				numbers = [str(themes.setdefault(theme, len(themes) + 1)) for theme in row.themes]
				file.write("%d\t%s\t%d\t%s\t%s\n" % (row.number + 1, row.text, state,
								     ",".join(numbers), row.year))

	def commands(self, table, folder):
		return [["mkdir", folder], ["indexer", "--quiet", "--config", folder + ".conf", "--all"]]

	def serve(self, folder):
		return SqlServer(["searchd", "--nodetach", "--config", folder + ".conf"],
				 os.path.join(folder, "socket"))

	def line(self, question):
		words = [question.quote] if question.quote else question.words
		match = "|".join('"%s"' % word if question.quote or HAN.search(word) else word for word in words)
		line = "SELECT id, text FROM passages WHERE MATCH('%s')" % match.replace("'", "\\'")
		if question.state:
			line += " AND state = %d" % self.states[question.state]
		line += " LIMIT %d OPTION ranker = bm25" % LIMIT
		for facet in FACETS if question.facets else ():
			line += " FACET %s ORDER BY COUNT(*) DESC LIMIT %d" % (facet, FACET_LIMIT)
		return line

	def read(self, answer):
		return -1, len(answer[0])
