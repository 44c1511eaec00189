# SPDX-License-Identifier: GPL-3.0-or-later
"""Words to make documents and queries of, for scripts/bench: those of the project's own tables and
sample documents, and of the dictionary that the build converted, when there is one.

A word's rank comes from how often it stands in the samples, then in the glossary, then in the
dictionary; its frequency follows Zipf's law.  In the samples only short words count for so much: those
of grammar, which the tables lack.  Their subjects and the names of States are those of a few pages.
"""
import collections
import glob
import hashlib
import itertools
import os
import random
import re

WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
HAN = re.compile(r"[\u4e00-\u9fff]+")
LONGEST = 6			# characters of a Chinese word
SAMPLE, GLOSSARY = 10000, 100	# what an occurrence there weighs against one in the dictionary
NO_PHRASES = ("verb", "adverb", "state")	# fields of the glossary
MANDELBROT, EXPONENT = 2.0, 1.15
FORMULAS, FORMULA_WORDS = 30000, range(2, 5)


def rows(place):
	"""The lines of a table of ours, cut at tabs, without comments and the header."""
	with open(place, encoding="utf-8") as lines:
		return [line.rstrip("\n").split("\t") for line in lines
			if line.strip() and not line.startswith("#")][1:]


def cut(run, words):
	"""A Chinese run as words: from the left, the longest known, else one character."""
	place, found = 0, []
	while place < len(run):
		size = next((size for size in range(min(LONGEST, len(run) - place), 1, -1)
			     if run[place:place + size] in words), 1)
		found.append(run[place:place + size])
		place += size
	return found


class Language:
	"""words by rank, their cumulated weights; phrases: {field of the glossary: [phrase]}; formulas: set
	phrases of a few words, as common words go together."""

	def __init__(self, counts, phrases, blank):
		self.words = sorted(counts, key=lambda word: (-counts[word], word))
		self.weights = list(itertools.accumulate(
			(rank + MANDELBROT) ** -EXPONENT for rank in range(1, len(self.words) + 1)))
		self.phrases = phrases
		chance = random.Random("formulas")
		sizes = chance.choices(FORMULA_WORDS, k=FORMULAS)
		words = iter(chance.choices(self.words, cum_weights=self.weights, k=sum(sizes)))
		self.formulas = [blank.join(itertools.islice(words, size)) for size in sizes]
		self.known = frozenset(word for word in self.words if len(word) > 1)


class Vocabulary:
	"""en, zh; states: codes of members; digest: the same for the same words."""

	def __init__(self, corpus, dictionary=None):
		"""corpus: the folder of tables and samples; dictionary: that of dictionary-zh.tsv, or None."""
		self.counts = {"en": collections.Counter(), "zh": collections.Counter()}
		self.phrases = {"en": {}, "zh": {}}
		self.states, self.names = [], set()
		self.read_glossary(os.path.join(corpus, "glossary.tsv"))
		self.read_states(os.path.join(corpus, "states.tsv"))
		if dictionary and os.path.exists(os.path.join(dictionary, "dictionary-zh.tsv")):
			self.read_dictionary(os.path.join(dictionary, "dictionary-zh.tsv"))
		for word in [word for word in self.counts["zh"] if len(word) > LONGEST]:
			del self.counts["zh"][word]
		for name in sorted(glob.glob(os.path.join(corpus, "samples", "**", "*.txt"), recursive=True)):
			self.read_sample(name)
		self.en = Language(self.counts["en"], self.phrases["en"], " ")
		self.zh = Language(self.counts["zh"], self.phrases["zh"], "")
		self.digest = hashlib.sha256("\n".join(self.en.words + self.zh.words).encode()).hexdigest()[:12]

	def count(self, language, text, weight):
		form = WORD if language == "en" else HAN
		self.counts[language].update({word: weight for word in form.findall(text)})

	def read_glossary(self, place):
		for english, chinese, field, *_ in rows(place):
			for language, entry in (("en", english), ("zh", chinese)):
				for phrase in entry.split("|"):
					self.count(language, phrase, GLOSSARY)
				phrase = entry.split("|")[0]
				# A digit would make a phrase a symbol or a note mark.
				if field not in NO_PHRASES and not re.search(r"[^\w '-]|\d", phrase):
					self.phrases[language].setdefault(field, []).append(phrase)

	def read_states(self, place):
		for code, kind, _, _, english, chinese, *_ in rows(place):
			if kind == "member":
				self.states.append(code)
				self.names.update(WORD.findall(english), HAN.findall(chinese))
				self.count("en", english, GLOSSARY)
				self.count("zh", chinese, GLOSSARY)

	def read_dictionary(self, place):
		for chinese, *renderings in rows(place):
			if HAN.fullmatch(chinese):
				self.counts["zh"][chinese] += 1
			for rendering in renderings:
				self.counts["en"].update(WORD.findall(rendering[2:]))

	def read_sample(self, place):
		with open(place, encoding="utf-8") as file:
			text = file.read()
		han = [word for run in HAN.findall(text) for word in cut(run, self.counts["zh"])]
		for language, found, short in (("en", WORD.findall(text), 5), ("zh", han, 2)):
			for word in found:
				if word not in self.names:
					self.counts[language][word.lower()] += SAMPLE if len(word) <= short else GLOSSARY
