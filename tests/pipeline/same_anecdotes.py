"""same_anecdotes.py < export.jsonl - fails, saying how, unless all documents have the same anecdotes.

Same is: text but for white space, speaker, role, kind and themes, in the same order.
"""
import collections
import json
import sys

path = {}
anecdotes = collections.defaultdict(list)
for line in sys.stdin:
    record = json.loads(line)
    if record["type"] == "document":
        path[record["id"]] = record["path"]
    elif record["type"] == "anecdote":
        anecdotes[record["document"]].append(
            (" ".join(record["text"].split()), record["speaker"], record["speaker_role"], record["kind"],
             [theme["id"] for theme in record["themes"]]))

first = next(iter(path))
print(len(path), "documents of", len(anecdotes[first]), "anecdotes")
for document in path:
    if anecdotes[document] != anecdotes[first]:
        print(path[document], "differs from", path[first])
        for one, other in zip(anecdotes[document], anecdotes[first]):
            if one != other:
                print(one, other, sep="\n")
        sys.exit(1)
sys.exit(0 if len(path) == int(sys.argv[1]) and len(anecdotes[first]) >= int(sys.argv[2]) else 1)
