"""How well the anecdotes of English reports are found: english.py RODEDRAAD FOLDER LEAST.

The reports in FOLDER have their anecdotes in {{ }}, set by hand. One that is found counts where it overlaps with one of
these by half and more of both together, each once. Prints F1 and fails below LEAST."""
import json
import pathlib
import re
import subprocess
import sys

program, folder, least = sys.argv[1], pathlib.Path(sys.argv[2]), float(sys.argv[3])
study = pathlib.Path("english-study")
(study / "round-1").mkdir(parents=True)
(study / "rodedraad.yaml").write_text("language: en\npacks: [co-operation]\n")
wanted = {}
for report in sorted(folder.glob("*.txt")):
    marked = report.read_text(encoding="utf-8")
    (study / "round-1" / report.name).write_text(re.sub(r"\{\{|\}\}", "", marked), encoding="utf-8")
    wanted[report.name] = ["".join(t.split()) for t in re.findall(r"\{\{(.*?)\}\}", marked, re.S)]
subprocess.run([program, "run", study, "--quiet"], check=True)
rows = [json.loads(line) for line in subprocess.check_output([program, "export", study]).splitlines()]
name = {r["id"]: pathlib.Path(r["path"]).name for r in rows if r["type"] == "document"}
found = [r for r in rows if r["type"] == "anecdote"]
hits = 0
for row in found:
    text = "".join(row["text"].split())
    for other in wanted[name[row["document"]]]:
        # One holds the other nearly whole wherever they overlap by half, since both are stretches of the same text.
        at = max((n for n in range(min(len(text), len(other)), 19, -1)
                  if text[:n] in other or text[-n:] in other or other[:n] in text or other[-n:] in text), default=0)
        if 2 * at >= len(text) + len(other) - at:
            hits += 1
            wanted[name[row["document"]]].remove(other)
            break
missed = sum(map(len, wanted.values()))
f1 = 2 * hits / (len(found) + hits + missed)
print(f"English anecdotes found: F1 {f1:.3f} ({hits} right of {len(found)} found and {hits + missed} there)")
sys.exit(f1 < least)
