"""Fails unless a workbook of the study holds what the JSON lines of the same study do.

usage: book.py BOOK.xlsx EXPORT.jsonl
"""
import json
import sys
import xml.etree.ElementTree as xml
import zipfile

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
archive = zipfile.ZipFile(sys.argv[1])
names = [s.get("name") for s in xml.fromstring(archive.read("xl/workbook.xml")).iter(SPACE + "sheet")]
assert names == ["Themalijst", "Anekdotes", "Besluiten", "Overeenstemming", "Aanbevelingen", "Afspraken"], names
rows = {}


def cells(row):
    """By column, so that empty ones do not shift the others."""
    found = {}
    for c in row.iter(SPACE + "c"):
        column = 0
        for letter in c.get("r").rstrip("0123456789"):
            column = column * 26 + ord(letter) - ord("A") + 1
        found[column - 1] = "".join(t.text or "" for t in c.iter() if t.tag in (SPACE + "t", SPACE + "v"))
    return [found.get(i, "") for i in range(max(found) + 1)]


def check_widths(tree, name):
    """A head fits with the button of its filter; what is longer than its column is a text that is wrapped, or
    one of the few."""
    widths = {int(c.get("min")) - 1: float(c.get("width")) for c in tree.iter(SPACE + "col")}
    for i, head in enumerate(rows[name][0]):
        assert len(head) <= widths[i], (name, head, widths[i])
        short = [len(row[i]) <= widths[i] for row in rows[name][1:] if i < len(row)]
        assert widths[i] >= 40 or sum(short) >= 0.75 * len(short), (name, head, widths[i])


for number, name in enumerate(names, 1):
    tree = xml.fromstring(archive.read("xl/worksheets/sheet%d.xml" % number))
    assert tree.find(SPACE + "autoFilter") is not None, name
    assert tree.find(".//" + SPACE + "pane").get("state") == "frozen", name
    assert not list(tree.iter(SPACE + "f")), "a formula in " + name
    rows[name] = [cells(row) for row in tree.iter(SPACE + "row")]
    check_widths(tree, name)
with open(sys.argv[2], encoding="utf-8") as lines:
    said = [json.loads(line) for line in lines]
for kind, name in (("anecdote", "Anekdotes"), ("recommendation", "Aanbevelingen"),
                   ("commitment", "Afspraken")):
    ids = [one["id"] for one in said if one["type"] == kind]
    assert [row[0] for row in rows[name][1:]] == ids and ids, name
texts = {one["id"]: one["text"] for one in said if one["type"] == "anecdote"}
assert all(texts[row[0]] in row for row in rows["Anekdotes"][1:])
assert len(rows["Besluiten"]) > 1 and len(rows["Themalijst"]) > 10


def agreement(theme):
    """Cohen's kappa and Krippendorff's alpha of two reviewers, from the sheet of decisions."""
    said = {}
    for row in rows["Besluiten"][1:]:
        if row[2] == "":
            said.setdefault(row[0], {})[row[1]] = theme in row[5].split("; ")
    pairs = [tuple(by[name] for name in sorted(by)) for by in said.values() if len(by) == 2]
    n = len(pairs)
    agreed = sum(a == b for a, b in pairs) / n
    one, two = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    chance = one * two + (1 - one) * (1 - two)
    yes = (one + two) * n
    wrong = 2 * yes * (2 * n - yes) / (2 * n * (2 * n - 1))
    return n, agreed, (agreed - chance) / (1 - chance), 1 - (1 - agreed) / wrong


head = rows["Overeenstemming"][0]
told = [dict(zip(head, row)) for row in rows["Overeenstemming"][1:]]
by_two = {row["Thema-id"]: row for row in told if row["Tussen"].startswith("Anna & <Co> - ")}
for theme in ("regels", "tijd", "geld", "contact"):
    row, wanted = by_two[theme], agreement(theme)
    got = [float(row[c]) for c in ("Vergeleken", "Gelijk", "Cohens kappa", "Krippendorffs alfa")]
    assert all(abs(g - w) < 0.0001 for g, w in zip(got, wanted)), (theme, got, wanted)
    assert float(row["Alfa van"]) <= got[3] <= float(row["Alfa tot"]), row
    assert -1 <= float(row["Gwets AC1"]) <= 1, row
assert {row["Wat"] for row in told if row["Thema-id"] == ""} >= {"Alle thema's samen", "Soort", "Wie het vertelt"}
assert {row["Tussen"] for row in told} >= {"Mensen en programma"}, told
