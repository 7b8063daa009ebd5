"""Fails unless every selection of a REFI-QDA project lies where its name says."""
import sys
import xml.etree.ElementTree as xml
import zipfile

SPACE = "{urn:QDA-XML:project:1.0}"
archive = zipfile.ZipFile(sys.argv[1])
seen = 0
for source in xml.fromstring(archive.read("project.qde")).iter(SPACE + "TextSource"):
    path = source.get("plainTextPath").replace("internal://", "sources/")
    data = archive.read(path)
    assert not data.startswith(b"\xef\xbb\xbf") and b"\r" not in data, path
    text = data.decode("utf-8")
    for selection in source.iter(SPACE + "PlainTextSelection"):
        start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
        said = text[start:end].replace("\n", " ").replace("\t", " ")
        assert said.startswith(selection.get("name")), (path, start, end)
        assert text[start:end] == text[start:end].strip(), (path, start, end)
        seen += 1
assert seen > 10, seen
