# SPDX-License-Identifier: GPL-3.0-or-later
"""SQLite's FTS5, for scripts/bench: the text beside the index, fields in a narrow table.  Its trigrams do
not find words of two characters; its words (porter) take a Chinese run for one word."""
import os
import sqlite3

from engine import FACET_LIMIT, LIMIT, Engine, program, read_table
from peers import porter_terms, trigram_terms

TABLES = """
pragma journal_mode = off;
pragma synchronous = off;
pragma cache_size = -400000;
create table passage(id integer primary key, text);
create table field(id integer primary key, state, year);
create table theme(id, theme, primary key (id, theme)) without rowid;
create virtual table words using fts5(text, content='passage', content_rowid='id', tokenize='%s');
"""


def place(folder):
	return os.path.join(folder, "passages.db")


def build(table, folder, tokenizer):
	os.makedirs(folder)
	database = sqlite3.connect(place(folder))
	database.executescript(TABLES % tokenizer)
	rows = []

	def store():
		database.executemany("insert into passage values (?, ?)",
				     ((row.number, row.text) for row in rows))
		database.executemany("insert into words(rowid, text) values (?, ?)",
				     ((row.number, row.text) for row in rows))
		database.executemany("insert into field values (?, ?, ?)",
				     ((row.number, row.state, int(row.year)) for row in rows))
		database.executemany("insert into theme values (?, ?)",
				     ((row.number, theme) for row in rows for theme in row.themes))
		rows.clear()
	for row in read_table(table):
		rows.append(row)
		if len(rows) == 1000:
			store()
	store()
	database.execute("insert into words(words) values ('optimize')")
	database.execute("analyze")
	database.commit()
	database.close()


def answer(folder, tokenizer):
	database = sqlite3.connect("file:%s?mode=ro" % place(folder), uri=True)
	database.executescript("pragma mmap_size = 8000000000; pragma cache_size = -200000;"
			       "create temp table found(id integer primary key)")
	terms = trigram_terms if tokenizer == "trigram" else porter_terms
	count = ("select '%s', %s, count(*) from temp.found join %s using (id)"
		 " group by 2 order by 3 desc limit %d")
	counts = [count % (field, field, of, FACET_LIMIT)
		  for field, of in (("state", "field"), ("year", "field"), ("theme", "theme"))]

	def find(query, state, facets):
		match = " OR ".join(dict.fromkeys('"%s"' % term for term in terms(query)))
		if not match:
			return 0 if facets else -1, [], []
		if state:
			hits = database.execute(
				"select words.rowid, words.text from words join field on field.id = words.rowid"
				" where words match ? and state = ? order by rank limit ?", (match, state, LIMIT))
		else:
			hits = database.execute("select rowid, text from words where words match ?"
						" order by rank limit ?", (match, LIMIT))
		hits = hits.fetchall()
		if not facets:
			return -1, hits, []
		database.execute("delete from temp.found")
		total = database.execute("insert into temp.found select rowid from words where words match ?",
					 (match,)).rowcount
		return total, hits, [row for of in counts for row in database.execute(of)]
	return find


class Fts5(Engine):
	program = "engine_sqlite.py"

	def __init__(self, name, tokenizer):
		self.name = name
		self.arguments = [tokenizer]


if __name__ == "__main__":
	program(build, answer)
