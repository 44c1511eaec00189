#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges what was read from the reports of layouts_write.py.

  layouts_judge.py FOLDER       reads passages (JSON Lines of `verbale-index dump`) from standard
                                input, prints figures for each document; status 1 when one falls short
"""
import json
import os
import re
import sys
import unicodedata

# Lines without gap or indent do not always show where a paragraph ends: a share of them must be whole.
WHOLE = {"raw": 0.85}
WHOLE_ELSE = 0.97


def squash(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


class Judge:
    """What a document's passages are against the truth; short tells where they fall short."""

    def __init__(self, truth, passages):
        self.truth, self.short, self.wrong = truth, [], 0
        self.passages = passages
        self.by_key = {}
        for passage in passages:
            passage["key"] = squash(passage["text"])
            self.by_key.setdefault((passage["key"], passage["state"] or ""), []).append(passage)
        self.judge_paragraphs()
        self.judge_speakers()
        self.judge_strays()
        if truth["cover"]:
            said = [passages[0].get(name) for name in ("symbol", "title", "date")]
            if said != [truth["symbol"], truth["title"], "2024-07-12"]:
                self.short.append(f"the document: {said}")

    def judge_paragraphs(self):
        pieces = [p for p in self.truth["pieces"] if p["kind"] in ("text", "item")]
        self.count, self.whole = len(pieces), 0
        missed, misplaced = [], 0
        for piece in pieces:
            found = self.by_key.get((squash(piece["text"]), piece["state"]))
            if not found:
                missed.append("not whole: " + piece["text"])
                continue
            self.whole += 1
            headings = ([piece["name"]] if piece["name"] and not piece["state"] else []) + piece["headings"]
            if [squash(h) for h in found[0]["heading"]] != [squash(h) for h in headings]:
                misplaced += 1
                missed.append(f"under {found[0]['heading']}: {piece['text']}")
            if piece["kind"] == "text" and (found[0]["paragraph"] or "") != piece["paragraph"]:
                self.short.append(f"number {found[0]['paragraph']}: {piece['text']}")
            if piece["page"] and found[0]["page"] != piece["page"]:
                self.short.append(f"page {found[0]['page']}, not {piece['page']}: {piece['text']}")
        share = WHOLE.get(self.truth["shape"], WHOLE_ELSE)
        if self.whole < self.count * share or misplaced > self.count * (1 - share):
            self.short += missed

    def judge_speakers(self):
        notes = {squash(p["note"]) for p in self.truth["pieces"] if p["note"]}
        known = {(p["state"], p.get("original_language") or "", p.get("date") or "") for p in self.passages
                 if p["state"] and p["key"] not in notes}
        self.speakers = {tuple(s) for s in self.truth["speakers"] if s[0]}
        self.short += [f"speaker {s}" for s in known ^ self.speakers]

    def judge_strays(self):
        """No words of another speaker, none that the page added."""
        owners = [(squash(p[field]), p["state"]) for p in self.truth["pieces"]
                  for field in ("text", "note") if p[field]]
        for passage in self.passages:
            state = passage["state"] or ""
            mine = [s for key, s in owners if passage["key"] in key] or [
                s for key, s in owners if key[:60] in passage["key"] or passage["key"][:60] in key]
            if state and state not in mine:
                self.wrong += 1
                self.short.append(f"not of {state}: {passage['text']}")
            start = passage["key"][:16]
            if not any(start in key for key, _ in owners) and not passage["text"].startswith("* A/79/50"):
                self.short.append("a stray: " + passage["text"])


def judge(folder):
    with open(os.path.join(folder, "truth.json"), encoding="utf-8") as file:
        truth = json.load(file)
    documents = {}
    for line in sys.stdin:
        passage = json.loads(line)
        documents.setdefault(os.path.basename(passage["path"]), []).append(passage)
    short = 0
    for name in sorted(truth):
        got = Judge(truth[name], documents.get(name, [{"text": "", "state": "", "heading": []}]))
        print(f"{name}: {len(got.speakers)} speakers, {got.whole} of {got.count} paragraphs whole, "
              f"{got.wrong} of a wrong State" + (", short:" if got.short else ""))
        for line in got.short:
            print("    " + line)
        short += len(got.short) > 0
    return 1 if short else 0


if len(sys.argv) != 2:
    sys.exit(__doc__)
sys.exit(judge(sys.argv[1]))
