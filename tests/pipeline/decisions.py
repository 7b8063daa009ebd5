"""decisions.py GOLD EVERY > decisions.csv - of the stories of a sample every so many, as a reviewer who
agrees with the gold would have decided them."""
import csv
import json
import sys

folder, every = sys.argv[1], int(sys.argv[2])
with open(f"{folder}/stories.csv", newline="", encoding="utf-8") as f:
    ids = [row["id"] for row in csv.DictReader(f)]
with open(f"{folder}/gold.jsonl", encoding="utf-8") as f:
    spans = [s for line in f for s in json.loads(line)["spans"] if s["type"] == "a"]
if len(ids) != len(spans):
    sys.exit("stories and gold differ")
out = csv.writer(sys.stdout)
out.writerow(["external_id", "reviewer", "themes"])
out.writerows([i, "Anna", ";".join(s["themes"])] for i, s in list(zip(ids, spans))[::every])
