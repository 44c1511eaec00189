# SPDX-License-Identifier: GPL-3.0-or-later
"""Search engines of Debian 12, each as its users would set it up, for scripts/evaluate.

A peer is a function (texts, queries, work) that gives for each query the numbers of the texts found,
best first; a query is (its text, how many numbers to give); work is a folder of its own.  "scripts/setup
peers" installs those that Python does not bring.
"""
import concurrent.futures
import functools
import glob
import os
import re
import shutil
import sqlite3
import subprocess

HAN = "\u3400-\u9fff\uf900-\ufaff"
WORD = r"[^\W%s_]+(?:[./-][^\W%s_]+)*" % (HAN, HAN)		# a symbol is one word
QUOTED = re.compile(r'"([^"]+)"')


class Missing(Exception):
	"""Why a peer cannot take part, or no longer."""


# ---- SQLite FTS5 ----

def trigram_terms(query):
	"""Quotations; words; every three neighbours of a Chinese run: nothing shorter can be found."""
	rest = QUOTED.sub(" ", query)
	terms = QUOTED.findall(query) + re.findall(WORD, rest)
	for run in re.findall("[%s]+" % HAN, rest):
		terms += [run[place:place + 3] for place in range(len(run) - 2)]
	return [term for term in terms if len(term) >= 3]


def porter_terms(query):
	rest = QUOTED.sub(" ", query)
	return QUOTED.findall(query) + re.findall("%s|[%s]+" % (WORD, HAN), rest)


def fts5(tokenizer, terms, texts, queries, work):
	database = sqlite3.connect(":memory:")
	database.execute("create virtual table passage using fts5(text, tokenize='%s')" % tokenizer)
	database.executemany("insert into passage(rowid, text) values (?, ?)", enumerate(texts))
	found = []
	for query, depth in queries:
		match = " OR ".join(dict.fromkeys('"%s"' % term for term in terms(query)))
		found.append([row[0] for row in database.execute(
			"select rowid from passage where passage match ? order by rank limit ?", (match, depth))]
			if match else [])
	return found


# ---- Xapian, with omega's way of reading text and queries ----

def xapian_parsed(parser, query, xapian):
	"""The parser refuses some plain text, Chinese above all: ask for less until it takes it."""
	ngrams = xapian.QueryParser.FLAG_CJK_NGRAM
	for text, flags in ((query, xapian.QueryParser.FLAG_DEFAULT | ngrams), (query, ngrams),
			    (re.sub(r"\W", " ", query), ngrams)):
		try:
			return parser.parse_query(text, flags)
		except xapian.QueryParserError:
			pass
	return xapian.Query()


def xapian_ngrams(texts, queries, work):
	try:
		import xapian
	except ImportError:
		raise Missing("python3-xapian is not installed") from None
	database = xapian.WritableDatabase(os.path.join(work, "database"), xapian.DB_CREATE_OR_OVERWRITE)
	generator = xapian.TermGenerator()
	generator.set_stemmer(xapian.Stem("english"))
	generator.set_flags(xapian.TermGenerator.FLAG_CJK_NGRAM)
	for text in texts:
		document = xapian.Document()
		generator.set_document(document)
		generator.set_termpos(0)
		generator.index_text(text)
		database.add_document(document)
	parser = xapian.QueryParser()
	parser.set_stemmer(xapian.Stem("english"))
	parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
	parser.set_database(database)
	enquire = xapian.Enquire(database)
	found = []
	for query, depth in queries:
		enquire.set_query(xapian_parsed(parser, query, xapian))
		found.append([match.docid - 1 for match in enquire.get_mset(0, depth)])
	return found


# ---- xapian-omega itself: its indexer, and its CGI program once for each query ----

OMEGA = "/usr/lib/cgi-bin/omega/omega"
OMEGA_FILES = {"script": "number : field\ntext : index\n",
	       "found": "$hitlist{$field{number} }$if{$error,!}",
	       "configuration": "database_dir %(work)s\ntemplate_dir %(work)s\nlog_dir %(work)s\n"}


def omega(texts, queries, work):
	if not os.path.exists(OMEGA):
		raise Missing("xapian-omega is not installed")
	place = functools.partial(os.path.join, work)
	for name, text in OMEGA_FILES.items():
		with open(place(name), "w", encoding="utf-8") as file:
			file.write(text % {"work": work} if name == "configuration" else text)
	with open(place("texts"), "w", encoding="utf-8") as file:
		file.writelines("number=%d\ntext=%s\n\n" % (number, " ".join(text.split()))
				for number, text in enumerate(texts))
	environment = dict(os.environ, XAPIAN_CJK_NGRAM="1", OMEGA_CONFIG_FILE=place("configuration"))
	subprocess.run(["scriptindex", "--overwrite", "--stemmer=english", place("index"), place("script"),
			place("texts")], check=True, env=environment, stdout=subprocess.DEVNULL)

	def ask(query, depth):
		run = subprocess.run([OMEGA, "DB=index", "FMT=found", "DEFAULTOP=or", "HITSPERPAGE=%d" % depth,
				      "P=" + query], check=True, env=environment, stdout=subprocess.PIPE)
		return run.stdout.decode().split("\n\n", 1)[-1].split()

	def found(query):
		"""What the parser refuses is asked again without punctuation and operators."""
		numbers = ask(*query)
		if numbers[-1:] == ["!"]:
			numbers = ask(re.sub(r"\W", " ", query[0]).lower(), query[1])
		return [int(number) for number in numbers if number != "!"][:query[1]]
	with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as threads:
		return list(threads.map(found, queries))


# ---- Lucene 4.10 ----

JARS = ("core", "analyzers-common", "analyzers-smartcn", "facet", "queryparser")


@functools.lru_cache
def lucene_path(work, *programs):
	"""The class path, with our programs compiled in a folder; peer_lucene.java is one of them always."""
	jars = [found[0] for found in (glob.glob("/usr/share/java/lucene-%s-4.*.jar" % jar) for jar in JARS)
		if found]
	if len(jars) < len(JARS):
		raise Missing("liblucene4.10-java is not installed")
	if not shutil.which("javac"):
		raise Missing("default-jdk-headless is not installed")
	path = ":".join(jars + [work])
	sources = [os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
		   for name in ("peer_lucene.java", *programs)]
	subprocess.run(["javac", "-nowarn", "-d", work, "-cp", path, *sources], check=True)
	return path


def lucene(analyzer, texts, queries, work):
	path = lucene_path(os.path.dirname(work))
	lines = {"texts": texts, "queries": ["%d\t%s" % (depth, query) for query, depth in queries]}
	for name, of in lines.items():
		with open(os.path.join(work, name), "w", encoding="utf-8") as file:
			file.writelines(re.sub(r"[\n\r]", " ", line) + "\n" for line in of)
	run = subprocess.run(["java", "-cp", path, "PeerLucene", analyzer, os.path.join(work, "texts"),
			      os.path.join(work, "queries")], check=True, stdout=subprocess.PIPE)
	return [[int(number) for number in line.split()] for line in run.stdout.splitlines()]


PEERS = {
	"fts5-tri": functools.partial(fts5, "trigram", trigram_terms),
	"fts5-port": functools.partial(fts5, "porter", porter_terms),
	"xapian": xapian_ngrams,
	"omega": omega,
	"luc-cjk": functools.partial(lucene, "cjk"),
	"luc-smart": functools.partial(lucene, "smart"),
	"luc-en": functools.partial(lucene, "english"),
}
