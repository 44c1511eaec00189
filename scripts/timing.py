# SPDX-License-Identifier: GPL-3.0-or-later
"""Times of questions, for scripts/bench: all engines answer in turn, on one core, by the clock of the one
who asks."""
import os
import signal
import sys
import time

from engine import Missing

BLOCK = 10			# questions that an engine answers before it is another's turn
PATIENCE = 60			# seconds for the questions of a kind; what is left then is not asked


class Times:
	"""Milliseconds of each question, CPU seconds of all together, how many found nothing, and matches
	where they are told."""

	def __init__(self):
		self.took, self.cpu, self.empty, self.totals = [], 0, 0, []

	def percentile(self, share):
		return sorted(self.took)[min(len(self.took) - 1, int(share * len(self.took)))]


def ask(server, line):
	start = time.perf_counter()
	answer = server.ask(line)
	return 1000 * (time.perf_counter() - start), answer


def silent(*_):
	raise Missing("silent for %d s" % (2 * PATIENCE))


def round_of(servers, questions, drop):
	"""Asks all engines everything once; gives {kind: {name: Times}}.  servers: {engine: its server};
	one that fails is dropped."""
	measured = {}
	turn = 0
	for kind, asked in questions.items():
		times = measured[kind] = {engine.name: Times() for engine in servers
					  if engine.counts or not asked[0].facets}
		for start in range(0, len(asked), BLOCK):
			turn += 1
			able = [engine for engine in servers if engine.name in times]
			for place in range(len(able)):
				engine = able[(place + turn) % len(able)]
				if sum(times[engine.name].took) >= 1000 * PATIENCE:
					continue
				try:
					signal.alarm(2 * PATIENCE)
					block(engine, servers[engine], asked[start:start + BLOCK], times[engine.name])
				except Missing as missing:
					drop(engine, missing)
				finally:
					signal.alarm(0)
	return measured


def block(engine, server, asked, times):
	lines = [engine.line(question) for question in asked]
	start = server.cpu()
	answers = [ask(server, line) for line in lines]
	times.cpu += server.cpu() - start
	for took, answer in answers:
		total, hits = engine.read(answer)
		times.took.append(took)
		times.empty += hits == 0
		if total >= 0:
			times.totals.append(total)


def race(engines, folders, questions, tell):
	"""Each question twice, the second time measured; gives that round, and {name: bytes of memory} of
	those that stayed to the end; the first engine must."""
	cores = os.sched_getaffinity(0)
	os.sched_setaffinity(0, {max(cores)})		# servers get it from here
	signal.signal(signal.SIGALRM, silent)
	servers = {}

	def drop(engine, why):
		tell("without %s from here: %s" % (engine.name, why))
		servers.pop(engine).close()
	try:
		for engine in engines:
			try:
				servers[engine] = engine.serve(folders[engine.name])
			except Missing as missing:
				tell("without %s: %s" % (engine.name, missing))
		round_of(servers, questions, drop)
		measured = round_of(servers, questions, drop)
		if engines[0] not in servers:
			sys.exit("bench: no race without %s" % engines[0].name)
		left = {engine.name: server.memory() for engine, server in servers.items()}
		return {kind: {name: times for name, times in of.items() if name in left}
			for kind, of in measured.items()}, left
	finally:
		for server in servers.values():
			server.close()
		os.sched_setaffinity(0, cores)
