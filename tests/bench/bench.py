"""Measures the program and other programs on the same work, in turns (A B A B), and prints medians and
ratios. Ratios are of processor time (user and system), which other load on the machine disturbs least;
wall time stands beside it. `make bench` says what can be asked for."""

import argparse
import glob
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from material import Material

PYTHON = "/usr/bin/python3"  # the one that Debian's python3-stemmer is for


class Missing(Exception):
    """A peer that is not on this machine."""


def run(command):
    """Wall and processor seconds of a whole process, its peak memory in MB, and what it printed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        out.seek(0)
        errors.seek(0)
        if status != 0:
            raise RuntimeError(f"{' '.join(command)[:300]}: {errors.read().decode(errors='replace')[-500:]}")
        return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024,
                "out": out.read().decode(errors="replace")}


def inside(command):
    """A program that measures itself, without its loading."""
    whole = run(command)
    return json.loads(whole["out"].splitlines()[-1]) | {"peak": whole["peak"]}


class Bench:
    def __init__(self, options):
        self.options = options
        self.build = options.build
        self.material = Material(options.build)
        self.results = []
        self.scratch = tempfile.mkdtemp(dir=options.build)

    def tool(self, name):
        path = os.path.join(self.build, name)
        if not os.path.exists(path):
            raise Missing(name)
        return path

    def pair(self, work, mega, ours, name, peer, asked=None):
        """Runs both in turns. Rates in MB/s; what cannot be run is said."""
        try:
            commands = ours(), peer()
        except Missing as missing:
            print(f"{work:<38} {name}: not here ({missing}); make bench-deps")
            return
        a, b = [], []
        for _ in range(self.options.rounds):
            a.append(commands[0]())
            b.append(commands[1]())

        def rate(runs, key): return mega / max(1e-6, statistics.median(r[key] for r in runs))
        row = {"work": work, "mega": mega, "peer": name, "asked": asked}
        for key in ("cpu", "wall"):
            row |= {f"ours_{key}": rate(a, key), f"peer_{key}": rate(b, key),
                    f"ratio_{key}": rate(a, key) / rate(b, key)}
        row |= {"ours_peak": max(r.get("peak", 0) for r in a), "peer_peak": max(r.get("peak", 0) for r in b)}
        self.results.append(row)
        print(f"{work:<38} {name:<22} {row['ours_cpu']:>8.1f} {row['peer_cpu']:>8.1f} {row['ratio_cpu']:>7.2f}"
              f" {row['ours_wall']:>8.1f} {row['peer_wall']:>8.1f} {row['ratio_wall']:>7.2f}  {asked or '':<8}", flush=True)

    def figure(self, what, value, unit, asked=""):
        self.results.append({"what": what, "value": value, "unit": unit, "asked": asked})
        print(f"{what:<62} {value:>9.3f} {unit:<6} {asked}", flush=True)

    # --- our side ---------------------------------------------------------------------------------

    def ours(self, *arguments):
        return lambda: lambda: inside([self.tool("ours"), *arguments])

    def study(self, folder):
        """A copy of a study that shares its documents, and has no store."""
        copy = tempfile.mkdtemp(dir=self.scratch)
        shutil.copytree(folder, copy, copy_function=os.link, dirs_exist_ok=True)
        return copy

    def program(self, *arguments):
        return run([self.options.program, *arguments, "--quiet"])

    def whole(self, folder, *arguments):
        """A whole run from nothing."""
        def once():
            copy = self.study(folder)
            result = self.program("run", copy, *arguments)
            shutil.rmtree(copy)
            return result
        return lambda: once

    # --- their side -------------------------------------------------------------------------------

    def peer(self, name, *arguments):
        return lambda: (lambda tool: lambda: inside([tool, *arguments]))(self.tool(name))

    def command(self, *command):
        return lambda: lambda: run(list(command))

    def node(self, what, text):
        def find():
            if not shutil.which("node") or not os.path.exists("tests/bench/node_modules/@orama/stemmers"):
                raise Missing("node with @orama/stemmers")
            return lambda: inside(["node", "tests/bench/peers/orama.mjs", what, text, self.material.lexicon])
        return find

    def lucene(self, what, warm, text):
        def find():
            self.tool("Lucene.class")
            jars = glob.glob("/usr/share/java/lucene-core-4*.jar") + glob.glob("/usr/share/java/lucene-analyzers-common-4*.jar")
            if not shutil.which("java") or len(jars) < 2:
                raise Missing("java with lucene 4")
            command = ["java", "-cp", ":".join([self.build, *jars]), "Lucene", what, "warm" if warm else "cold",
                       text, self.material.terms]
            return (lambda: inside(command)) if warm else (lambda: run(command))
        return find

    def python(self, text):
        def find():
            if subprocess.run([PYTHON, "-c", "import Stemmer"], stderr=subprocess.DEVNULL).returncode != 0:
                raise Missing("python3-stemmer")
            return lambda: inside([PYTHON, "tests/bench/peers/pystem.py", text, self.material.terms])
        return find

    # --- what is measured -------------------------------------------------------------------------

    def check_counts(self):
        """Ours must find each term as often as Python does."""
        text, counts = self.material.text(1), [os.path.join(self.scratch, n) for n in ("ours", "theirs")]
        try:
            self.python(text)()
        except Missing as missing:
            print(f"counts of terms: not compared, {missing} is not here")
            return True
        run([self.tool("ours"), "terms", text, self.material.terms, counts[0]])
        run([PYTHON, "tests/bench/peers/pystem.py", text, self.material.terms, counts[1]])
        ours, theirs = (open(path, encoding="ascii").read().split() for path in counts)
        differ = sum(a != b for a, b in zip(ours, theirs, strict=True))
        self.results.append({"what": "terms counted otherwise than in Python", "value": differ})
        print(f"counts of {len(ours)} terms: {sum(map(int, ours))} found, {differ} terms otherwise than in Python\n")
        return differ == 0

    def lexical(self, mega):
        m, text = self.material, self.material.text(mega)
        terms = self.ours("terms", text, m.terms)
        words, evidence = self.ours("words", text), self.ours("evidence", text, m.study)
        self.pair("words and sentences", mega, words, "libunistring (words)", self.peer("unistring", text), ">= 6")
        self.pair("words and sentences", mega, words, "ICU", self.peer("icu", text))
        self.pair("words and sentences", mega, words, "Lucene (words)", self.lucene("words", True, text))
        self.pair("words and sentences", mega, words, "byte histogram", self.peer("histogram", text))
        self.pair("+ fold, stem, terms", mega, terms, "Lucene, warm", self.lucene("terms", True, text), ">= 12")
        self.pair("+ fold, stem, terms", mega, terms, "Lucene, process", self.lucene("terms", False, text))
        self.pair("+ fold, stem, terms", mega, terms, "Python, PyStemmer", self.python(text))
        self.pair("+ fold, stem, terms", mega, terms, "Node, @orama", self.node("terms", text))
        self.pair("all lexical evidence", mega, evidence, "Node, @orama", self.node("evidence", text), ">= 40")
        self.pair("all lexical evidence", mega, evidence, "Hyperscan, matching", self.peer("hyperscan", m.patterns, text),
                  ">= 1")

    def distinct(self):
        text = self.material.text(1, distinct=True)
        self.pair("terms, hardly a word twice", 1, self.ours("terms", text, self.material.terms), "Lucene, warm",
                  self.lucene("terms", True, text), ">= 4")

    def wholes(self, mega):
        m = self.material
        one, many = m.one_file(mega), m.files(mega)
        files = sorted(glob.glob(many + "/ronde-1/*.txt"))
        single = ("--threads", "1")
        self.pair("whole run, one file", mega, self.whole(one, *single), "Node, evidence",
                  self.node("evidence", m.text(mega)), ">= 20")
        name = f"whole run, {len(files)} files"
        self.pair(name, mega, self.whole(many, *single), "cat", self.command("cat", *files))
        self.pair(name, mega, self.whole(many, *single), "wc -w", self.command("wc", "-w", *files), ">= 0.18")

    def stages(self, mega):
        print(f"\nstages, {mega:g} MB in documents of 10 kB, one thread: MB/s (seconds)")
        lines = run([self.tool("ours"), "stages", self.material.text(mega)])["out"].splitlines()
        for row in map(json.loads, lines):
            self.results.append(row)
            print(f"  {row['stage']:<14} {row['rate']:>9.1f}  ({row['seconds']:.3f})")

    def times(self, once):
        runs = [once() for _ in range(self.options.rounds)]
        return {key: statistics.median(r[key] for r in runs) for key in ("wall", "cpu", "peak")}

    def growth(self, sizes):
        print("\ngrowth, threads, memory")
        before = None
        for mega in sizes:
            for name, folder in (("files of 10 kB", self.material.files(mega)), ("one file", self.material.one_file(mega))):
                r = self.times(self.whole(folder, "--threads", "1")())
                self.figure(f"run, {mega:g} MB, {name}: cpu", r["cpu"], "s")
                self.figure(f"run, {mega:g} MB, {name}: peak memory", r["peak"], "MB", "< 300")
                if name != "one file":
                    if before:
                        self.figure(f"{before[0]:g} to {mega:g} MB, per ten times the text",
                                    (r["cpu"] / before[1]) ** (1 / (math.log10(mega / before[0]))), "x", "<= 10.5")
                    before = (mega, r["cpu"])
        folder = self.material.files(sizes[-1])
        one, two = [], []
        for _ in range(self.options.rounds):
            one.append(self.whole(folder, "--threads", "1")()()["wall"])
            two.append(self.whole(folder, "--threads", "2")()()["wall"])
        self.figure("two threads against one, wall", statistics.median(one) / statistics.median(two), "x", ">= 1.9")

    def documents(self):
        print("\n300 pages of docx (60 documents), and one of 300 documents changed")
        folder = self.material.docx(60, 5)
        unzip = self.times(lambda: run([self.tool("unzip"), *sorted(glob.glob(folder + "/ronde-1/*.docx"))]))

        def to_theme_list():
            copy = self.study(folder)
            parts = self.program("run", copy, "--threads", "1"), self.program("themes", copy)
            return {key: parts[0][key] + parts[1][key] for key in ("wall", "cpu", "peak")}
        first = self.times(to_theme_list)
        self.figure("unzip and parse, cpu", unzip["cpu"], "s")
        self.figure("run and themes, cpu", first["cpu"], "s")
        self.figure("ratio", first["cpu"] / unzip["cpu"], "x", "<= 1.5")
        copy = self.study(self.material.docx(300, 1))
        full = self.program("run", copy, "--threads", "1")
        again = self.times(lambda: self.program("run", copy, "--threads", "1"))
        spare = glob.glob(self.material.docx(60, 5) + "/ronde-1/*.docx")

        def change():
            path = copy + "/ronde-1/0007.docx"
            os.remove(path)  # a link to what the next study needs
            shutil.copy(spare.pop(), path)
            return self.program("run", copy, "--threads", "1")
        changed = self.times(change)
        self.figure("first run of 300 documents, cpu", full["cpu"], "s")
        self.figure("second run, nothing changed", 100 * again["cpu"] / full["cpu"], "%", "< 5")
        self.figure("one document changed", 100 * changed["cpu"] / full["cpu"], "%", "< 10")

    def anecdotes(self, counts):
        print("\na study of many anecdotes that are already cut, one process each")
        for count in counts:
            study = tempfile.mkdtemp(dir=self.scratch)
            self.program("import", study, self.material.stories_csv(count))
            for command in ("run", "themes", "report"):
                r = self.program(command, study)
                self.figure(f"{command}, {count} anecdotes: cpu", r["cpu"], "s")
                self.figure(f"{command}, {count} anecdotes: peak memory", r["peak"], "MB")

    def all(self):
        sizes = self.options.sizes
        print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; MB/s, medians of"
              f" {self.options.rounds} rounds in turns\n")
        right = self.check_counts()
        for mega in sizes:
            print(f"{f'{mega:g} MB':<61} {'by processor time':<25} by wall time")
            print(f"{'work':<38} {'peer':<22} {'ours':>8} {'peer':>8} {'ratio':>7} {'ours':>8} {'peer':>8} {'ratio':>7}  asked")
            self.lexical(mega)
            if mega == sizes[0]:
                self.distinct()
            self.wholes(mega)
            print()
        self.stages(min(10, sizes[-1]))
        self.growth(sizes)
        self.documents()
        self.anecdotes(self.options.anecdotes)
        return right

    def close(self):
        shutil.rmtree(self.scratch, ignore_errors=True)
        path = os.path.join(self.build, "results.json")
        with open(path, "w", encoding="utf-8") as out:
            json.dump({"rounds": self.options.rounds, "load": os.getloadavg(), "results": self.results}, out, indent=1)
        print(f"\n{path}")



def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--build", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", type=float, nargs="+", default=[1, 10])
    parser.add_argument("--anecdotes", type=int, nargs="+", default=[1000, 10000])
    bench = Bench(parser.parse_args())
    try:
        right = bench.all()
    finally:
        bench.close()
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
