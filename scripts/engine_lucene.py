# SPDX-License-Identifier: GPL-3.0-or-later
"""Lucene 4.10, for scripts/bench: see engine_lucene.java."""
from engine import Engine, Server
from peers import lucene_path


class Lucene(Engine):
	def __init__(self, name, analyzer, work):
		self.name = name
		self.analyzer = analyzer
		self.work = work

	def require(self):
		self.path = lucene_path(self.work, "engine_lucene.java")

	def java(self, options, *arguments):
		return ["java", *options, "-cp", self.path, "EngineLucene", *arguments]

	def commands(self, table, folder):
		return [["mkdir", folder], self.java(["-Xmx2g"], "build", self.analyzer, table, folder)]

	def serve(self, folder):
		return Server(self.java(["-Xmx1g", "-XX:+UseSerialGC"], "serve", self.analyzer, folder))
