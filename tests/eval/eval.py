#!/usr/bin/env python3
"""Score the program on the sample study, by models that have not seen it. Standard library; scikit-learn if it is there.

usage: eval.py PROGRAM BUILD

Trains all models on corpus/training alone (BUILD/eval/lexicons), runs the sample's two parts with them,
and prints what tests/score.py says: end to end; with the boundaries given; lexicon alone, model alone and both;
after 20, 50 and 100 simulated reviews; and two baselines on the same stories.
"""
import csv, json, pathlib, random, shutil, subprocess, sys

sys.path.insert(0, "tests")
import score

PARTS = ["stad", "verhalen"]
REVIEWS = [20, 50, 100]
ORDERS = 5
# What an analyst would write down in ten minutes.
KEYWORDS = {
    "vertrouwen": "vertrouw* wantrouw* loslaten controle* ruimte",
    "contact": "contact* bereikbaar* langskomen persoonlijk* gezicht*",
    "aanspreekpunt": "aanspreekpunt* loket* doorverwezen doorverbonden afdeling*",
    "regels": "regel regels vergunning* procedure* formulier* aansprakelijk*",
    "geld": "geld subsidie* budget* kosten vergoeding* euro",
    "tijd": "tijd wachten deadline* traag planning maanden",
    "rollen": "rol rollen verantwoordelijk* taak taken eigenaar*",
    "communicatie": "communicatie taal brief mail* terugkoppeling informatie",
    "verwachtingen": "verwacht* afspraak afspraken beloof* belofte* teleurgesteld*",
    "erkenning": "erkenning waardering bedankt compliment* serieus",
    "gelijkwaardigheid": "gelijkwaardig* zeggenschap meebeslissen inspraak macht",
    "bereik": "bereik* jongeren doelgroep* divers* toegankelijk*",
    "energie": "energie plezier moe uitgeput* volhouden",
    "leren": "leren geleerd experiment* proef evaluatie fout*",
    "verbinding": "verbinding verbinden netwerk* ontmoet* samenbrengen",
    "draagvlak": "draagvlak wethouder* raad college bestuur*",
}


def call(*command):
    done = subprocess.run([str(c) for c in command], stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"eval: {command[0]} {command[1]} ended with {done.returncode}")
    return done.stdout.decode("utf-8")


class Eval:
    def __init__(self, program, build):
        self.program, self.work = program, pathlib.Path(build) / "eval"
        self.build = build
        shutil.rmtree(self.work, ignore_errors=True)
        self.lexicons = self.work / "lexicons"
        (self.lexicons / "samenwerking").mkdir(parents=True)
        (self.lexicons / "telling").mkdir()

    def train(self):
        stories = sorted(pathlib.Path("corpus/training/stories").glob("*.jsonl"))
        print("# models learnt from corpus/training alone")
        print(call(self.program, "train", "--lang", "en", "--output", self.lexicons / "samenwerking", *stories,
                   "corpus/training/reports/gold.jsonl"))
        call(f"{self.build}/tests/eval/segment", "train", self.lexicons / "telling/dutch.model", *stories,
             "corpus/training/reports")
        sentences = sorted(pathlib.Path("corpus/training/sentences").glob("*.tsv"))
        call(f"{self.build}/tests/eval/advise", "train", self.lexicons / "telling", *sentences,
             "corpus/training/reports")

    def study(self, name, files=(), lexicons=None):
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        shutil.copytree(lexicons or self.lexicons, folder / "lexicons")
        for source in files:
            shutil.copytree(source, folder / source.name)
        return folder

    def export(self, folder):
        call(self.program, "run", folder, "--quiet")
        out = self.work / (folder.name + ".jsonl")
        out.write_text(call(self.program, "export", folder, "--format", "jsonl"), encoding="utf-8")
        return out

    def stories(self, name, part, lexicons=None):
        folder = self.study(name, lexicons=lexicons)
        call(self.program, "import", folder, f"corpus/sample/{part}/gold/stories.csv")
        return folder

    def without(self, name, left_out):
        """The lexicons with one side of the labels taken away."""
        copy = self.work / name
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.lexicons, copy)
        if left_out == "model":
            # The pack alone: a model without features says the same of every theme.
            for f in (copy / "samenwerking").glob("*.model"):
                silence(f)
        else:
            shutil.copytree("lexicons/samenwerking", copy / "samenwerking", dirs_exist_ok=True)
            for f in (copy / "samenwerking").glob("*.tsv"):
                f.write_text("# nothing\n")
            for f in self.lexicons.glob("samenwerking/*.model"):
                shutil.copy(f, copy / "samenwerking")
        return copy


def silence(path):
    """Leaves a model its labels and numbers, and takes its rows away."""
    raw = path.read_bytes()
    head, body = raw.split(b"\nend\n", 1)
    lines = [l for l in head.split(b"\n") if not l.startswith(b"rows ")]
    labels = sum(l.startswith(b"label ") for l in lines)
    path.write_bytes(b"\n".join(lines) + b"\nrows 0\nend\n" + bytes(4 * labels))


def gold(part):
    return score.load_gold(f"corpus/sample/{part}/gold")


def scored(part, predictions, presegmented=False):
    reports = gold(part)
    rows, lost = score.load_predictions(predictions, reports)
    return score.score(reports, rows, lost, presegmented)


LINES = ["themes_micro", "themes_ranking_ap", "main_theme_in_top_3", "themes_alpha", "kind_accuracy",
         "speaker_role_accuracy"]


def line(name, outs):
    values = []
    for key in LINES:
        numbers = [o[key]["f1"] if isinstance(o[key], dict) else o[key] for o in outs]
        values.append(sum(numbers) / len(numbers))
    print(f"{name:34}" + "".join(f"{v:9.3f}" for v in values), flush=True)
    return values[0]


def labelled(part):
    """(external id, text, themes) of the gold stories, in order."""
    with open(f"corpus/sample/{part}/gold/stories.csv", newline="", encoding="utf-8") as f:
        texts = {r["id"]: r["text"] for r in csv.DictReader(f)}
    return [(s["id"], texts[s["id"]], s["themes"]) for rep in gold(part).values() for s in rep.spans["a"]]


def reviewed(run, part, count, order):
    """F1 on the stories that were not reviewed, before and after so many simulated reviews."""
    stories = labelled(part)
    random.Random(order).shuffle(stories)
    taught, rest = stories[:count], {i for i, _, _ in stories[count:]}
    folder = run.stories(f"review-{part}-{count}-{order}", part)
    result = []
    for step in ("before", "after"):
        if step == "after":
            decisions = run.work / "decisions.csv"
            with open(decisions, "w", newline="", encoding="utf-8") as f:
                out = csv.writer(f)
                out.writerow(["external_id", "reviewer", "themes"])
                out.writerows([i, "eval", ";".join(t)] for i, _, t in taught)
            call(run.program, "import", folder, decisions)
        result.append(f1_of(run.export(folder), part, rest))
    shutil.rmtree(folder)
    return result


def f1_of(predictions, part, wanted):
    truth = {i: set(t) for i, _, t in labelled(part) if i in wanted}
    right = said = 0
    for row in map(json.loads, open(predictions, encoding="utf-8")):
        if row["type"] == "anecdote" and row["external_id"] in truth:
            themes = {t["id"] for t in row["themes"]}
            right += len(themes & truth[row["external_id"]])
            said += len(themes)
    return 2 * right / (said + sum(map(len, truth.values())))


def baseline(name, rank):
    outs = []
    for part in PARTS:
        reports, rows = gold(part), {}
        for rep in reports.values():
            rows[rep.id] = {"anecdote": [], "recommendation": [], "commitment": []}
        for number, (external, text, _) in enumerate(labelled(part)):
            ranking = rank(text)
            top = [t for t, s in ranking[:1] if s > 0]
            rows[external.split("#")[0]]["anecdote"].append(
                dict(external_id=external, span=(number, number + 1), ranking=ranking,
                     themes=[dict(id=t, score=1) for t in top]))
        outs.append(score.score(reports, rows, 0, True))
    line(name, outs)


def keyword_rank(text):
    words = [w.strip(".,:;!?\"'()‘’“”") for w in text.lower().split()]
    def hits(theme):
        return sum(w.startswith(k[:-1]) if k.endswith("*") else w == k for k in KEYWORDS[theme].split() for w in words)
    return sorted(((t, hits(t)) for t in KEYWORDS), key=lambda p: -p[1])


def linear_baseline():
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline, make_union
    except ImportError:
        print("tf-idf + logistic regression: left out, scikit-learn (python3-sklearn) is not there")
        return
    texts, labels = [], []
    for path in sorted(pathlib.Path("corpus/training/stories").glob("*.jsonl")):
        for row in map(json.loads, path.open(encoding="utf-8")):
            texts.append(row["text"])
            labels.append(row["themes"][0])
    for rep in score.load_gold("corpus/training/reports").values():
        for s in rep.spans["a"]:
            texts.append(rep.text[s["start"]:s["end"]])
            labels.append(s["themes"][0])
    model = make_pipeline(make_union(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
                                     TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True,
                                                     min_df=3)),
                          LogisticRegression(C=8, max_iter=60)).fit(texts, labels)
    def rank(text):
        return sorted(zip(model.classes_, model.predict_proba([text])[0]), key=lambda p: -p[1])
    baseline("tf-idf + logistic regression", rank)


def main(program, build):
    run = Eval(program, build)
    run.train()
    for part in PARTS:
        print(f"# {part}, end to end")
        folder = run.study(part, sorted(pathlib.Path(f"corpus/sample/{part}").glob("ronde-*")))
        score.show(scored(part, run.export(folder)))
        print()
    print("# boundaries given, mean of both parts")
    print(f"{'':34}" + "".join(f"{h:>9}" for h in ["F1", "rank AP", "top 3", "alpha", "kind", "role"]))
    baseline("keyword dictionary", keyword_rank)
    linear_baseline()
    for name, lexicons in (("lexicon alone", run.without("no-model", "model")),
                           ("model alone", run.without("no-lexicon", "lexicon")), ("both", None)):
        line(name, [scored(p, run.export(run.stories(f"{p}-{name.split()[0]}", p, lexicons)), True) for p in PARTS])
    print()
    print(f"# themes F1 on the stories not reviewed, {ORDERS} random orders")
    for count in REVIEWS:
        pairs = [reviewed(run, part, count, order) for part in PARTS for order in range(ORDERS)
                 if count < len(labelled(part))]
        before, after = (sum(p[i] for p in pairs) / len(pairs) for i in (0, 1))
        print(f"after {count:3} reviews   {before:.3f} -> {after:.3f}   {after - before:+.3f}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
