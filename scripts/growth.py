# SPDX-License-Identifier: GPL-3.0-or-later
"""How Verbale's cost grows with the collection, and what a change of a hundred documents costs, for
scripts/bench."""
import itertools
import os
import subprocess
import sys
import threading
import time

import generate
from timing import Times, ask

CHANGED = 100			# documents
BEFORE = 200			# questions before the change, at least


def change(vocabulary, seed, collection):
	"""Rewrites documents at even distances as another seed has them; gives how many."""
	sizes = list(generate.sizes(seed, collection.passages))
	count = min(CHANGED, len(sizes) // 4 or 1)
	for place in range(count):
		number = place * len(sizes) // count
		text, _ = generate.document(vocabulary, seed + 1, number, sizes[number])
		with open(os.path.join(collection.documents, generate.file_name(number)), "w",
			  encoding="utf-8") as file:
			file.write(text)
	return count


def read_on(server, lines, times, enough):
	"""Asks until enough(number of questions asked) says so."""
	for line in lines:
		if enough(len(times.took)):
			return
		times.took.append(ask(server, line)[0])


def changed(vocabulary, seed, collection, engine, questions):
	"""(documents changed, seconds of the sync, a reader's Times before and meanwhile).  Nobody is
	pinned: the sync may have every core, as in life."""
	mixed = [question for group in zip(*questions.values()) for question in group]
	lines = itertools.cycle([engine.line(question) for question in mixed])
	server = engine.serve(collection.index)
	try:
		read_on(server, lines, Times(), lambda asked: asked >= len(mixed))
		before, meanwhile = Times(), Times()
		read_on(server, lines, before, lambda asked: asked >= max(BEFORE, len(mixed)))
		count = change(vocabulary, seed, collection)
		start = time.monotonic()
		sync = subprocess.Popen(engine.commands(None, collection.index)[0])
		ended = []
		waiter = threading.Thread(target=lambda: (sync.wait(), ended.append(time.monotonic())))
		waiter.start()
		read_on(server, lines, meanwhile, lambda _: bool(ended))
		waiter.join()
	finally:
		server.close()
	if sync.returncode:
		sys.exit("bench: verbale-index sync failed with %d" % sync.returncode)
	return count, ended[0] - start, before, meanwhile
