"""Writes a REFI-QDA project as other programs would: CRLF, a byte order mark, GUIDs in upper case
and braces, another name space, the project's file in capitals.

usage: mangle.py IN.qdpx OUT.qdpx [pairs]   with `pairs`, positions count CRLF as two
"""
import re
import sys
import zipfile

GUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
source, target = sys.argv[1:3]
pairs = len(sys.argv) > 3
archive = zipfile.ZipFile(source)
project = archive.read("project.qde").decode("utf-8")
texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()
         if name.startswith("sources/")}


def count_pairs(part):
    text = texts["sources/%s.txt" % re.search("internal://(%s)" % GUID, part).group(1)]
    return re.sub(r'(startPosition|endPosition)="(\d+)"',
                  lambda m: '%s="%d"' % (m.group(1), int(m.group(2))
                                         + text[:int(m.group(2))].count("\n")), part)


if pairs:
    project = re.sub(r"<TextSource.*?</TextSource>", lambda m: count_pairs(m.group(0)), project,
                     flags=re.DOTALL)
project = re.sub("internal://(%s)" % GUID, lambda m: "internal://" + m.group(1).upper(), project)
project = re.sub('"(%s)"' % GUID, lambda m: '"{%s}"' % m.group(1).upper(), project)
project = project.replace("urn:QDA-XML:project:1.0", "http://schema.qdasoftware.org/project/0.4/QDA-XML")
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
    out.writestr("PROJECT.QDE", "\ufeff" + project)
    for name, text in texts.items():
        name = name.replace("sources/", "Sources/")
        out.writestr(name, "\ufeff" + text.replace("\n", "\r\n"))
