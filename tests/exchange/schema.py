"""Fails unless every line of an export fits its schema. usage: schema.py SCHEMA EXPORT.jsonl [KIND...]"""
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
seen = set()
with open(sys.argv[2], encoding="utf-8") as lines:
    for line in lines:
        row = json.loads(line)
        kind = {"$ref": "#/$defs/" + row["type"], "$defs": schema["$defs"]}
        if row["type"] not in seen:
            jsonschema.Draft202012Validator(schema).validate(row)
        jsonschema.Draft202012Validator(kind).validate(row)
        seen.add(row["type"] + ("+decided" if "decided" in row else ""))
wanted = set(sys.argv[3:]) or {"document", "anecdote", "anecdote+decided", "recommendation", "commitment"}
assert seen >= wanted, seen
