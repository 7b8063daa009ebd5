"""Makes a study with hard texts, and decisions by two reviewers and both together.

usage: study.py make FOLDER           the documents
       study.py decide EXPORT.jsonl   a table of decisions, on standard output
"""
import csv
import json
import os
import sys

TEXTS = "corpus/training/reports/texts"


def report(index):
    """One of the reports that the models learnt from, with marks that take two UTF-16 units
    and letters that are written as two code points."""
    top = os.path.join(os.environ.get("TOP", "."), TEXTS)
    with open(os.path.join(top, sorted(os.listdir(top))[index]), encoding="utf-8") as file:
        return file.read().replace(". ", ". 😀 ").replace("é", "e\u0301")


def long_text():
    """As many of the reports as make it long, however many there come to be."""
    text, index = "", 4
    while len(text) <= 100000:
        text, index = text + report(index) + "\n\n", index + 1
    return text


def make(folder):
    os.makedirs(folder + "/ronde-1")
    os.makedirs(folder + "/ronde-2")
    texts = {
        "ronde-1/emoji.txt": report(0),
        "ronde-1/crlf.txt": report(2).replace("\n", "\r\n"),
        "ronde-2/lang.txt": long_text(),
    }
    for name, text in texts.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as out:
            out.write(text)


def decide(path):
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    anecdotes = [row for row in rows if row["type"] == "anecdote"]
    out = csv.writer(sys.stdout)
    out.writerow(["id", "reviewer", "themes", "kind", "speaker_role", "decided_at"])
    themes = ["regels;tijd", "", "geld", "eigen-thema;contact"]
    for i, row in enumerate(anecdotes):
        out.writerow([row["id"], "Anna & <Co>", themes[i % 4], "knelpunt", "ambtenaar",
                      "2026-05-01T10:00:00Z"])
        if i % 2:
            out.writerow([row["id"], "Bé 😀", themes[(i + 1) % 4], "", "",
                          "2026-05-02T11:30:00.250Z"])


if __name__ == "__main__":
    {"make": make, "decide": decide}[sys.argv[1]](sys.argv[2])
