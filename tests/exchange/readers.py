"""Fails unless a REFI-QDA project keeps what readers of it have been seen to need.

usage: readers.py PROJECT.qdpx [decided]   with `decided`, there are coders, notes and cases in it
"""
import re
import sys
import xml.etree.ElementTree as xml
import zipfile

SPACE = "{urn:QDA-XML:project:1.0}"
GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")

archive = zipfile.ZipFile(sys.argv[1])
files = archive.namelist()
assert all(name == "project.qde" or re.match(r"sources/[0-9a-f-]{36}\.txt$", name) for name in files), files
data = archive.read("project.qde")
assert not data.startswith(b"\xef\xbb\xbf")
project = xml.fromstring(data)


def every(name, within=project):
    return list(within.iter(SPACE + name))


guids = [one.get("guid") for one in project.iter() if one.get("guid")]
assert len(set(guids)) == len(guids)
for one in project.iter():
    for key, value in one.attrib.items():
        if key in ("guid", "targetGUID", "creatingUser"):
            assert GUID.match(value) and (key == "guid" or value in guids), (one.tag, key, value)
for name in ("Users", "Codes", "Variables", "Cases", "Sources", "Notes", "Sets", "Links", "Graphs"):
    assert all(len(one) > 0 for one in every(name)), "empty " + name
codes = every("Code")
assert len({code.get("name") for code in codes}) == len(codes) > 10
assert all(re.match("#[0-9A-F]{6}$", code.get("color")) for code in codes if code.get("isCodable") == "true")
assert any(every("Code", code)[1:] for code in codes) and every("Description", every("Codes")[0])
assert not every("PlainTextContent")
for one in every("TextSource") + every("Note"):
    assert one.get("plainTextPath") == "internal://%s.txt" % one.get("guid"), one.attrib
    assert "sources/%s.txt" % one.get("guid") in files
assert all(note.get("creationDateTime") for note in every("Note"))
seen = set()
for source in every("TextSource"):
    for selection in every("PlainTextSelection", source):
        key = (source.get("guid"), selection.get("startPosition"), selection.get("endPosition"), selection.get("creatingUser"))
        assert key not in seen, key
        seen.add(key)
        coders = {coding.get("creatingUser") for coding in every("Coding", selection)}
        assert coders <= {selection.get("creatingUser")}, coders
variables = {one.get("guid"): one.get("name") for one in every("Variable")}
if len(sys.argv) > 2:
    told = {variables[ref.get("targetGUID")] for source in every("TextSource")
            for ref in every("VariableRef", source)}
    assert told == {"Ronde", "Initiatief", "Datum", "Spreker"}, told
    assert len(every("User")) > 1 and every("Note") and every("SourceRef") and every("SelectionRef") and seen
