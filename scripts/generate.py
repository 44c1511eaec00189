#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a collection of documents, for scripts/bench and tests:

	generate.py [--seed=N] [--dictionary=FOLDER] PASSAGES FOLDER

FOLDER gets statements as .txt files and their manifest.tsv.  Two passages in five are Chinese, the rest
English; passages have some 350 bytes, documents 20 to 60 passages.  Words follow Zipf's law, and so do
set phrases of a few words, which make half of the text, as they do in this trade; each document has
words and phrases of its own; there are names that no table knows, citations, States that speak more than
others, and more documents in later years.  It is nonsense in the statistics of text.

The same seed gives the same bytes, as long as the words are the same (vocabulary.py): a document
depends on its number alone, so a small collection is the beginning of a larger one.
"""
import argparse
import itertools
import math
import multiprocessing
import os
import random
import sys

from vocabulary import FORMULAS, Vocabulary

CHINESE = 0.4			# share of documents
SMALLEST, LARGEST = 20, 60	# passages of a document
BYTES, SPREAD = 330, 0.42	# median and spread (lognormal) of a passage
CITING = 0.06			# share of passages that cite
RESOLUTIONS = 400		# that can be cited
FIRST_YEAR, LAST_YEAR = 2005, 2024
OWN_WORDS, OWN_PHRASES = 40, 16	# of a document
COINED = 400			# one name that no table knows in so many words


def skewed(count, exponent):
	"""Cumulated weights of ranks."""
	return list(itertools.accumulate((rank + 2) ** -exponent for rank in range(1, count + 1)))


RESOLUTION_WEIGHTS = skewed(RESOLUTIONS, 1)
FORMULA_WEIGHTS = skewed(FORMULAS, 1)
OWN_WEIGHTS = {count: skewed(count, 1) for count in (OWN_WORDS, OWN_PHRASES)}
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
YEAR_WEIGHTS = list(itertools.accumulate(range(4, 4 + len(YEARS))))


def sizes(seed, passages):
	"""Passages of each document, in all exactly as many as asked for."""
	chance = random.Random("%d sizes" % seed)
	while passages > 0:
		size = min(chance.randint(SMALLEST, LARGEST), passages)
		passages -= size
		yield size


def coin(chance, words, latin):
	"""A name: the beginning of one word and the end of another."""
	first, second = chance.choice(words), chance.choice(words)
	if latin:
		return (first[:3 + len(first) % 3] + second[-3 - len(second) % 2:]).replace("-", "").capitalize()
	return first[:2] + second[-1:] + chance.choice(words)[:1]


def draw(chance, language, count, latin):
	"""So many words and phrases in a row: common ones, some of the document's own, a few names."""
	words = chance.choices(language.words, cum_weights=language.weights, k=count)
	field = chance.choice(list(language.phrases))
	own = [language.words[place] for place in
	       chance.choices(range(100, min(20000, len(language.words))), k=OWN_WORDS)]
	phrases = chance.choices(language.phrases[field], k=OWN_PHRASES)
	start = chance.randrange(3)
	words[start::3] = chance.choices(language.formulas, cum_weights=FORMULA_WEIGHTS,
					 k=len(range(start, count, 3)))
	for step, of in ((17, own), (29, phrases)):
		start = chance.randrange(step)
		words[start::step] = chance.choices(of, cum_weights=OWN_WEIGHTS[len(of)],
						    k=len(range(start, count, step)))
	for place in range(chance.randrange(COINED), count, COINED):
		words[place] = coin(chance, language.words, latin)
	return words


def citation(chance, latin):
	number = chance.choices(range(RESOLUTIONS), cum_weights=RESOLUTION_WEIGHTS)[0]
	symbol = "%d/%d" % (60 + number % 20, 1 + number * 37 % 300)
	forms = ((" as General Assembly resolution %s recalls", " in line with A/RES/%s") if latin else
		 ("，如大会第%s号决议所述", "，并回顾第%s号决议"))
	return chance.choice(forms) % symbol


def paragraph(chance, words, cites, latin):
	"""Sentences of words in a row; the words are used up by the way."""
	sentences, place = [], 0
	while place < len(words):
		size = max(5, round(chance.gauss(14, 5) if latin else chance.gauss(16, 5)))
		if len(words) - place - size < 5:
			size = len(words) - place
		pause = chance.randrange(4, size) if size > 9 else size
		clauses = [words[place:place + pause], words[place + pause:place + size]]
		sentence = (", " if latin else "，").join(
			(" " if latin else "").join(clause) for clause in clauses if clause)
		if cites and place == 0:
			sentence += citation(chance, latin)
		sentences.append(sentence[0].upper() + sentence[1:] + ("." if latin else "。"))
		place += size
	return (" " if latin else "").join(sentences)


def document(vocabulary, seed, number, passages):
	"""Its text, and its row of the manifest."""
	chance = random.Random("%d document %d" % (seed, number))
	latin = chance.random() >= CHINESE
	language = vocabulary.en if latin else vocabulary.zh
	# Drawn ones have so many bytes, blanks and set phrases reckoned in.
	wanted = [max(6, round(BYTES * chance.lognormvariate(0, SPREAD) / (10.2 if latin else 8.4)))
		  for _ in range(passages)]
	words = draw(chance, language, sum(wanted), latin)
	ends = list(itertools.accumulate(wanted))
	text = "\n\n".join(paragraph(chance, words[end - size:end], chance.random() < CITING, latin)
			   for size, end in zip(wanted, ends)) + "\n"
	year = chance.choices(YEARS, cum_weights=YEAR_WEIGHTS)[0]
	state = chance.choices(vocabulary.states, cum_weights=skewed(len(vocabulary.states), 0.8))[0]
	subject = chance.choice(language.phrases[chance.choice(list(language.phrases))])
	return text, (file_name(number), "A/%d/%d" % (year - 1945, number + 1),
		      ("Statement on %s" if latin else "关于%s的发言") % subject, state,
		      "%d-%02d-%02d" % (year, chance.randint(1, 12), chance.randint(1, 28)),
		      "en" if latin else "zh")


def file_name(number):
	return "%06d.txt" % number


def write(work):
	"""Documents, given as (number, passages); their rows of the manifest."""
	vocabulary, seed, folder, documents = work
	rows = []
	for number, passages in documents:
		text, row = document(vocabulary, seed, number, passages)
		with open(os.path.join(folder, row[0]), "w", encoding="utf-8") as file:
			file.write(text)
		rows.append(row)
	return rows


def generate(vocabulary, seed, passages, folder):
	"""Writes the collection; gives the number of documents."""
	os.makedirs(folder, exist_ok=True)
	documents = list(enumerate(sizes(seed, passages)))
	share = math.ceil(len(documents) / os.cpu_count())
	with multiprocessing.get_context("fork").Pool() as pool:
		parts = pool.map(write, [(vocabulary, seed, folder, documents[start:start + share])
					 for start in range(0, len(documents), share)])
	with open(os.path.join(folder, "manifest.tsv"), "w", encoding="utf-8") as manifest:
		manifest.write("path\tsymbol\ttitle\tstate\tdate\tlanguage\n")
		manifest.writelines("\t".join(row) + "\n" for part in parts for row in part)
	return len(documents)


def main():
	parser = argparse.ArgumentParser(prog="generate.py")
	parser.add_argument("--seed", type=int, default=79)
	parser.add_argument("--dictionary", help="the folder of dictionary-zh.tsv")
	parser.add_argument("passages", type=int)
	parser.add_argument("folder")
	arguments = parser.parse_args()
	if arguments.passages < 1:
		sys.exit("generate.py: no passages: '%d': at least 1" % arguments.passages)
	corpus = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "corpus")
	generate(Vocabulary(corpus, arguments.dictionary), arguments.seed, arguments.passages, arguments.folder)


if __name__ == "__main__":
	main()
