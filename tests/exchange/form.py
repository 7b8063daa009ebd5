"""Fails unless a story form explains every column of the stories, and every answer but those of
themes that the packs do not have. usage: form.py FORM.csv STORIES.csv"""
import csv
import sys


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


form, stories = read(sys.argv[1]), read(sys.argv[2])
fixed = {row[6] for row in form if row[1].endswith("column name")}
answers = {row[0]: {cell for cell in row[6:] if cell} for row in form[1:] if row[0]}
assert set(stories[0]) == fixed | set(answers), stories[0]
assert any(row[1] == "Multi choice single column delimiter" and row[6] == ";" for row in form)
filled = 0
for row in stories[1:]:
    for name, cell in zip(stories[0], row):
        for one in cell.split(";") if answers.get(name) and cell else []:
            assert one in answers[name] or one == "eigen-thema", (name, one)
            filled += 1
assert filled > 100, filled
