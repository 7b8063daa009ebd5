"""pystem.py TEXT TERMS [COUNTS]: words, folded, stemmed, counted among the terms, as one writes it
with re and PyStemmer; COUNTS gets how often each term is there, for our counts to be compared with."""

import json
import re
import resource
import sys
import time
import unicodedata

import Stemmer

WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def fold(word):
    word = word.lower()
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def main():
    text = open(sys.argv[1], encoding="utf-8").read()
    terms = open(sys.argv[2], encoding="utf-8").read().splitlines()
    stem = Stemmer.Stemmer("dutch", 0).stemWord
    index = {}
    for number, term in enumerate(terms):
        index.setdefault(stem(fold(term)), number)
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
    counts = [0] * len(terms)
    known = {}
    words = 0
    for match in WORD.finditer(text):
        word = match[0]
        words += 1
        number = known.get(word, -2)
        if number == -2:
            number = known[word] = index.get(stem(fold(word)), -1)
        if number >= 0:
            counts[number] += 1
    after, end = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"bytes": len(text.encode()), "wall": end - start, "cpu": cpu, "words": words,
                      "found": sum(counts)}))
    if len(sys.argv) > 3:
        with open(sys.argv[3], "w", encoding="utf-8") as out:
            out.writelines(f"{count}\n" for count in counts)


main()
