"""How well the anecdotes of English reports are found: english.py RODEDRAAD FOLDER LEAST.

The reports in FOLDER have their anecdotes in {{ }}, set by hand. Prints F1 as tests/score.py has it for hand-labelled
reports, and fails below LEAST."""
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import score


def report_of(name, marked):
    """The report without its marks, with what they hold as spans."""
    text, spans = "", []
    for n, piece in enumerate(re.split(r"\{\{|\}\}", marked)):
        if n % 2:
            spans.append({"type": "a", "start": len(text), "end": len(text) + len(piece)})
        text += piece
    return score.Report({"id": name, "meta": {}, "spans": spans}, text)


program, folder, least = sys.argv[1], pathlib.Path(sys.argv[2]), float(sys.argv[3])
study = pathlib.Path("english-study")
(study / "round-1").mkdir(parents=True)
(study / "rodedraad.yaml").write_text("language: en\npacks: [co-operation]\n")
reports = {p.stem: report_of(p.stem, p.read_text(encoding="utf-8")) for p in folder.glob("*.txt")}
for name, report in reports.items():
    (study / "round-1" / f"{name}.txt").write_text(report.text, encoding="utf-8")
subprocess.run([program, "run", study, "--quiet"], check=True)
found = study / "found.jsonl"
with open(found, "wb") as to:
    subprocess.run([program, "export", study], stdout=to, check=True)
rows, lost = score.load_predictions(found, reports)
hits = made = there = 0
for name, report in reports.items():
    told = [o["span"] for o in rows[name]["anecdote"]]
    marked = [(s["start"], s["end"]) for s in report.spans["a"]]
    hits, made, there = hits + len(score.match(told, marked)), made + len(told), there + len(marked)
f1 = score.prf(hits, made + lost, there)["f1"]
print(f"English anecdotes found: F1 {f1:.3f} ({hits} right of {made} found and {there} there)")
sys.exit(f1 < least)
