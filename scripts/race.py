#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verbale beside other engines, for scripts/bench: race.py [OPTION]... [COLLECTION] WORK"""
import argparse
import contextlib
import os
import sys

import generate
import growth
import questions
import timing
from engine import Missing, run, write_table
from engine_groonga import Groonga
from engine_lancedb import LanceDb
from engine_lucene import Lucene
from engine_omega import Omega
from engine_recoll import Recoll
from engine_sphinx import Sphinx
from engine_sqlite import Fts5
from engine_verbale import Expanding, Verbale
from vocabulary import Vocabulary

DEADLINE = 10800		# seconds for Verbale to read a collection
SLOWEST = 60, 20		# and for a peer: seconds, and seconds for each megabyte of text
NO_RATIO = ("indexing, MB/s", "found nothing, %", "documents changed")
SCRIPTS = os.path.dirname(os.path.abspath(__file__))
PEERS = {
	"fts5-tri": lambda work: Fts5("fts5-tri", "trigram"),
	"fts5-port": lambda work: Fts5("fts5-port", "porter"),
	"luc-cjk": lambda work: Lucene("luc-cjk", "cjk", work),
	"luc-smart": lambda work: Lucene("luc-smart", "smart", work),
	"groonga": lambda work: Groonga(),
	"omega": lambda work: Omega(),
	"sphinx": lambda work: Sphinx(),
	"recoll": lambda work: Recoll(),
	"lancedb": lambda work: LanceDb(),
}


def tell(text):
	print("bench: " + text, file=sys.stderr, flush=True)


class Collection:
	"""Documents, Verbale's index of them and what it cost, and its passages as a table."""

	def __init__(self, name, documents, folder, origin=""):
		self.name, self.documents, self.origin = name, documents, origin
		os.makedirs(folder, exist_ok=True)
		self.index = os.path.join(folder, "verbale")
		self.table = os.path.join(folder, "passages.tsv")
		tell("%s: verbale reads it" % name)
		try:
			self.cost = run(Verbale(documents).commands(None, self.index), self.index, DEADLINE,
					fine=(0, 1))	# 1: some files are no documents
		except Missing as missing:
			sys.exit("bench: %s" % missing)
		self.passages, self.bytes = write_table(self.index, self.table)


def generated(size, arguments, vocabulary):
	folder = os.path.join(arguments.work, str(size))
	documents = os.path.join(folder, "documents")
	tell("%d passages are made" % size)
	generate.generate(vocabulary, arguments.seed, size, documents)
	return Collection("%d made passages" % size, documents, folder,
			  ", seed %d and words %s" % (arguments.seed, vocabulary.digest))


def able_peers(arguments):
	able = []
	for name in arguments.peers:
		engine = PEERS[name](arguments.work)
		try:
			engine.require()
			able.append(engine)
		except Missing as missing:
			tell("without %s: %s" % (name, missing))
	return able


def build_peers(peers, collection, work):
	"""{engine: folder}, {engine: Cost} of those that come to an end."""
	folders, costs = {}, {}
	deadline = SLOWEST[0] + SLOWEST[1] * collection.bytes / 1e6
	for engine in peers:
		tell("%s: %s reads it" % (collection.name, engine.name))
		folder = folders[engine.name] = os.path.join(work, "peer-" + engine.name)
		engine.prepare(collection.table, folder)
		try:
			costs[engine.name] = run(engine.commands(collection.table, folder), folder, deadline)
		except Missing as missing:
			tell("without %s: %s" % (engine.name, missing))
		with contextlib.suppress(FileNotFoundError):
			os.remove(folder + ".input")
	return folders, costs


def figures(cost, size, measured, memory, name):
	"""A column of the table: {row: number}"""
	rows = {}
	if cost:
		rows["indexing, s"] = cost.wall
		rows["indexing, MB/s"] = size / 1e6 / cost.wall
		rows["indexing, CPU s"] = cost.cpu
		rows["indexing, memory MB"] = cost.memory / 1e6
		rows["on disk / text"] = cost.disk / size
	if memory:
		rows["searching, own memory MB"] = memory[0] / 1e6
	for label, figure in (("p50", lambda times: times.percentile(0.5)),
			      ("p99", lambda times: times.percentile(0.99)),
			      ("CPU", lambda times: 1000 * times.cpu / len(times.took))):
		for kind in measured:
			if name in measured[kind]:
				rows["%s, %s" % (kind, label)] = figure(measured[kind][name])
	times = [of[name] for of in measured.values() if name in of]
	rows["found nothing, %"] = (100 * sum(one.empty for one in times) /
				    sum(len(one.took) for one in times))
	return rows


def number(value):
	return "-" if value is None else "%.*f" % (2 if value < 100 else 0, value)


def print_table(title, columns):
	"""columns: {name: {row: number}}; the fullest one knows the order of the rows."""
	fullest = sorted(columns.values(), key=len, reverse=True)
	rows = dict.fromkeys(row for column in fullest for row in column)
	print("\n%-28s" % title + "".join("%10s" % name for name in columns))
	for row in rows:
		print("%-28s" % row + "".join("%10s" % number(column.get(row)) for column in columns.values()),
		      flush=True)


def ratios(columns, base):
	"""Each figure as so many times that of the base."""
	return {name: {row: value / columns[base][row] for row, value in column.items()
		       if columns[base].get(row) and row not in NO_RATIO}
		for name, column in columns.items()}


def alike(measured, name, own):
	"""A column of the table of quotations that an engine finds as often as Verbale: what both take for them.
	Some engines leave out words like "the", or do not tell where a word stands."""
	rows = {}
	for kind, of in measured.items():
		if not kind.startswith("quotation") or name not in of or len(of[name].totals) < len(of[name].took):
			continue
		same = [(ours, theirs) for ours, theirs, first, second in
			zip(of[own].took, of[name].took, of[own].totals, of[name].totals) if first == second]
		rows[kind + ", %"] = 100 * len(same) / len(of[name].took)
		if same:
			ours, theirs = (sorted(took)[len(same) // 2] for took in zip(*same))
			rows.update({kind + ", p50": theirs, kind + ", verbale's p50": ours})
	return rows


def race(arguments, collection, vocabulary):
	peers = able_peers(arguments)
	folders, costs = build_peers(peers, collection, arguments.work)
	own, expanding = Verbale(collection.documents), Expanding(collection.documents)
	folders.update({own.name: collection.index, expanding.name: collection.index})
	costs[own.name] = collection.cost
	asked = questions.make(collection.table, collection.passages, vocabulary, arguments.queries,
			       arguments.seed)
	engines = [own, expanding, *(engine for engine in peers if engine.name in costs)]
	tell("%s: questions are asked" % collection.name)
	measured, memory = timing.race(engines, folders, asked, tell)
	engines = [engine for engine in engines if engine.name in memory]
	columns = {engine.name: figures(costs.get(engine.name), collection.bytes, measured,
					memory[engine.name], engine.name) for engine in engines}
	print("%s%s: %d passages, %.1f MB of text, %d questions of each kind; times in ms"
	      % (collection.name, collection.origin, collection.passages, collection.bytes / 1e6, arguments.queries))
	print_table("measured", columns)
	print_table("verbale = 1", ratios(columns, own.name))
	totals = {engine.name: {kind: sorted(of[engine.name].totals)[len(of[engine.name].totals) // 2]
				for kind, of in measured.items() if engine.name in of and of[engine.name].totals}
		  for engine in engines}
	print_table("passages matched, median", totals)
	print_table("found as often as by verbale", {engine.name: alike(measured, engine.name, own.name)
						     for engine in engines[1:]})


def grow(arguments, vocabulary, made):
	columns = {}
	for size in arguments.growth:
		collection = made.get(size) or generated(size, arguments, vocabulary)
		engine = Verbale(collection.documents)
		asked = questions.make(collection.table, collection.passages, vocabulary, arguments.queries,
				       arguments.seed)
		tell("%s: questions are asked" % collection.name)
		measured, memory = timing.race([engine], {engine.name: collection.index}, asked, tell)
		column = figures(collection.cost, collection.bytes, measured, memory[engine.name], engine.name)
		tell("%s: documents change" % collection.name)
		count, seconds, before, meanwhile = growth.changed(vocabulary, arguments.seed, collection, engine,
								   asked)
		column["documents changed"] = count
		column["their sync, s"] = seconds
		column["a reader before, p99"] = before.percentile(0.99)
		column["a reader meanwhile, p99"] = meanwhile.percentile(0.99)
		columns[str(size)] = column
	if columns:
		print_table("verbale as it grows", columns)
	if len(columns) > 1:
		print_table("%s passages = 1" % list(columns)[0], ratios(columns, list(columns)[0]))


def read_arguments():
	parser = argparse.ArgumentParser(prog="bench", usage="scripts/bench [OPTION]... [COLLECTION]")
	parser.add_argument("--quick", action="store_true", help="small collections, few questions")
	parser.add_argument("--peers", help="of %s; none: no peers" % ",".join(PEERS))
	parser.add_argument("--growth", help="passages, with commas between; none: no growth")
	parser.add_argument("--queries", type=int, help="questions of each kind")
	parser.add_argument("--seed", type=int, default=79)
	parser.add_argument("--dictionary", help=argparse.SUPPRESS)
	parser.add_argument("collection", nargs="?", help="ungdc, a folder, or a number of passages")
	parser.add_argument("work", help=argparse.SUPPRESS)
	arguments = parser.parse_args()
	quick = arguments.quick
	arguments.collection = arguments.collection or ("5000" if quick else "100000")
	arguments.queries = arguments.queries or (30 if quick else 200)
	sizes = arguments.growth or ("1000,5000" if quick else "10000,100000")
	sizes = [] if sizes == "none" else sizes.split(",")
	for size in sizes + [arguments.collection] * arguments.collection.isdecimal():
		if not size.isdecimal() or int(size) < 1:
			sys.exit("bench: no number of passages: '%s'" % size)
	arguments.growth = sorted(map(int, sizes))
	arguments.peers = ([] if arguments.peers == "none" else
			   arguments.peers.split(",") if arguments.peers else list(PEERS))
	for name in arguments.peers:
		if name not in PEERS:
			sys.exit("bench: no such peer: '%s': there are %s" % (name, ", ".join(PEERS)))
	return arguments


def main():
	arguments = read_arguments()
	vocabulary = Vocabulary(os.path.join(SCRIPTS, os.pardir, "corpus"), arguments.dictionary)
	made = {}
	name = arguments.collection
	if name.isdecimal():
		collection = made[int(name)] = generated(int(name), arguments, vocabulary)
	else:
		documents = name if name != "ungdc" else os.path.join(os.environ["VERBALE_SHARED"], "corpus", name)
		if not os.path.isdir(documents):
			sys.exit("bench: no documents: '%s': name a folder of them or a number" % documents)
		collection = Collection(name, documents, os.path.join(arguments.work, "given"))
	race(arguments, collection, vocabulary)
	grow(arguments, vocabulary, made)


if __name__ == "__main__":
	try:
		main()
	except KeyboardInterrupt:
		sys.exit(130)
