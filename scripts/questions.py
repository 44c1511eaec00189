# SPDX-License-Identifier: GPL-3.0-or-later
"""The questions of scripts/bench: words and quotations as they stand in the passages, chosen by how many
passages hold them.  The same passages give the same questions."""
import collections
import random
import re

from engine import Question, read_table
from vocabulary import HAN, cut

SAMPLE = 20000			# passages that frequencies are counted in
TRIES = 200			# passages looked at for a question
LATIN = re.compile(r"[a-z]{3,}")
# Shares of the passages that hold a word.
BANDS = {"rare": (0, 0.0005), "middle": (0.0005, 0.01), "common": (0.01, 0.15)}
MIXED = ("rare", "middle", "common")
PLAIN = {			# kind: bands of its words, or None for a quotation
	"one rare word": ("rare",),
	"one common word": ("common",),
	"three words": MIXED,
	"three common words": 3 * ("common",),
	"six words": 2 * MIXED,
	"quotation": None,
}
# The same questions again, under the State of a passage that answers them, and with facets.
UNDER_A_STATE = ("three words", "quotation")
WITH_FACETS = ("one common word", "three words", "six words", "quotation")


def words_of(text, known):
	return set(LATIN.findall(text.lower())).union(
		word for run in HAN.findall(text) for word in cut(run, known) if len(word) > 1)


def quotation(chance, text, phrases):
	"""A phrase of the glossary that stands in the text, or some words or characters in a row that are none;
	None when there are no words in a row."""
	runs = re.findall(r"(?:[A-Za-z]+ ){3,}[A-Za-z]+|[\u4e00-\u9fff]{8,}", text)
	pieces = []
	for run in runs:
		parts, blank, sizes = (run.split(" "), " ", (2, 3)) if run.isascii() else (run, "", (3, 4, 5, 6))
		pieces += [blank.join(parts[place:place + size]) for size in sizes
			   for place in range(len(parts) - size + 1)]
	known = [piece for piece in pieces if piece in phrases]
	if known and chance.random() < 0.5:
		return chance.choice(known)
	return chance.choice(pieces) if pieces else None


def sample(table, passages):
	"""Passages at even distances."""
	step = max(1, passages // SAMPLE)
	return [row for row in read_table(table) if row.number % step == 0]


def make(table, passages, vocabulary, count, seed):
	"""{kind: [Question]}, so many of each."""
	known = vocabulary.zh.known
	phrases = {phrase for language in (vocabulary.en, vocabulary.zh)
		   for group in language.phrases.values() for phrase in group}
	chance = random.Random("%d questions" % seed)
	rows = sample(table, passages)
	holders = collections.Counter(word for row in rows for word in words_of(row.text, known))

	def band(word):
		share = holders[word] / len(rows)
		return next((name for name, (low, high) in BANDS.items() if low < share <= high), None)
	bands = {word: band(word) for word in holders}

	def question(row, wanted):
		if wanted is None:
			quote = quotation(chance, row.text, phrases)
			return quote and Question([], quote, row.state, False)
		by_band = {}
		for word in sorted(words_of(row.text, known)):
			by_band.setdefault(bands[word], []).append(word)
		if any(len(by_band.get(name, [])) < wanted.count(name) for name in wanted):
			return None
		words = [word for name in sorted(set(wanted))
			 for word in chance.sample(by_band[name], wanted.count(name))]
		chance.shuffle(words)
		return Question(words, None, row.state, False)

	drawn = {}
	for kind, wanted in PLAIN.items():
		drawn[kind] = []
		for _ in range(TRIES * count):
			asked = question(chance.choice(rows), wanted)
			if asked:
				drawn[kind].append(asked)
			if len(drawn[kind]) == count:
				break
	made = {kind: [asked._replace(state=None) for asked in drawn[kind]] for kind in PLAIN}
	made.update({kind + ", State": [asked for asked in drawn[kind] if asked.state != "-"]
		     for kind in UNDER_A_STATE})
	made.update({kind + ", facets": [asked._replace(facets=True) for asked in made[kind]]
		     for kind in WITH_FACETS})
	return {kind: asked for kind, asked in made.items() if asked}
