"""How well English reports are read: english.py RODEDRAAD FOLDER ANECDOTES ADVICE PROMISES STATES.

The reports in FOLDER are marked by hand: {{anecdote}}, [[advice]], <<promise>>, <<promise|kept>> where a later round
(NAME-2.txt) says what became of it. Prints F1 of each as tests/score.py has it for hand-labelled reports and how many
states are right, and fails when one of these is below what is asked."""
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import score

MARKS = {"{{": "anecdote", "[[": "recommendation", "<<": "commitment"}
STATES = {"kept": "nagekomen", "partly": "deels", "not": "niet"}


def report_of(name, marked):
    """The report without its marks, with what they hold as spans."""
    text, spans = "", []
    for piece in re.split(r"(\{\{.*?\}\}|\[\[.*?\]\]|<<.*?>>)", marked, flags=re.S):
        kind = MARKS.get(piece[:2])
        inside, _, state = piece[2:-2].partition("|") if kind else (piece, "", "")
        if kind:
            spans.append({"type": kind, "start": len(text), "end": len(text) + len(inside), "state": state})
        text += inside
    return score.Report({"id": name, "meta": {}, "spans": spans}, text)


program, folder, least = sys.argv[1], pathlib.Path(sys.argv[2]), [float(a) for a in sys.argv[3:]]
study = pathlib.Path("english-study")
for n in "12":
    (study / f"round-{n}").mkdir(parents=True)
(study / "rodedraad.yaml").write_text("language: en\npacks: [co-operation]\n")
reports = {p.stem: report_of(p.stem, p.read_text(encoding="utf-8")) for p in folder.glob("*.txt")}
for name, report in reports.items():
    (study / f"round-{2 if name.endswith('-2') else 1}" / f"{name}.txt").write_text(report.text, encoding="utf-8")
subprocess.run([program, "run", study, "--quiet"], check=True)
found = study / "found.jsonl"
with open(found, "wb") as to:
    subprocess.run([program, "export", study], stdout=to, check=True)
rows, lost = score.load_predictions(found, reports)
values = []
right = states = 0
for kind in MARKS.values():
    hits = made = there = 0
    for name, report in reports.items():
        told = rows[name][kind]
        marked = report.spans[kind]
        pairs = score.match([o["span"] for o in told], [(s["start"], s["end"]) for s in marked])
        hits, made, there = hits + len(pairs), made + len(told), there + len(marked)
        states += sum(bool(s["state"]) for s in marked)
        right += sum(
            (told[i]["followed_up"] or {}).get("status") == STATES[marked[j]["state"]] for i, j in pairs if marked[j]["state"]
        )
    values.append(2 * hits / (made + there))  # exactly: from precision and recall .75 comes a hair below it
    print(f"English, {kind}: F1 {values[-1]:.3f} ({hits} right of {made} found and {there} there)")
values.append(right / states)
print(f"English, what became of promises: {right} right of {states}; {lost} records lie in no report")
sys.exit(lost > 0 or any(v < l for v, l in zip(values, least)))
