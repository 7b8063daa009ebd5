# How many anecdotes each theme has in each round: rodedraad export STUDY > study.jsonl
import collections
import json
import sys

with open(sys.argv[1], encoding="utf-8") as lines:
    rows = [json.loads(line) for line in lines]
rounds = {row["id"]: row["round"] for row in rows if row["type"] == "document"}
count = collections.Counter((theme["id"], rounds[row["document"]]) for row in rows
                            if row["type"] == "anecdote" for theme in row["themes"])
for (theme, number), anecdotes in sorted(count.items()):
    print(theme, number, anecdotes, sep="\t")
