#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verbale beside SQLite FTS5, for scripts/bench: race.py DOCUMENTS WORK"""
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import time

QUERIES = 200		# of each kind
KINDS = ("one word", "three words", "quotation")
LIMIT = 10


def folder_size(folder, suffix=""):
	return sum(os.path.getsize(os.path.join(path, name))
		   for path, _, names in os.walk(folder) for name in names if name.endswith(suffix))


def verbale_index(documents, index):
	"""Seconds to make the index, and to find it unchanged."""
	seconds = []
	for _ in range(2):
		start = time.monotonic()
		subprocess.run(["verbale-index", "sync", "-q", "-d", index, documents], check=True)
		seconds.append(time.monotonic() - start)
	return seconds


def passages(index):
	dump = subprocess.run(["verbale-index", "dump", "-d", index], check=True, stdout=subprocess.PIPE)
	return [json.loads(line)["text"] for line in dump.stdout.splitlines()]


def make_queries(texts):
	"""The same for the same passages: words as they occur, and runs of 2 to 4 words."""
	chance = random.Random(79)
	queries = {kind: [] for kind in KINDS}
	while len(queries["quotation"]) < QUERIES:
		words = re.findall(r"[A-Za-z]{4,}|[\u4e00-\u9fff]{2,4}", chance.choice(texts))
		run = re.findall(r"(?:[A-Za-z]+ ){1,3}[A-Za-z]+|[\u4e00-\u9fff]{4,8}", chance.choice(texts))
		if len(words) < 3 or not run:
			continue
		queries["one word"].append([chance.choice(words)])
		queries["three words"].append(chance.sample(words, 3))
		queries["quotation"].append([chance.choice(run)])
	return queries


def verbale_search(index, kind, queries):
	"""Milliseconds of each query, by Verbale's own clock, on the second run of two."""
	lines = "".join(json.dumps({"qid": str(number), "query":
				    '"%s"' % words[0] if kind == "quotation" else " ".join(words)}) + "\n"
			for number, words in enumerate(queries))
	for _ in range(2):
		run = subprocess.run(["verbale-search", "-d", index, "--limit=%d" % LIMIT, "--batch=-"],
				     input=lines.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
		if run.returncode not in (0, 1):
			sys.exit("bench: verbale-search failed with %d" % run.returncode)
	return [json.loads(line)["took_ms"] for line in run.stdout.splitlines()]


def fts5_index(path, tokenizer, texts):
	start = time.monotonic()
	database = sqlite3.connect(path)
	database.execute("create virtual table passage using fts5(text, tokenize='%s')" % tokenizer)
	database.executemany("insert into passage values (?)", ((text,) for text in texts))
	database.execute("insert into passage(passage) values ('optimize')")
	database.commit()
	return database, time.monotonic() - start


def fts5_search(database, queries):
	for _ in range(2):
		took = []
		for words in queries:
			match = " OR ".join('"%s"' % word for word in words)
			start = time.monotonic()
			database.execute("select text, rank from passage where passage match ? order by rank limit ?",
					 (match, LIMIT)).fetchall()
			took.append(1000 * (time.monotonic() - start))
	return took


def percentile(took, share):
	return sorted(took)[min(len(took) - 1, int(share * len(took)))]


def row(name, megabytes, seconds, size, took):
	"""A line of the table as numbers: MB/s, size per text, and p50, p99 of each kind."""
	times = [percentile(took[kind], share) for kind in KINDS for share in (0.5, 0.99)]
	return name, [megabytes / seconds, size / megabytes] + times


def main(documents, work):
	index = os.path.join(work, "index")
	megabytes = folder_size(documents, ".txt") / 1e6
	seconds, unchanged = verbale_index(documents, index)
	texts = passages(index)
	queries = make_queries(texts)
	rows = [row("verbale", megabytes, seconds, folder_size(index) / 1e6,
		    {kind: verbale_search(index, kind, queries[kind]) for kind in KINDS})]
	for tokenizer in ("trigram", "porter"):
		path = os.path.join(work, tokenizer)
		database, seconds = fts5_index(path, tokenizer, texts)
		took = {kind: fts5_search(database, queries[kind]) for kind in KINDS}
		database.close()
		rows.append(row("fts5 " + tokenizer, megabytes, seconds, os.path.getsize(path) / 1e6, took))

	print("%.1f MB of documents, %d passages, %d queries of each kind, %d hits each; an unchanged sync: %.2f s"
	      % (megabytes, len(texts), QUERIES, LIMIT, unchanged))
	print("%-24s%8s%8s" % ("", "MB/s", "size") + "".join("%18s" % (kind + ", ms") for kind in KINDS))
	print("%-24s%8s%8s" % ("", "", "/text") + 3 * ("%9s" * 2 % ("p50", "p99")))
	for name, figures in rows:
		print("%-24s%8.2f%8.2f" % (name, *figures[:2]) + "".join("%9.2f" % figure for figure in figures[2:]))
	for name, figures in rows[1:]:
		ratios = [own / other for own, other in zip(rows[0][1], figures)]
		print("%-24s%8.2f%8.2f" % ("verbale / " + name, *ratios[:2]) +
		      "".join("%9.2f" % ratio for ratio in ratios[2:]))


if __name__ == "__main__":
	if len(sys.argv) != 3:
		sys.exit(__doc__)
	main(sys.argv[1], sys.argv[2])
