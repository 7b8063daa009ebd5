#!/usr/bin/env python3
"""kill.py PROGRAM TIMES [SEED] - kill -9 at TIMES random moments, in turns of a run, of a run that began
anew, and of reviewing. Each time the store has to open and be sound, and to hold every decision that
was answered; at the end of each ten a run completes to the same bytes as one that nothing befell."""

import http.client
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

SAMPLE = Path("corpus/sample/stad/ronde-1")


class Study:
    def __init__(self, program, root):
        self.program = program
        self.root = root
        self.store = root / "rodedraad.db"
        (root / "ronde-1").mkdir(parents=True)
        for path in sorted(SAMPLE.iterdir())[:4]:
            shutil.copy(path, root / "ronde-1")
        began = time.monotonic()
        self.run()
        self.took = time.monotonic() - began
        self.want = self.export()

    def run(self):
        subprocess.run([self.program, "run", self.root, "--quiet"], check=True)

    def export(self):
        """What the program suggests; decisions come and go in between."""
        out = subprocess.run([self.program, "export", self.root], check=True, capture_output=True).stdout
        return sorted(json.dumps([row.get(key) for key in ("type", "id", "text", "start", "end")])
                      for row in map(json.loads, out.splitlines()))

    def forget(self):
        for path in self.root.glob("rodedraad.db*"):
            path.unlink()

    def check_sound(self):
        if not self.store.exists() or self.store.stat().st_size == 0:
            return
        with sqlite3.connect(self.store) as store:
            assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "integrity"
            assert store.execute("PRAGMA foreign_key_check").fetchall() == [], "foreign keys"
        store.close()

    def check_heals(self):
        self.run()
        assert self.export() == self.want, "another result than an undisturbed run"


def kill_after(process, seconds):
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def kill_run(study, dice, anew):
    if anew:
        study.forget()
    for path in (study.root / "ronde-1").iterdir():
        path.touch()
    threads = str(dice.randint(1, 3))
    process = subprocess.Popen([study.program, "run", study.root, "--quiet", "--threads", threads],
                               stderr=subprocess.DEVNULL, start_new_session=True)
    kill_after(process, dice.uniform(0, study.took * 1.1))


class Reviewer:
    """Decides about one anecdote after another until the server is gone."""

    def __init__(self, link):
        where = urlsplit(link)
        self.http = http.client.HTTPConnection(where.hostname, where.port, timeout=20)
        self.origin = f"http://{where.netloc}"
        self.token = ""
        self.token = self.ask("POST", "/api/session", {"secret": where.fragment.split("=")[1]})["token"]

    def ask(self, method, path, body=None):
        self.http.request(method, path, body and json.dumps(body),
                          {"Origin": self.origin, "X-Session": self.token})
        answer = self.http.getresponse()
        said = json.loads(answer.read())
        assert answer.status == 200, (path, answer.status, said)
        return said

    def decide_all(self, told):
        for document in self.ask("GET", "/api/study")["documents"]:
            for anecdote in self.ask("GET", f"/api/document/{document['id']}")["anecdotes"]:
                version = (anecdote.get("mine") or {}).get("version", 0)
                said = self.ask("POST", "/api/decide", {
                    "anecdote": anecdote["id"], "version": version, "themes": ["regels"],
                    "kind": anecdote["kind"], "role": anecdote["role"], "note": ""})
                told.append(said["state"]["version"])


def kill_review(study, dice):
    process = subprocess.Popen([study.program, "review", study.root, "--port", "0", "--reviewer", "Anna"],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True)
    link = next(word for line in process.stdout for word in line.split() if "#key=" in word)
    told = []
    killer = os.fork()
    if killer == 0:
        time.sleep(dice.uniform(0, 0.3))
        os.killpg(process.pid, signal.SIGKILL)
        os._exit(0)
    try:
        reviewer = Reviewer(link)
        while True:
            reviewer.decide_all(told)
    except (OSError, http.client.HTTPException, json.JSONDecodeError):
        pass  # it was killed
    os.waitpid(killer, 0)
    process.wait()
    study.check_sound()
    with sqlite3.connect(study.store) as store:
        held = {number for number, in store.execute("SELECT number FROM decision")}
    store.close()
    assert set(told) <= held, f"lost: {sorted(set(told) - held)}"
    return len(told)


def main():
    program, times = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 30)
    dice = random.Random(seed)
    decisions = 0
    with tempfile.TemporaryDirectory(prefix="rodedraad-kill-") as folder:
        study = Study(program, Path(folder) / "s")
        for i in range(times):
            try:
                if i % 5 < 3:
                    kill_run(study, dice, i % 5 == 0)
                else:
                    if i % 5 == 3:
                        study.run()
                    decisions += kill_review(study, dice)
                study.check_sound()
                if i % 10 == 9 or i == times - 1:
                    study.check_heals()
            except (AssertionError, subprocess.CalledProcessError) as problem:
                print(f"FAILED at kill {i + 1} of seed {seed}: {problem}")
                return 1
    print(f"ok {times} kills (seed {seed}), {decisions} decisions answered and none lost")
    return 0


sys.exit(main())
