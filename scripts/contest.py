#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verbale beside its peers on judged queries, for scripts/evaluate:
contest.py [--cases] [--quick] [--peers=NAME,...] SHARED TABLES WORK"""
import argparse
import json
import os
import subprocess
import sys

from collection import DEPTH, MEASURES, ReportTask, cases_task, collection, dump, sync
from peers import PEERS, Missing

QUICK = 1000000			# bytes of a collection that --quick does not pass over


def verbale(task, *options):
	batch = "".join(json.dumps({"qid": qid, "query": query, "filter": wanted}) + "\n"
			for qid, _, query, wanted in task.queries)
	run = subprocess.run(["verbale-search", "-d", task.index, "--limit=%d" % DEPTH, "--batch=-", *options],
			     input=batch.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
	# Status 1 is "a query found nothing", an answer too; notes matter only when the search fails.
	if run.returncode > 1:
		sys.stderr.buffer.write(run.stderr)
		sys.exit("evaluate: verbale-search failed with %d" % run.returncode)
	ranked = {}
	for line in run.stdout.splitlines():
		answer = json.loads(line)
		ranked[answer["qid"]] = list(dict.fromkeys(map(task.number_of, answer.get("hits", []))))
	return ranked


def peer(rank, work):
	"""A system from a peer: it knows no filters, so its answer is filtered by the passages' fields."""
	os.makedirs(work)

	def system(task):
		found = rank(task.texts, [(query, len(task.texts) if wanted else DEPTH)
					  for _, _, query, wanted in task.queries], work)
		return {qid: [number for number in numbers if task.passes(number, wanted)][:DEPTH]
			for (qid, _, _, wanted), numbers in zip(task.queries, found)}
	return system


def systems(names, work):
	"""{name: function from a task to a run} of Verbale and the peers that can take part."""
	able = {"verbale": verbale, "no-expand": lambda task: verbale(task, "--no-expand")}
	for name in names:
		system = peer(PEERS[name], os.path.join(work, name))
		try:
			PEERS[name](["sample"], [("sample", 1)], os.path.join(work, name))
			able[name] = system
		except Missing as missing:
			print("evaluate: without %s: %s" % (name, missing), file=sys.stderr)
	return able


def tasks(arguments, speeches):
	"""Each task when its turn comes; indexes are made on the way."""
	work, shared = arguments.work, arguments.shared
	devset, report = os.path.join(shared, "devset"), os.path.join(work, "report")
	if os.path.isdir(report):
		if os.path.isdir(devset) and not arguments.cases:
			yield ReportTask(devset, report)
		yield cases_task(arguments.tables, "report", report)
	if os.path.isdir(speeches) and not arguments.quick:
		sync(os.path.join(work, "speeches"), speeches)
		yield cases_task(arguments.tables, "speeches", os.path.join(work, "speeches"))
	collections = os.path.join(shared, "collections")
	if arguments.cases or not os.path.isdir(collections):
		return
	for name in sorted(os.listdir(collections)):
		folder = os.path.join(collections, name)
		if arguments.quick and os.path.getsize(os.path.join(folder, "corpus.jsonl")) > QUICK:
			print("evaluate: --quick: without %s" % name, file=sys.stderr)
			continue
		yield collection(folder, work)


def figures(values, width):
	return "".join("%*.3f" % (width, value) for value in values)


def themes(devset, report, work):
	place = os.path.join(work, "dump")
	with open(place, "w", encoding="utf-8") as lines:
		lines.writelines(json.dumps(record) + "\n" for record in dump(report))
	table = subprocess.run([sys.executable, os.path.join(devset, "score_themes.py"), place, "--gold",
				os.path.join(devset, "themes-dev.jsonl")], check=True, stdout=subprocess.PIPE)
	print("\nThemes of the report, against two annotators\n" + table.stdout.decode(), end="")


def main():
	parser = argparse.ArgumentParser(prog="evaluate", usage="scripts/evaluate [OPTION]... [FOLDER]")
	parser.add_argument("--cases", action="store_true", help="only the queries in tests/cases/finding")
	parser.add_argument("--quick", action="store_true", help="without the speeches and big collections")
	parser.add_argument("--peers", default=",".join(PEERS), help="of %(default)s; none: no peers")
	parser.add_argument("shared")
	parser.add_argument("tables", help=argparse.SUPPRESS)
	parser.add_argument("work", help=argparse.SUPPRESS)
	arguments = parser.parse_args()
	names = [] if arguments.peers == "none" else arguments.peers.split(",")
	for name in names:
		if name not in PEERS:
			sys.exit("evaluate: no such peer: '%s': there are %s" % (name, ", ".join(PEERS)))
	shared, work = arguments.shared, arguments.work
	devset, report = os.path.join(shared, "devset"), os.path.join(work, "report")
	document = os.path.join(shared, "corpus", "A_79_81-zh.txt")
	if os.path.exists(document):
		sync(report, document)

	able = systems(names, work)
	print("%-24s%5s" % ("nDCG@10", "n") + "".join("%10s" % name for name in able), flush=True)
	own, failed = [], []
	for task in tasks(arguments, os.path.join(shared, "corpus", "ungdc")):
		runs = {name: system(task) for name, system in able.items()}
		scores = {name: task.score(run) for name, run in runs.items()}
		for kind, (count, means) in scores["verbale"].items():
			label = kind if kind.startswith(task.name) or ", " in kind else task.name + " " + kind
			print("%-24s%5d" % (label, count) +
			      figures((score[kind][1][0] for score in scores.values()), 10), flush=True)
			own.append((label, count, means))
		failed += [(kind, query) for qid, kind, query, _ in task.queries if task.name.startswith("cases") and
			   not any(number in task.grades[qid] for number in runs["verbale"].get(qid, [])[:10])]

	print("\n%-24s%5s" % ("Verbale alone", "n") + "".join("%9s" % name for name in MEASURES))
	for label, count, means in own:
		print("%-24s%5d" % (label, count) + figures(means, 9))
	if failed:
		print("\nCases without a right passage among the first ten")
	for kind, query in failed:
		print("%-24s%s" % (kind, query))
	if os.path.isdir(report) and os.path.isdir(devset) and not arguments.cases:
		themes(devset, report, work)


if __name__ == "__main__":
	main()
