# SPDX-License-Identifier: GPL-3.0-or-later
"""Judged queries for scripts/evaluate: where they come from, and how an answer is measured.

A Task is a set of texts, queries, and grades.  The texts of a collection are its documents; those of
the report and of the speeches are Verbale's own passages, so that who cuts better is no part of the
comparison.  Every system ranks texts by their number.
"""
import glob
import json
import math
import os
import re
import subprocess
import sys
import unicodedata

DEPTH = 100			# ranks that are asked of a system
MEASURES = ("nDCG@10", "MRR@10", "R@10", "R@50", "S@1", "S@10")


def read(*place):
	with open(os.path.join(*place), encoding="utf-8") as lines:
		return [json.loads(line) for line in lines if line.strip()]


class Task:
	"""queries: [(qid, kind, query, filter)]; grades: {qid: {text number: grade}}, or None when the
	report's own scorer judges; number_of: from a hit of Verbale to the number of its text."""

	def __init__(self, name, index, texts, queries, grades, number_of, fields=None):
		self.name, self.index, self.texts, self.queries = name, index, texts, queries
		self.grades, self.number_of, self.fields = grades, number_of, fields

	def passes(self, number, wanted):
		"""Does a text pass the filter of a query?  Only passages have fields."""
		return all(value in values(self.fields[number], field) for field, value in wanted.items())

	def score(self, run):
		"""run: {qid: [text number]}, best first; gives {kind: [[measure of a query]]}."""
		rows = {}
		for qid, kind, _, _ in self.queries:
			if any(grade > 0 for grade in self.grades.get(qid, {}).values()):
				rows.setdefault(kind, []).append(measure(run.get(qid, []), self.grades[qid]))
		return {kind: (len(row), [sum(column) / len(row) for column in zip(*row)])
			for kind, row in rows.items()}


class ReportTask(Task):
	"""The report is judged by the scorer that comes with its judgements."""

	def __init__(self, devset, index):
		super().__init__("report", index, *passages(index, [
			(query["qid"], query["kind"], query["query"], query.get("filter", {}))
			for query in read(devset, "queries.jsonl")]))
		self.devset = devset

	def score(self, run):
		place = os.path.join(os.path.dirname(self.index), "run")
		with open(place, "w", encoding="utf-8") as lines:
			for qid, ranked in run.items():
				for rank, number in enumerate(ranked, 1):
					answer = {"qid": qid, "rank": rank, "text": self.texts[number]}
					lines.write(json.dumps(answer) + "\n")
		table = subprocess.run([sys.executable, os.path.join(self.devset, "score.py"), place],
				       check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
		rows = [line.split() for line in table.splitlines()[1:]]
		return {row[0]: (int(row[1]), [float(figure) for figure in row[2:]]) for row in rows}


def measure(ranked, grades):
	"""Of one query: texts in rank order, each once; grades by text."""
	found = [grades.get(text, 0) for text in ranked]
	first = next((place for place, grade in enumerate(found) if grade > 0), None)
	relevant = sum(grade > 0 for grade in grades.values())

	def gain(of):
		return sum((2 ** grade - 1) / math.log2(place + 2) for place, grade in enumerate(of[:10]))

	def recall(depth):
		return sum(grade > 0 for grade in found[:depth]) / relevant
	near = first is not None and first < 10
	return (gain(found) / gain(sorted(grades.values(), reverse=True)),
		1 / (first + 1) if near else 0.0, recall(10), recall(50), float(first == 0), float(near))


# ---- from passages ----

def sync(index, *documents):
	subprocess.run(["verbale-index", "sync", "-q", "-d", index, *documents], check=True)


def dump(index):
	lines = subprocess.run(["verbale-index", "dump", "-d", index], check=True, stdout=subprocess.PIPE)
	return [json.loads(line) for line in lines.stdout.splitlines()]


def passages(index, queries):
	"""The arguments of a Task on the passages of an index, without grades."""
	records = dump(index)
	numbers = {record["id"]: number for number, record in enumerate(records)}
	return ([record["text"] for record in records], queries, None,
		lambda hit: numbers[hit["id"]], records)


def values(record, field):
	"""What a passage has in a field: a list, whatever the field is."""
	value = record.get({"theme": "themes"}.get(field, field))
	return value if isinstance(value, list) else [value]


# ---- from a collection: corpus.jsonl, queries.jsonl, qrels.tsv ----

def file_name(number):
	"""Documents are named by their place: an identifier may hold anything."""
	return "%06d.txt" % number


def collection(folder, work):
	"""The Task of a collection, its documents written to and indexed in the folder work."""
	name = os.path.basename(os.path.normpath(folder))
	documents = os.path.join(work, name)
	os.makedirs(documents)
	corpus = read(folder, "corpus.jsonl")
	with open(os.path.join(documents, "manifest.tsv"), "w", encoding="utf-8") as manifest:
		manifest.write("path\tlanguage\n")
		for number, document in enumerate(corpus):
			manifest.write("%s\t%s\n" % (file_name(number), document.get("lang", "")))
			with open(os.path.join(documents, file_name(number)), "w", encoding="utf-8") as text:
				text.write(document["text"] + "\n")
	sync(documents + ".index", documents)

	numbers = {document["id"]: number for number, document in enumerate(corpus)}
	grades = {}
	with open(os.path.join(folder, "qrels.tsv"), encoding="utf-8") as lines:
		for line in lines:
			query, document, grade = line.rstrip("\n").split("\t")
			grades.setdefault(query, {})[numbers[document]] = int(grade)
	queries = [(query["id"], name, query["text"], {}) for query in read(folder, "queries.jsonl")]
	return Task(name, documents + ".index", [document["text"] for document in corpus], queries, grades,
		    lambda hit: int(os.path.basename(hit["path"])[:6]))


# ---- from tables of cases: tests/cases/finding ----

FIELDS = ("text", "state", "theme", "cites")


def plain(text):
	"""Case, width, hyphens and blanks are no difference; nor does a blank beside Chinese count."""
	text = re.sub(r"[\s-]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()
	return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", text)


def holds(text, term):
	"""Does a plain text hold a plain term?  A word may go on after it, but begins with it."""
	return re.search(r"(?<![a-z0-9])" + re.escape(term) if term.isascii() else re.escape(term), text)


def read_cases(place):
	"""[(section, query, [(field, [value])])] of a table; ValueError names a line that is no case."""
	cases, section = [], None
	with open(place, encoding="utf-8") as lines:
		for number, line in enumerate(lines, 1):
			line = line.strip()
			if not line or line.startswith("#"):
				continue
			if line.startswith("[") and line.endswith("]"):
				section = line[1:-1]
				continue
			query, arrow, rule = line.rpartition(" => ")
			rule = [condition.partition(":") for condition in rule.split(";")]
			rule = [(field.strip(), [plain(value) for value in wanted.split(",")])
				for field, _, wanted in rule]
			if not section or not arrow or any(field not in FIELDS or "" in wanted
							   for field, wanted in rule):
				raise ValueError("%s:%d: no case: '%s'" % (place, number, line))
			cases.append((section, query.strip(), rule))
	return cases


def cases_task(folder, section, index):
	"""The Task of the cases on the documents that section names."""
	queries, rules = [], {}
	for place in sorted(glob.glob(os.path.join(folder, "*.txt"))):
		kind = os.path.splitext(os.path.basename(place))[0]
		for name, query, rule in read_cases(place):
			if name == section:
				qid = "%s %d" % (kind, len(queries))
				queries.append((qid, kind + ", " + section, query, {}))
				rules[qid] = rule
	task = Task("cases, " + section, index, *passages(index, queries))
	contents = [{field: [plain(str(value)) for value in values(record, field)] for field in FIELDS}
		    for record in task.fields]

	def meets(content, field, wanted):
		if field == "text":
			return any(holds(content[field][0], term) for term in wanted)
		return any(value in content[field] for value in wanted)
	task.grades = {qid: {number: 1 for number, content in enumerate(contents)
			     if all(meets(content, *condition) for condition in rule)}
		       for qid, rule in rules.items()}
	for qid, _, query, _ in queries:
		if not task.grades[qid]:
			print("evaluate: no passage meets the rule of '%s'" % query, file=sys.stderr)
	return task
