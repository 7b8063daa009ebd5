#!/usr/bin/env python3
"""Write stages/break_tables.c from Debian's unicode-data: python3 stages/break_tables.py > stages/break_tables.c

Every code point gets the number of its pair (Word_Break, Sentence_Break), with Extended_Pictographic
as one more value of the first. Blocks of 128 code points that are alike are stored once.
"""
import re
import sys

ROOT = "/usr/share/unicode/"
BLOCK = 128
WORD = ("Other CR LF Newline Extend ZWJ Regional_Indicator Format Katakana Hebrew_Letter ALetter Single_Quote "
        "Double_Quote MidNumLet MidLetter MidNum Numeric ExtendNumLet WSegSpace Extended_Pictographic "
        "ALetter_Pictographic").split()
SENTENCE = "Other CR LF Extend Sep Format Sp Lower Upper OLetter Numeric ATerm SContinue STerm Close".split()


def load(name, wanted=None):
    found = {}
    with open(ROOT + name, encoding="utf-8") as lines:
        for line in lines:
            m = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", line)
            if m and (wanted is None or m[3] == wanted):
                for code in range(int(m[1], 16), int(m[2] or m[1], 16) + 1):
                    found[code] = m[3]
    return found


def rows(numbers, form):
    line = ""
    for n in numbers:
        item = form % n
        if len(line) + len(item) > 90:
            print("\t" + line.strip())
            line = ""
        line += item + ", "
    print("\t" + line.strip())


def main():
    word = load("auxiliary/WordBreakProperty.txt")
    sentence = load("auxiliary/SentenceBreakProperty.txt")
    pictographic = load("emoji/emoji-data.txt", "Extended_Pictographic")
    pairs, values = [], []
    for code in range(0x110000):
        w = word.get(code, "Other")
        if code in pictographic:
            w = {"Other": "Extended_Pictographic", "ALetter": "ALetter_Pictographic"}[w]
        pair = WORD.index(w), SENTENCE.index(sentence.get(code, "Other"))
        if pair not in pairs:
            pairs.append(pair)
        values.append(pairs.index(pair))
    blocks, index = [], []
    for start in range(0, len(values), BLOCK):
        block = values[start:start + BLOCK]
        if block not in blocks:
            blocks.append(block)
        index.append(blocks.index(block))
    assert len(pairs) < 256 and len(blocks) < 256
    print("/* Made by stages/break_tables.py from Unicode 15.0 (package unicode-data); do not edit. */")
    print('#include "stages/break_tables.h"\n\n/* clang-format off */')
    print("const uint8_t break_word_class[%d] = {" % len(pairs))
    rows([w for w, _ in pairs], "%d")
    print("};\n\nconst uint8_t break_sentence_class[%d] = {" % len(pairs))
    rows([s for _, s in pairs], "%d")
    print("};\n\nconst uint8_t break_index[%d] = {" % len(index))
    rows(index, "%d")
    print("};\n\nconst uint8_t break_block[%d][%d] = {" % (len(blocks), BLOCK))
    for block in blocks:
        print("\t{")
        rows(block, "%d")
        print("\t},")
    print("};\n/* clang-format on */")


if __name__ == "__main__":
    sys.exit(main())
