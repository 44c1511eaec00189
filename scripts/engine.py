# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts/bench asks of an engine, and how it is measured.

An engine makes its index by commands, and answers questions one after the other from a process that
stays.  The passages come ready cut, a line each, in a table: number, State, themes (with blanks
between), language, year, text.

A program of ours around an engine (engine_NAME) has two verbs, "build TABLE FOLDER" and "serve FOLDER".
It serves lines: the query, the State or nothing, 1 when facets are wanted; and answers by a line: the
number of passages that match or -1 when the engine does not say, the number of hits, then what they
are, all with tabs between.
"""
import collections
import contextlib
import glob
import json
import os
import subprocess
import sys
import tempfile
import time

from peers import Missing

LIMIT = 10			# hits of an answer
FACETS = ("state", "theme", "year")
FACET_LIMIT = 20		# values of a facet
SCRIPTS = os.path.dirname(os.path.abspath(__file__))

Passage = collections.namedtuple("Passage", "number state themes language year text")
Cost = collections.namedtuple("Cost", "wall cpu memory disk")	# seconds, seconds, bytes, bytes


class Question(collections.namedtuple("Question", "words quote state facets")):
	"""words: a list, or quote: what stands in quotation marks; state: a filter, or None."""

	@property
	def text(self):
		return '"%s"' % self.quote if self.quote else " ".join(self.words)


def read_table(place):
	with open(place, encoding="utf-8") as lines:
		for line in lines:
			number, state, themes, language, year, text = line.rstrip("\n").split("\t")
			yield Passage(int(number), state, themes.split(), language, year, text)


def write_table(index, place):
	"""The passages of an index of Verbale as a table; gives their number and the bytes of their text."""
	count = size = 0
	dump = subprocess.Popen(["verbale-index", "dump", "-d", index], stdout=subprocess.PIPE)
	with dump, open(place, "w", encoding="utf-8") as table:
		for line in dump.stdout:
			hit = json.loads(line)
			text = " ".join(hit["text"].split())
			table.write("%d\t%s\t%s\t%s\t%s\t%s\n" % (
				count, hit["state"] or "-", " ".join(hit["themes"]), hit["language"] or "-",
				(hit["date"] or "0")[:4], text))
			count += 1
			size += len(text.encode())
	if dump.returncode:
		sys.exit("bench: verbale-index dump failed with %d" % dump.returncode)
	return count, size


def disk(folder):
	return sum(os.lstat(os.path.join(path, name)).st_blocks * 512
		   for path, _, names in os.walk(folder) for name in names)


# A process counts the memory of the one that started it as its own until it is another program's, so
# commands are started from a small one.
MEASURE = """
import json, os, resource, subprocess, sys
try:
    status = subprocess.run(sys.argv[3:], timeout=float(sys.argv[2])).returncode
except subprocess.TimeoutExpired:
    status = None
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
figures = status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss
os.write(int(sys.argv[1]), json.dumps(figures).encode())
"""


def measure(command, deadline, log):
	"""Runs it; gives its exit status (None: killed at the deadline), seconds of CPU time and kB of its
	memory at the most."""
	reading, writing = os.pipe()
	with open(reading, "rb") as told:
		process = subprocess.Popen(
			[sys.executable, "-ISc", MEASURE, str(writing), str(deadline), *command],
			pass_fds=[writing], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
		os.close(writing)
		figures = json.load(told)
	process.wait()
	return figures


def run(commands, folder, deadline, fine=(0,)):
	"""What it costs to run commands and keep what they made in the folder; raises Missing when an exit
	status is not fine."""
	start, cpu, memory = time.monotonic(), 0, 0
	with tempfile.TemporaryFile() as log:
		for command in commands:
			status, seconds, most = measure(command, deadline, log)
			if status is None:
				raise Missing("not done after %d s: %s" % (deadline, " ".join(command)))
			if status not in fine:
				raise Missing("exit status %d: %s%s" % (status, " ".join(command), tail(log)))
			cpu += seconds
			memory = max(memory, most * 1024)
	return Cost(time.monotonic() - start, cpu, memory, disk(folder))


def tail(log):
	"""The end of what a program said, on lines of its own."""
	log.seek(0)
	return "".join("\n\t" + line for line in log.read().decode(errors="replace").splitlines()[-20:])


class Server:
	"""A process that answers a line by a line."""

	def __init__(self, command, env=None):
		self.told = tempfile.TemporaryFile()
		self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
						stderr=self.told, env=env)

	def ask(self, line):
		try:
			self.process.stdin.write(line)
			self.process.stdin.flush()
			answer = self.process.stdout.readline()
		except BrokenPipeError:
			answer = b""
		if not answer:
			raise Missing("no answer to %s%s" % (line.decode().rstrip(), tail(self.told)))
		return answer

	def memory(self):
		"""Bytes of its own, mapped files aside, and with them at the most."""
		with open("/proc/%d/status" % self.process.pid, encoding="ascii") as lines:
			fields = dict(line.split(":", 1) for line in lines)
		return tuple(int(fields[name].split()[0]) * 1024 for name in ("RssAnon", "VmHWM"))

	def cpu(self):
		"""Seconds that its threads have run."""
		time_run = 0
		for place in glob.glob("/proc/%d/task/*/schedstat" % self.process.pid):
			with contextlib.suppress(OSError):	# a thread may end any time
				with open(place, encoding="ascii") as file:
					time_run += int(file.read().split()[0])
		return time_run / 1e9

	def close(self):
		self.process.kill()
		with contextlib.suppress(BrokenPipeError):
			self.process.communicate()
		self.told.close()


class Engine:
	"""One that a program of ours beside this file runs; others override what differs."""
	name = program = None
	arguments = []			# of the program's own
	counts = True			# knows facets

	def require(self):
		"""Raises Missing."""

	def prepare(self, table, folder):
		"""Puts the table into the engine's own form, FOLDER.input, before the clock runs."""

	def commands(self, table, folder):
		return [self.run("build", table, folder)]

	def serve(self, folder):
		return Server(self.run("serve", folder))

	def run(self, *verb):
		return [sys.executable, os.path.join(SCRIPTS, self.program), *verb, *self.arguments]

	def line(self, question):
		"""A question as the server reads it."""
		return ("%s\t%s\t%d\n" % (question.text, question.state or "", question.facets)).encode()

	def read(self, answer):
		"""How many passages match, or -1, and how many hits came."""
		total, hits, _ = answer.split(b"\t", 2)
		return int(total), int(hits)


def program(build, answer):
	"""The main of a Python program around an engine: answer(folder) gives a function from a query,
	State and wish for facets to (total, hits, what they are)."""
	verb, *places = sys.argv[1:]
	if verb == "build":
		build(*places)
		return
	find = answer(*places)
	for line in sys.stdin.buffer:
		query, state, facets = line.decode().rstrip("\n").split("\t")
		total, hits, rest = find(query, state, facets == "1")
		text = "%d\t%d\t%s\n" % (total, len(hits), json.dumps([hits, rest], ensure_ascii=False))
		sys.stdout.buffer.write(text.encode())
		sys.stdout.buffer.flush()
