"""What is measured on, made by us from what lies in the repository and the word list of the package
wdutch: sentences, words by rank, a lexicon in the form of each program, texts, and a study. The same
each time; made once for each size and kept."""

import collections
import glob
import json
import os
import random
import re
import shutil
import subprocess
import zipfile

SEED = 20240319
THEMES, TERMS, PREFIXES, PHRASES, PATTERNS = 16, 1280, 138, 240, 160
GRAMMAR = 150  # as compose.c has it
WORD = re.compile(r"[^\W\d_]{2,}")
SAMPLE_DOCX = "corpus/sample/stad/ronde-2/02-skateplek-ronde2.docx"


def words_by_rank(stories, dictionary):
    """The words of the stories by frequency, then those of the dictionary in any order."""
    seen = collections.Counter(word.lower() for story in stories for word in WORD.findall(story))
    ranked = [word for word, _ in sorted(seen.items(), key=lambda item: (-item[1], item[0]))]
    more = [w for w in dictionary if w.lower() not in seen and WORD.fullmatch(w) and len(w.encode()) < 60]
    random.Random(SEED).shuffle(more)
    return ranked + more


def make_patterns(words, grammar):
    """Regular expressions as researchers write them, in the syntax that all engines share."""
    shapes = [
        lambda: rf"\b(?:geen|nooit|niet) (?:\w+ ){{0,3}}{words()}\b",
        lambda: rf"\b{words()} (?:\w+ ){{0,2}}(?:{words()}|{words()})\b",
        lambda: rf"\b\d+ (?:weken|maanden|jaar|keer|euro) (?:{grammar()}|{words()})\w*",
        lambda: rf"\b\w*{words()}\w*\b",
        lambda: rf"\b(?:{words()}|{words()}|{words()}) (?:{grammar()}|{grammar()}) \w+",
    ]
    return [shapes[i % len(shapes)]() for i in range(PATTERNS)]


def make_lexicon(words):
    """No term begins as a spoken form that we write out, so that all count by one definition."""
    rng = random.Random(SEED)
    spoken = {w[:4] for w in open("lexicons/dutch/spoken.tsv", encoding="utf-8").read().split()}
    plain = [w for w in words[GRAMMAR:30000] if w.isascii() and w.islower() and len(w) > 4 and w[:4] not in spoken]
    terms = sorted(rng.sample(plain, TERMS))
    rest = [w for w in plain if w not in set(terms)]
    prefixes = sorted(w[:6] for w in rng.sample([w for w in rest if len(w) > 7], PREFIXES))
    frequent = rest[:3000]
    grammar = [w for w in words[:60] if w.isascii()]

    def one(): return rng.choice(frequent)

    def short(): return rng.choice(grammar)
    phrases = [" ".join(f() for f in rng.choice([(short, one), (one, short), (short, short, one), (one, short, one)]))
               for _ in range(PHRASES)]
    return {"terms": terms, "prefixes": prefixes, "phrases": sorted(set(phrases)),
            "patterns": make_patterns(one, short)}


def write_pack(folder, lexicon):
    lines = ["id: bench", "language: nl", 'version: "1"', "licence: CC0-1.0", "name: {nl: Meting}", "themes:"]
    cues = lexicon["terms"] + [p + "*" for p in lexicon["prefixes"]] + lexicon["phrases"]
    for theme in range(THEMES):
        lines += [f"  - id: thema{theme}", f"    name: {{nl: Thema {theme}}}", "    terms:"]
        lines += [f"      - '{cue}'" for cue in sorted(set(cues[theme::THEMES]))]
        lines += ["    patterns:"]
        lines += [f"      - {{name: p{i}, regex: '{lexicon['patterns'][i]}', weight: 1}}"
                  for i in range(theme, len(lexicon["patterns"]), THEMES)]
    os.makedirs(f"{folder}/lexicons/bench", exist_ok=True)
    write(f"{folder}/lexicons/bench/pack.yaml", "\n".join(lines) + "\n")
    write(f"{folder}/rodedraad.yaml", "name: Meting\npacks: [bench]\n")


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


class Material:
    def __init__(self, build):
        self.folder = os.path.join(build, "material")
        os.makedirs(self.folder, exist_ok=True)
        stories = [json.loads(line)["text"].replace("\n", " ")
                   for path in sorted(glob.glob("corpus/training/stories/*.jsonl"))
                   for line in open(path, encoding="utf-8") if line.strip()]
        dictionary = open("/usr/share/dict/dutch", encoding="utf-8").read().split()
        words = words_by_rank(stories, dictionary)
        lexicon = make_lexicon(words)
        self.compose = os.path.join(build, "compose")
        self.words, self.stories = self.path("words.txt"), self.path("stories.txt")
        self.terms, self.lexicon = self.path("terms.txt"), self.path("lexicon.json")
        self.patterns, self.study = self.path("patterns.txt"), self.path("study")
        write(self.words, "".join(w + "\n" for w in words))
        write(self.stories, "".join(s + "\n" for s in stories))
        write(self.terms, "".join(t + "\n" for t in lexicon["terms"]))
        write(self.lexicon, json.dumps(lexicon))
        write(self.patterns, "".join(p + "\n" for p in [rf"\b{t}(?:e|en|s|t)?\b" for t in lexicon["terms"]] +
                                     [rf"\b{p}\w*" for p in lexicon["prefixes"]] +
                                     [rf"\b{p}\b" for p in lexicon["phrases"]] + lexicon["patterns"]))
        write_pack(self.study, lexicon)

    def path(self, name):
        return os.path.join(self.folder, name)

    def fresh(self, path):
        """Whether it is there and made by the program as it is now."""
        if os.path.exists(path) and os.path.getmtime(path) >= os.path.getmtime(self.compose):
            return True
        shutil.rmtree(path) if os.path.isdir(path) else os.path.exists(path) and os.remove(path)
        return False

    def text(self, mega, distinct=False):
        """One file of so many MB."""
        path = self.path(f"text-{mega:g}{'-distinct' if distinct else ''}.txt")
        if not self.fresh(path):
            with open(path + ".new", "wb") as out:
                subprocess.run([self.compose, self.words, self.stories, str(int(mega * 1e6)), str(SEED)] +
                               (["distinct"] if distinct else []), stdout=out, check=True)
            os.rename(path + ".new", path)
        return path

    def files(self, mega, size=10000):
        """A study of so many MB in text files of `size` bytes."""
        folder = self.path(f"files-{mega:g}")
        if not self.fresh(folder):
            shutil.rmtree(folder + ".new", ignore_errors=True)
            os.makedirs(folder + ".new/ronde-1")
            subprocess.run([self.compose, self.words, self.stories, str(int(mega * 1e6)), str(SEED),
                            folder + ".new/ronde-1", str(size)], check=True)
            os.rename(folder + ".new", folder)
        return folder

    def one_file(self, mega):
        """A study of one document."""
        folder = self.path(f"one-{mega:g}")
        if not self.fresh(folder):
            os.makedirs(folder + "/ronde-1")
            os.link(self.text(mega), folder + "/ronde-1/verslag.txt")
        return folder

    def docx(self, documents, pages):
        """A study of docx files, of so many pages of some 3 kB each."""
        folder = self.path(f"docx-{documents}x{pages}")
        if self.fresh(folder):
            return folder
        shutil.rmtree(folder + ".new", ignore_errors=True)
        os.makedirs(folder + ".new/ronde-1")
        paragraphs = open(self.text(1), encoding="utf-8").read().split("\n\n")
        with zipfile.ZipFile(SAMPLE_DOCX) as sample:
            parts = {i.filename: sample.read(i) for i in sample.infolist()}
        body = re.search(r"(.*<w:body>).*(</w:body>.*)", parts["word/document.xml"].decode(), re.S)
        at = 0
        for number in range(documents):
            size, text = 0, []
            while size < pages * 3000:
                text.append(paragraphs[at % (len(paragraphs) - 1)])
                size += len(text[-1])
                at += 1
            parts["word/document.xml"] = (body[1] + "".join(map(paragraph_xml, text)) + body[2]).encode()
            with zipfile.ZipFile(f"{folder}.new/ronde-1/{number:04}.docx", "w", zipfile.ZIP_DEFLATED) as out:
                for name, content in parts.items():
                    out.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        os.rename(folder + ".new", folder)
        return folder

    def stories_csv(self, count):
        """So many anecdotes that are already cut."""
        path = self.path(f"stories-{count}.csv")
        if not self.fresh(path):
            text = open(self.text(max(1, count * 0.0005)), encoding="utf-8").read().split("\n\n")
            write(path, "id,text\n" + "".join(
                f's{i},"{text[i % (len(text) - 1)].replace(chr(34), chr(39))}"\n' for i in range(count)))
        return path


def paragraph_xml(text):
    """As Word writes it, in runs of some words."""
    words = text.replace("&", "&amp;").replace("<", "&lt;").split(" ")
    runs = [" ".join(words[i:i + 12]) for i in range(0, len(words), 12)]
    return ('<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>' +
            "".join(f'<w:r><w:t xml:space="preserve">{run} </w:t></w:r>' for run in runs) + "</w:p>")
