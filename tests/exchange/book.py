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
assert names == ["Themalijst", "Anekdotes", "Besluiten", "Aanbevelingen", "Afspraken"], names
rows = {}
for number, name in enumerate(names, 1):
    tree = xml.fromstring(archive.read("xl/worksheets/sheet%d.xml" % number))
    assert tree.find(SPACE + "autoFilter") is not None, name
    assert tree.find(".//" + SPACE + "pane").get("state") == "frozen", name
    assert not list(tree.iter(SPACE + "f")), "a formula in " + name
    rows[name] = [["".join(t.text or "" for t in c.iter() if t.tag in (SPACE + "t", SPACE + "v"))
                   for c in row.iter(SPACE + "c")] for row in tree.iter(SPACE + "row")]
with open(sys.argv[2], encoding="utf-8") as lines:
    said = [json.loads(line) for line in lines]
for kind, name in (("anecdote", "Anekdotes"), ("recommendation", "Aanbevelingen"),
                   ("commitment", "Afspraken")):
    ids = [one["id"] for one in said if one["type"] == kind]
    assert [row[0] for row in rows[name][1:]] == ids and ids, name
texts = {one["id"]: one["text"] for one in said if one["type"] == "anecdote"}
assert all(texts[row[0]] in row for row in rows["Anekdotes"][1:])
assert len(rows["Besluiten"]) > 1 and len(rows["Themalijst"]) > 10
