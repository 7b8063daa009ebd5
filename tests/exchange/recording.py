"""Writes one conversation as VTT, SRT and Whisper JSON, or checks when what was found in it was said.

usage: recording.py make FOLDER
       recording.py check EXPORT.jsonl EXPORT.csv
"""
import csv
import json
import os
import sys

SAID = [
    ("Fatima", 1200, 20400, "Vorig jaar vroeg ik een vergunning aan voor onze buurttuin. De gemeente liet maanden "
     "niets horen, en toen ik belde werd ik van het kastje naar de muur gestuurd. Uiteindelijk heb ik zelf de "
     "wethouder aangesproken op straat, en toen was het in een week geregeld."),
    ("Piet", 21000, 25500, "Goed. En hoe ging dat bij jullie, Anja?"),
    ("Anja", 3726000, 3750250, "Bij ons ging het heel anders. Toen wij met het buurthuis begonnen kwam de "
     "wijkregisseur meteen langs, zij hielp ons met de subsidie en ging mee naar de eigenaar van het pand. "
     "Daardoor konden we na drie maanden al open en kwamen de buren vanzelf."),
]
NAMES = ["gesprek.vtt", "verslag.srt", "opname.json"]


def clock(ms, point):
    return "%02d:%02d:%02d%s%03d" % (ms // 3600000, ms // 60000 % 60, ms // 1000 % 60, point, ms % 1000)


def make(folder):
    for number, name in enumerate(NAMES, 1):
        os.makedirs("%s/ronde-%d" % (folder, number))
    with open("%s/ronde-1/%s" % (folder, NAMES[0]), "w", encoding="utf-8") as out:
        print("WEBVTT\n", file=out)
        for who, start, end, text in SAID:
            print("%s --> %s\n<v %s>%s\n" % (clock(start, "."), clock(end, "."), who, text), file=out)
    with open("%s/ronde-2/%s" % (folder, NAMES[1]), "w", encoding="utf-8") as out:
        for number, (who, start, end, text) in enumerate(SAID, 1):
            print("%d\n%s --> %s\n%s: %s\n" % (number, clock(start, ","), clock(end, ","), who, text), file=out)
    with open("%s/ronde-3/%s" % (folder, NAMES[2]), "w", encoding="utf-8") as out:
        json.dump({"language": "nl", "text": " ".join(one[3] for one in SAID),
                   "segments": [{"id": i, "start": start / 1000, "end": end / 1000, "text": " " + text, "speaker": who}
                                for i, (who, start, end, text) in enumerate(SAID)]}, out)


def check(lines, table):
    with open(lines, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    paths = {row["id"]: row["path"] for row in rows if row["type"] == "document"}
    told = [row for row in rows if row["type"] == "anecdote"]
    with open(table, encoding="utf-8", newline="") as file:
        cells = {row["id"]: (row["time_ms"], row["time_end_ms"]) for row in csv.DictReader(file)}
    for name in NAMES:
        mine = [row for row in told if paths[row["document"]].endswith(name)]
        assert {row["speaker"] for row in mine} >= {"Fatima", "Anja"}, (name, mine)
        for row in mine:
            who, start, end, text = next(one for one in SAID if one[0] == row["speaker"])
            assert (row["time_ms"], row["time_end_ms"]) == (start, end), row
            assert cells[row["id"]] == (str(start), str(end)), row
            assert list(row)[-2:] == ["time_ms", "time_end_ms"], row


if __name__ == "__main__":
    {"make": make, "check": check}[sys.argv[1]](*sys.argv[2:])
