#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Invents reports in the shapes that text layers of printed reports have.

  layouts_write.py FOLDER       writes the documents and truth.json

A document is a cover, a list of contents, the report's own part and the replies of States and
organisations.  Its words are inventions put together by a seeded generator.  Every document is set in
several shapes: one paragraph a line, lines broken by a page in even letters and in those of print,
with and without layout.
"""
import json
import os
import random
import re
import sys
import unicodedata

PAGE_LINES = 44
LAYOUTS = ("layout", "hyphen", "crlf", "print-layout")

EN_WHO = ["The Government", "The national centre", "Our delegation", "The ministry in charge",
          "An inter-agency task force", "The response team", "Civil society", "The parliament"]
EN_DOES = ["has adopted", "continues to review", "supports without reservation", "will strengthen",
           "regularly publishes", "coordinates with its partners on", "attaches great importance to"]
EN_WHAT = ["a long-term strategy for resilient networks", "the norms of responsible behaviour",
           "confidence-building measures at the regional level", "capacity-building for small islands",
           "the protection of cables, harbours and power stations", "the exchange of points of contact",
           "international law, including the Charter", "a voluntary checklist of 11 practical steps",
           "the findings of the open-ended working group (A/75/816, annex I)",
           "an annual exercise with Japan, Cuba and the Republic of Korea"]
EN_WHY = ["in accordance with General Assembly resolution 78/237", "since 2021", "as of 1 May 2024",
          "which led to 1,500 reports in 2023", "in order to prevent conflict and to build trust",
          "on an equal footing and by consensus", "bearing in mind the needs of developing countries",
          "without prejudice to the position of any State", "in the context of \u201cpeace and security\u201d"]
ZH_WHO = ["政府", "国家中心", "本国代表团", "主管部门", "应急小组", "民间社会", "议会", "各国专家"]
ZH_DOES = ["已经通过", "继续审查", "毫无保留地支持", "将加强", "定期公布", "高度重视", "同伙伴协调"]
ZH_WHAT = ["一项面向长远的韧性网络战略", "负责任国家行为规范", "区域一级的建立信任措施", "小岛屿国家能力建设",
           "对电缆、港口和电站的保护", "联络人名录的交换", "包括《宪章》在内的国际法", "载有11项步骤的自愿核对表",
           "不限成员名额工作组的结论（A/75/816，附件一）", "与日本、古巴和大韩民国的年度演习"]
ZH_WHY = ["并遵循大会第78/237号决议", "自2021年以来", "截至2024年5月1日", "2023年共收到1 500份报告",
          "以便预防冲突和建立信任", "在平等基础上协商一致", "同时铭记发展中国家的需要", "且不妨碍任何国家的立场"]

# name line, code, mark of the original, its language, mark of the date, its day
EN_SPEAKERS = [
    ("Armenia", "ARM", "[Original: English]", "en", "[30 April 2024]", "2024-04-30"),
    ("Bolivia (Plurinational State of)", "BOL", "[Original: Spanish]", "es", "[2 May 2024]", "2024-05-02"),
    ("Democratic People\u2019s Republic of Korea", "PRK", "[Original: English]", "en", "[1 May 2024]", "2024-05-01"),
    ("IRAN (ISLAMIC REPUBLIC OF)", "IRN", "[Original: English]", "en", "[3 May 2024]", "2024-05-03"),
    ("Luxembourg*", "LUX", "[Original: English and French]", "en", "[29 April 2024]", "2024-04-29"),
    ("Micronesia (Federated States of)", "FSM", "[Original: English]", "en", "[April 2024]", "2024-04"),
    ("Republic of Korea", "KOR", "[Original: English", "en", "[17 May 2024]", "2024-05-17"),
    ("T\u00fcrkiye", "TUR", "[Original: English] [1 May 2024]", "en", "", "2024-05-01"),
    ("United Kingdom of Great Britain and Northern Ireland", "GBR", "[Original: English]", "en",
     "[1 June 2024]", "2024-06-01"),
    ("Venezuela (Bolivarian Republic of)", "VEN", "[Original: Spanish]", "es", "[26 April 2024]", "2024-04-26"),
    ("Australia, Canada and Japan", "", "[Original: English]", "en", "[8 May 2024]", "2024-05-08"),
    ("European Union", "EU", "[Original: English]", "en", "[9 May 2024]", "2024-05-09"),
    ("Forum for Digital Peace of the Ocean Isles", "", "[Original: French]", "fr", "[10 May 2024]", "2024-05-10"),
]
ZH_SPEAKERS = [
    ("亚美尼亚", "ARM", "[原件：英文]", "en", "[2024年4月30日]", "2024-04-30"),
    ("多民族玻利维亚国", "BOL", "[原件：西班牙文]", "es", "[2024年5月2日]", "2024-05-02"),
    ("朝鲜民主主义人民共和国", "PRK", "[原件：英文]", "en", "[2024 年 5 月 1 日]", "2024-05-01"),
    ("伊朗伊斯兰共和国", "IRN", "[原件：英文]", "en", "[2024年5月3日]", "2024-05-03"),
    ("卢森堡*", "LUX", "[原件：英文和法文]", "en", "[2024年4月29日]", "2024-04-29"),
    ("密克罗尼西亚联邦", "FSM", "[原件：英文]", "en", "[2024年4月]", "2024-04"),
    ("大韩民国", "KOR", "[原件：英文", "en", "[2024年5月17日]", "2024-05-17"),
    ("土耳其", "TUR", "[原件：英文] [2024年5月1日]", "en", "", "2024-05-01"),
    ("大不列颠及北爱尔兰联合王国", "GBR", "[原件：英文]", "en", "[2024年6月1日]", "2024-06-01"),
    ("委内瑞拉玻利瓦尔共和国", "VEN", "[原件：西班牙文]", "es", "[2024年4月26日]", "2024-04-26"),
    ("澳大利亚、加拿大和日本", "", "[原件：英文]", "en", "[2024年5月8日]", "2024-05-08"),
    ("欧洲联盟", "EU", "[原件：英文]", "en", "[2024年5月9日]", "2024-05-09"),
    ("大洋诸岛数字和平论坛", "", "[原件：法文]", "fr", "[2024年5月10日]", "2024-05-10"),
]
EN_HEADINGS = ["General appreciation of the issues of information security",
               "Efforts taken at the national level to strengthen information security and promote "
               "international cooperation in this field",
               "Existing and potential threats", "Confidence-building measures",
               "Rules, norms and principles", "Possible measures to be taken by the community of nations"]
ZH_HEADINGS = ["对信息安全问题的一般看法", "国家一级为加强信息安全和促进这一领域的国际合作所作的努力",
               "现有和潜在威胁", "建立信任措施", "规则、规范和原则", "国际社会可采取的措施"]
TITLE = {"en": "Invented developments in the field of sample wires and talking drums in the context of "
               "peace among neighbours",
         "zh": "从邻里和平的角度看样本电线和会说话的鼓领域的虚构发展"}
EN_NAMES = ["Albania", "Chile", "Fiji", "Iceland", "Kenya"]
ZH_NAMES = ["阿尔巴尼亚", "智利", "斐济", "冰岛", "肯尼亚"]


class Piece:
    """A line or paragraph of a report: kind is heading, text, item, note, name, mark or row."""

    def __init__(self, kind, text, speaker, label="", note=""):
        self.kind, self.text, self.speaker, self.label, self.note = kind, text, speaker, label, note
        self.headings, self.page, self.paragraph = [], 0, ""


class Report:
    def __init__(self, language, seed):
        self.zh = language == "zh"
        self.random = random.Random(seed)
        self.pieces, self.speakers, self.note = [], [], 0
        self.seen = set()
        self.write()

    def sentence(self):
        r = self.random
        while True:
            if self.zh:
                text = r.choice(ZH_WHO) + r.choice(ZH_DOES) + r.choice(ZH_WHAT)
                if r.random() < 0.6:
                    text += "，" + r.choice(ZH_WHY)
                text += "。"
            else:
                text = f"{r.choice(EN_WHO)} {r.choice(EN_DOES)} {r.choice(EN_WHAT)}"
                if r.random() < 0.6:
                    text += ", " + r.choice(EN_WHY)
                text += "."
            if text not in self.seen:
                self.seen.add(text)
                return text

    def paragraph(self, count=0):
        count = count or self.random.choice([1, 1, 2, 2, 3, 4])
        return ("" if self.zh else " ").join(self.sentence() for _ in range(count))

    def add(self, kind, text, **more):
        piece = Piece(kind, text, self.speaker, **more)
        piece.headings = list(self.headings)
        piece.paragraph = more.get("label", "")
        self.pieces.append(piece)
        return piece

    def heading(self, text, depth):
        del self.headings[depth:]
        self.add("heading", text)
        self.headings.append(text)

    def noted(self):
        """A paragraph with a footnote's mark behind its first sentence."""
        self.note += 1
        first = self.sentence()
        mark = first + str(self.note)
        rest = self.sentence()
        text = "See A/75/816, annex, paras. 3\u20137." if not self.zh else "见A/75/816，附件，第3至7段。"
        piece = self.add("text", mark + ("" if self.zh else " ") + rest, note=f"{self.note} {text}")
        piece.clean = first + ("" if self.zh else " ") + rest

    def numbered(self, count):
        for _ in range(count):
            self.number += 1
            self.add("text", f"{self.number}. {self.paragraph()}", label=str(self.number))

    def items(self):
        zh, r = self.zh, self.random
        style = r.choice(["letter", "roman", "bullet"])
        self.add("text", ("政府采取了下列措施：" if zh else "The following measures were taken:"))
        for i in range(r.choice([2, 3, 4])):
            label = {"letter": f"({'abcd'[i]})", "roman": f"({['i', 'ii', 'iii', 'iv'][i]})",
                     "bullet": "•"}[style]
            text = self.sentence()[:-1] + ("；" if zh else ";")
            if i == 0 and r.random() < 0.5:
                text = self.paragraph(2)[:-1] + ("；" if zh else ";")
            self.add("item", f"{label} {text}", label="" if style == "bullet" else label)

    def reply(self, index, speaker):
        r, zh = self.random, self.zh
        self.speaker, self.headings = speaker, []
        name, code, mark, _, date, _ = speaker
        self.add("name", name)
        self.add("mark", mark)
        if date:
            self.add("mark", date)
        headings = ZH_HEADINGS if zh else EN_HEADINGS
        if index % 3 == 0:
            for i in range(3):
                label = "ABC"[i] + "." if not zh else "一二三"[i] + "."
                self.heading(f"{label} {headings[(index + i) % len(headings)]}", 0)
                for _ in range(r.choice([1, 2])):
                    self.add("text", self.paragraph())
        elif index % 3 == 1:
            self.number = 0
            self.numbered(2)
            self.heading(headings[index % len(headings)], 0)
            self.numbered(3)
            self.items()
        else:
            self.add("text", self.paragraph(4))
            self.noted()
            self.heading(headings[index % len(headings)], 0)
            self.items()
            self.add("text", self.paragraph())
        if index % 5 == 2:
            self.add("text", "本倡议由下列国家共同提出：" if zh
                     else "The initiative is sponsored by the following States:")
            for state in (ZH_NAMES if zh else EN_NAMES):
                self.add("row", state)
            self.add("text", ("日本和古巴参加了上述会议。" if zh else
                              "Japan and Cuba took part in the meeting. ") + self.paragraph(2))
        if index % 5 == 3:
            self.add("text", self.paragraph(1))
            for year in range(2021, 2024):
                self.add("row", f"{year}      {r.randrange(10, 90)}      {r.randrange(100, 900)}")
            self.add("text", self.paragraph(2))

    def write(self):
        zh = self.zh
        self.speaker, self.headings = ("", "", "", "", "", ""), []
        self.number = 0
        own = self.speaker
        self.heading("一. 导言" if zh else "I. Introduction", 0)
        self.numbered(3)
        self.heading("二. 背景" if zh else "II. Background", 0)
        self.numbered(2)
        speakers = ZH_SPEAKERS if zh else EN_SPEAKERS
        for i, speaker in enumerate(speakers):
            if i == 0:
                self.speaker, self.headings = own, []
                self.add("group", "三. 从各国政府收到的答复" if zh else "III. Replies received from Governments")
            elif speaker[1] == "EU":
                self.speaker, self.headings = own, []
                self.add("group", "四. 从政府间组织收到的答复" if zh
                         else "IV. Replies received from intergovernmental organizations")
            self.reply(i, speaker)
        self.speakers = speakers


# ---- shapes -------------------------------------------------------------------------------------

def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def columns_of_print(text):
    """As columns(), in a proportional font."""
    narrow, wide = "iltfjr.,;:()'I1- ", "mwMW"
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0.62 if c in narrow else
               1.5 if c in wide else 1.3 if c.isupper() else 1.05 for c in text)


def wrap(text, width, hyphens=None, columns=columns):
    """Breaks text into lines; Han anywhere save before punctuation, words at blanks and hyphens."""
    tokens = re.findall(r"[^\s\u2e80-\uffef]+-(?=[a-z])|[^\s\u2e80-\uffef]+|\s+|[\u2e80-\uffef]", text)
    lines, line = [], ""
    for token in tokens:
        full = columns(line + token) > width
        if full and token in "，。；：、）》”" and line:
            line += token
            continue
        if full and line.strip():
            cut = hyphens and re.fullmatch(r"[a-z]{8,}[,.;]?", token) and hyphens.random() < 0.3
            room = width - columns(line) - 1
            if cut and room >= 4:
                at = min(room, len(token) - 4)
                lines.append(line + token[:at] + "-")
                line = token[at:]
                continue
            lines.append(line.rstrip())
            line = ""
            if token.isspace():
                continue
        line += token
    if line.strip():
        lines.append(line.rstrip())
    return lines


def cover(report, symbol, width, layout):
    zh = report.zh
    title = wrap(TITLE["zh" if zh else "en"], min(width, 66))
    again = wrap(TITLE["zh" if zh else "en"], min(width, 52))
    if zh:
        left = ["联合国", "大会"]
        right = [symbol, "Distr.: General", "12 July 2024", "Chinese", "Original: Arabic/English/French/",
                 "Russian/Spanish"]
        session = ["第七十九届会议", "暂定项目表* 项目93"]
        tail = ["秘书长的报告"]
    else:
        left = ["United Nations", "General Assembly"]
        right = [symbol, "Distr.: General", "12 July 2024", "English",
                 "Original: Arabic/English/French/", "Russian/Spanish"]
        session = ["Seventy-ninth session", "Item 93 of the preliminary list*"]
        tail = ["Report of the Secretary-General"]
    out = []
    if layout:
        for i, text in enumerate(right):
            head = left[i] if i < len(left) else ""
            out.append(" " * 12 + head + " " * max(56 - columns(head), 2) + text)
        out += ["", ""] + session + title + [""]
        out += [" " * 8 + line for line in again] + ["", " " * 8 + tail[0], ""]
    else:
        out = [left[0], "", left[1], ""] + right + [""] + session + title + [""] + again + [""] + tail + [""]
    return out


def contents(report, layout):
    out = ["目录" if report.zh else "Contents", " " * (80 if layout else 0) + ("页次" if report.zh else "Page")]
    page = 3
    for piece in report.pieces:
        if piece.kind not in ("group", "name") and not (
                piece.kind == "heading" and re.match(r"(I|II|III|一|二)\. ", piece.text)
                and not piece.speaker[0]):
            continue
        text = piece.text.rstrip("*")
        if piece.kind == "name":
            text = ("        " if layout else "") + text
        if layout or not report.zh:
            text += " " + ". " * max((84 - columns(text)) // 2, 4) + "   " + str(page)
        else:
            text += "." * max(70 - columns(text), 8) + " " + str(page)
        out.append(text)
        page += 1
    return out


def set_lines(report, shape):
    """(lines, piece) for each piece, as the shape breaks and indents it."""
    measure = columns_of_print if shape in ("print", "print-layout") else columns
    hyphens = random.Random(5) if shape == "hyphen" else None
    layout = shape in LAYOUTS
    width = {"layout": 74, "hyphen": 74, "crlf": 74, "report": 78, "plain": 86, "raw": 86,
             "print": 86, "print-layout": 74}.get(shape, 0)
    base = 9 if layout else 0
    for piece in report.pieces:
        text = piece.text
        if width == 0:
            yield [text], piece
            continue
        if not layout:
            yield wrap(text, width, None, measure), piece
            continue
        if piece.kind == "mark":
            yield [" " * (base + 56) + text], piece
        elif piece.kind == "item" or (piece.kind == "text" and not piece.label):
            lines = wrap("\u00b7\u00b7\u00b7\u00b7" + text, width, hyphens, measure)
            lines[0] = "    " + lines[0][4:]
            yield [" " * base + line for line in lines], piece
        elif piece.kind == "text":
            label, rest = text.split(" ", 1)
            lines = wrap(label + "\u00b7" * 4 + rest, width, hyphens, measure)
            lines[0] = lines[0].replace("\u00b7\u00b7\u00b7\u00b7", "    ", 1)
            yield [" " * base + line for line in lines], piece
        else:
            yield [" " * base + line for line in wrap(text, width, None, measure)], piece


def paged(report, shape, symbol):
    """The printed pages, each a list of lines; pieces learn the page they begin on."""
    layout = shape in LAYOUTS
    gap = shape in LAYOUTS + ("plain", "print")
    job = "24-99999"
    pages = [cover(report, symbol, 86, layout) + ([""] if gap else []) + contents(report, layout)
             + ["", "   * A/79/50." if not report.zh else "   * A/79/50。", "",
                "24-99999 (E)    150724    180724", "*2499999*"]]
    body, notes, last = [], [], ""

    def flush():
        nonlocal body, notes
        number = len(pages) + 1
        out = [" " * (84 if layout and number % 2 else 0) + symbol, ""] + body
        if notes:
            out += ["", ("         " if layout else "") + "_" * 18] + notes
        foot = (f"{number}/@@" + " " * (82 if layout else 1) + job) if number % 2 == 0 else (
            job + " " * (82 if layout else 1) + f"{number}/@@")
        pages.append(out + ["", foot])
        body, notes = [], []

    for lines, piece in set_lines(report, shape):
        keep = piece.kind in ("heading", "name", "group", "mark")
        piece.page = len(pages) + 1
        if keep and len(body) > PAGE_LINES - 8 and last not in ("name", "mark", "heading", "group"):
            flush()
            piece.page = len(pages) + 1
        if gap and body and piece.kind not in ("mark", "row"):
            body.append("")
        for line in lines:
            if len(body) + len(notes) * 2 >= PAGE_LINES and not keep and line is lines[0]:
                flush()
                piece.page = len(pages) + 1
            elif len(body) + len(notes) * 2 >= PAGE_LINES and not keep:
                flush()
            body.append(line)
        if piece.note:
            notes.append(("             " if layout else "") + piece.note)
        last = piece.kind
    flush()
    return [[line.replace("@@", str(len(pages))) for line in page] for page in pages]


def render(report, shape, symbol):
    if shape in ("line", "line-gap"):
        out = cover(report, symbol, 400, False) + contents(report, False) + [""]
        notes = []
        for piece in report.pieces:
            out.append(piece.text)
            if shape == "line-gap":
                out.append("")
            if piece.note:
                notes.append(piece.note)
        return "\n".join(out + ["__________________"] + notes) + "\n"
    if shape == "report":
        out = []
        for lines, piece in set_lines(report, shape):
            for i, line in enumerate(lines):
                out.append((" " if i == 0 and piece.kind in ("text", "item") else "") + line
                           + (" " if i + 1 == len(lines) else ""))
                out.append("")
            piece.page = 0
            if piece.note:
                out += ["__________________ ", "", " " + piece.note + " ", "",
                        "https://undocs.org/ch/A/RES/78/237", "https://undocs.org/ch/A/79/50"]
        return "\n".join(out) + "\n"
    pages = paged(report, shape, symbol)
    text = ("\n\f" if shape in ("raw", "plain", "crlf", "print", "print-layout") else "\n").join("\n".join(page) for page in pages)
    return (text.replace("\n", "\r\n") if shape == "crlf" else text) + "\n"


SHAPES = ["report", "plain", "raw", "layout", "hyphen", "line", "line-gap", "crlf", "print", "print-layout"]


def write(folder):
    truth = {}
    number = 900
    for language in ("en", "zh"):
        for shape in SHAPES:
            if shape in ("hyphen", "print", "print-layout") and language == "zh":
                continue
            number += 1
            report = Report(language, number)
            name = f"{language}-{shape}.txt"
            symbol = f"A/79/{number}"
            text = render(report, shape, symbol)
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as out:
                out.write(text)
            truth[name] = {
                "shape": shape, "symbol": symbol, "title": TITLE[language], "cover": shape != "report",
                "speakers": [[s[1], s[3], s[5]] for s in report.speakers],
                "pieces": [{"kind": p.kind, "text": getattr(p, "clean", p.text), "state": p.speaker[1],
                            "date": p.speaker[5], "name": p.speaker[0], "paragraph": p.paragraph,
                            "headings": p.headings, "page": p.page,
                            "note": p.note} for p in report.pieces]}
    with open(os.path.join(folder, "truth.json"), "w", encoding="utf-8") as out:
        json.dump(truth, out, ensure_ascii=False)


if len(sys.argv) != 2:
    sys.exit(__doc__)
write(sys.argv[1])
