"""Prints the rows of the sheet of agreement that are about those two, but for their names.

usage: between.py BOOK.xlsx NAME NAME
"""
import sys
import xml.etree.ElementTree as xml
import zipfile

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
archive = zipfile.ZipFile(sys.argv[1])
names = [s.get("name") for s in xml.fromstring(archive.read("xl/workbook.xml")).iter(SPACE + "sheet")]
sheet = xml.fromstring(archive.read("xl/worksheets/sheet%d.xml" % (names.index("Overeenstemming") + 1)))
for row in sheet.iter(SPACE + "row"):
    cells = ["".join(t.text or "" for t in c.iter() if t.tag in (SPACE + "t", SPACE + "v")) for c in row.iter(SPACE + "c")]
    if cells[0] in (" - ".join(sys.argv[2:4]), " - ".join(sys.argv[3:1:-1])):
        print("\t".join(cells[1:]))
