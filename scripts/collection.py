#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A judged collection (corpus.jsonl, queries.jsonl, qrels.tsv) for scripts/evaluate.

collection.py write COLLECTION OUT      documents, one file each with a manifest, to OUT/documents,
                                        and the queries as a batch to OUT/queries
collection.py score COLLECTION RESULTS  one line of the table, from the answers to the batch
"""
import json
import math
import os
import sys


def read(folder, name):
	with open(os.path.join(folder, name), encoding="utf-8") as lines:
		return [json.loads(line) for line in lines if line.strip()]


def file_name(number):
	"""Documents are named by their place: an identifier may hold anything."""
	return "%06d.txt" % number


def write(collection, out):
	documents = os.path.join(out, "documents")
	os.makedirs(documents)
	with open(os.path.join(documents, "manifest.tsv"), "w", encoding="utf-8") as manifest:
		manifest.write("path\tlanguage\n")
		for number, document in enumerate(read(collection, "corpus.jsonl")):
			manifest.write("%s\t%s\n" % (file_name(number), document.get("lang", "")))
			with open(os.path.join(documents, file_name(number)), "w", encoding="utf-8") as text:
				text.write(document["text"] + "\n")
	with open(os.path.join(out, "queries"), "w", encoding="utf-8") as queries:
		for query in read(collection, "queries.jsonl"):
			line = {"qid": query["id"], "query": query["text"]}
			queries.write(json.dumps(line, ensure_ascii=False) + "\n")


def gain(grades):
	return sum((2 ** grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def measure(ranked, grades):
	"""Of one query: documents in rank order, each once; grades by document."""
	found = [grades.get(document, 0) for document in ranked]
	first = next((place for place, grade in enumerate(found) if grade > 0), None)
	relevant = sum(grade > 0 for grade in grades.values())

	def recall(depth):
		return sum(grade > 0 for grade in found[:depth]) / relevant
	return (gain(found[:10]) / gain(sorted(grades.values(), reverse=True)[:10]),
		1 / (first + 1) if first is not None and first < 10 else 0.0,
		recall(10), recall(50), float(first == 0))


def score(collection, results):
	identifiers = {file_name(number): document["id"]
		       for number, document in enumerate(read(collection, "corpus.jsonl"))}
	grades = {}
	with open(os.path.join(collection, "qrels.tsv"), encoding="utf-8") as lines:
		for line in lines:
			query, document, grade = line.rstrip("\n").split("\t")
			grades.setdefault(query, {})[document] = int(grade)
	ranked = {}
	with open(results, encoding="utf-8") as lines:
		for line in lines:
			answer = json.loads(line)
			names = (os.path.basename(hit["path"]) for hit in answer.get("hits", []))
			ranked[answer["qid"]] = list(dict.fromkeys(identifiers[name] for name in names))
	rows = [measure(ranked.get(query, []), judged) for query, judged in grades.items()
		if any(grade > 0 for grade in judged.values())]
	name = os.path.basename(os.path.normpath(collection))
	means = [sum(column) / len(rows) for column in zip(*rows)]
	print("%-17s %5d" % (name, len(rows)) + "".join("%9.3f" % mean for mean in means))


if __name__ == "__main__":
	if len(sys.argv) != 4 or sys.argv[1] not in ("write", "score"):
		sys.exit(__doc__)
	(write if sys.argv[1] == "write" else score)(sys.argv[2], sys.argv[3])
