"""frog.py - Debian's frog on the texts and lists of tests/eval/names.c: which capitalised words it takes
for (a part of) a person's name. Says so and ends well where frog is not installed (apt install frog)."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

STUDIES = {"stad": "corpus/sample/stad/gold/texts", "verhalen": "corpus/sample/verhalen/gold/texts",
           "reports": "corpus/training/reports/texts"}


def tagged(texts):
    """For each text the pairs (word, whether frog says that it is of a person)."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            with open(f"{folder}/{number:05}.txt", "w", encoding="utf-8") as file:
                file.write(text)
        # It leaves a log where it stands.
        subprocess.run(["frog", "--skip=mpac", "--testdir", folder, "--outputdir", f"{folder}/out"],
                       cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for number in range(len(texts)):
            with open(f"{folder}/out/{number:05}.txt.out", encoding="utf-8") as file:
                rows = [line.rstrip("\n").split("\t") for line in file if "\t" in line]
            yield [(row[1], row[6].endswith("PER")) for row in rows]


def answers(study):
    """Per document the words of people's names, and what stands in other things or names nobody."""
    with open(f"tests/eval/names/{study}.txt", encoding="utf-8") as file:
        for part in re.split(r"^= ", file.read(), flags=re.M)[1:]:
            name, *lines = part.splitlines()
            words = {w for line in lines if line[:2] not in ("- ", "? ") for w in line.split()}
            yield name, words, {line[2:] for line in lines if line[:2] in ("- ", "? ")}


def score(what, documents):
    gold = found = wrong = capitals = 0
    for (words, other), rows in documents:
        for word, taken in rows:
            if len(word) < 2 or not word[0].isupper() or "." in word or word in other:
                continue
            wanted = any(re.fullmatch(re.escape(w) + r"(s|[-'’].*)?", word) for w in words)
            capitals += 1
            gold += wanted
            found += wanted and taken
            wrong += taken and not wanted
    print(f"{'frog, ' + what:<28} recall {found / max(gold, 1):.3f} ({found} of {gold})  "
          f"wrong {wrong / max(capitals, 1):.3f} ({wrong} of {capitals} capitalised)")


def outside():
    path = os.path.join(os.environ.get("SHARED", "../shared"), "data/pseudonyms/names.json")
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8") as file:
        examples = json.load(file)["examples"]
    words = [({w for a in e["annotations"] for w in a["text"].split()}, set()) for e in examples]
    score("outside names", zip(words, tagged([e["text"] for e in examples])))


if not shutil.which("frog"):
    sys.exit(print("frog                         skipped: it is not installed"))
for study, folder in STUDIES.items():
    listed = list(answers(study))
    texts = [open(f"{folder}/{name}.txt", encoding="utf-8").read() for name, _, _ in listed]
    score(study, zip([(words, other) for _, words, other in listed], tagged(texts)))
outside()
