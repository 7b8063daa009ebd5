"""Writes a project in which variables, cases and sets say whose texts these are, or checks what came of it.

usage: cases.py make PROJECT.qde
       cases.py check EXPORT.jsonl STORE.db
"""
import json
import sqlite3
import sys
import uuid

ONE = ["Wij wachtten een jaar op de vergunning.", "De wijkregisseur hielp ons daarna.", "Niemand belde terug."]
TWO = ["De buurvrouw hielp mij met het formulier."]


def guid(name):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def value(name, kind, text):
    return '<VariableValue><VariableRef targetGUID="%s"/><%s>%s</%s></VariableValue>' % (guid(name), kind, text, kind)


def case(name, values, *references):
    return '<Case guid="%s" name="%s">%s%s</Case>' % (guid(name), name, values, "".join(
        '<%s targetGUID="%s"/>' % (kind, guid(target)) for kind, target in references))


def selection(text, start):
    return ('<PlainTextSelection guid="%s" name="%s" startPosition="%d" endPosition="%d" creatingUser="%s"><Coding '
            'guid="%s" creatingUser="%s"><CodeRef targetGUID="%s"/></Coding></PlainTextSelection>') % (
                guid(text), text, start, start + len(text), guid("A"), guid("c" + text), guid("A"), guid("Steun"))


def source(name, said, values):
    text = " ".join(said)
    return '<TextSource guid="%s" name="%s"><PlainTextContent>%s</PlainTextContent>%s%s</TextSource>' % (
        guid(name), name, text, "".join(selection(one, text.index(one)) for one in said), values)


def make(path):
    variables = "".join('<Variable guid="%s" name="%s" typeOfVariable="Text"/>' % (guid(name), name)
                        for name in ("Datum interview", "Spreker", "Leeftijd", "Ronde"))
    cases = [case("Buurttuin", value("Datum interview", "DateValue", "2024-03-19"), ("SourceRef", "Interview 1")),
             case("Fatima (1)", value("Spreker", "TextValue", "Fatima") + value("Leeftijd", "IntegerValue", "44"),
                  ("SelectionRef", ONE[0]), ("SelectionRef", ONE[2])),
             case("Persoon 2", value("Leeftijd", "IntegerValue", "51"), ("SelectionRef", ONE[1])),
             case("Huis", "", ("SourceRef", "Interview 2")), case("Tuin", "", ("SourceRef", "Interview 2")),
             case("Leeg", "")]
    sources = [source("Interview 1", ONE, ""),
               source("Interview 2", TWO, value("Ronde", "TextValue", "Ronde 3") +
                      value("Spreker", "TextValue", "Joost; Ria") + value("weg", "TextValue", "x"))]
    sets = "".join('<Set guid="%s" name="%s"><MemberSource targetGUID="%s"/></Set>' % (guid(name), name, guid("Interview 1"))
                   for name in ("Ronde 2", "Mooi"))
    with open(path, "w", encoding="utf-8") as out:
        out.write('<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="%s" name="A"/></Users><CodeBook>'
                  '<Codes><Code guid="%s" name="Steun" isCodable="true"/></Codes></CodeBook><Variables>%s</Variables>'
                  '<Cases>%s</Cases><Sources>%s</Sources><Sets>%s</Sets></Project>' % (
                      guid("A"), guid("Steun"), variables, "".join(cases), "".join(sources), sets))


def check(lines, store):
    with open(lines, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    one, two = [row for row in rows if row["type"] == "document"]
    assert (one["round"], one["case"], one["date"]) == ("2", "Buurttuin", "2024-03-19"), one
    assert (two["round"], two["case"], two["date"]) == ("3", None, None), two
    told = [(row["text"], row["speaker"]) for row in rows if row["type"] == "anecdote"]
    assert told == list(zip(ONE + TWO, ["Fatima", None, "Fatima", None])), told
    more = [dict(json.loads(row[0])) for row in sqlite3.connect(store).execute(
        "SELECT variables FROM anecdote ORDER BY document, start")]
    assert [row.get("Leeftijd") for row in more] == ["44", "51", "44", None], more
    assert more[1]["case (passage)"] == "Persoon 2", more


if __name__ == "__main__":
    {"make": make, "check": check}[sys.argv[1]](*sys.argv[2:])
