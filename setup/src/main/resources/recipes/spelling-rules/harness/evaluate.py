"""Applies the rules to a corpus of texts with mistakes; F1, precision and recall of the edits, word by word."""
import difflib
import pathlib
import re
import sys

TARGET, HERE = sys.argv[1], pathlib.Path(__file__).parent


def rules(path):
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        entry = re.fullmatch(r"'((?:[^']|'')*)':\s*'((?:[^']|'')*)'\s*", line)
        if not entry:
            sys.exit(f"{path}:{number}: expected  'expression': 'replacement'")
        try:
            yield re.compile(entry[1].replace("''", "'")), entry[2].replace("''", "'")
        except re.error as wrong:
            sys.exit(f"{path}:{number}: {wrong}")


def edits(before, after):
    old, new = before.split(), after.split()
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return {(begin, end, " ".join(new[b:e])) for step, begin, end, b, e in steps if step != "equal"}


corrections = list(rules(TARGET))
hits = made = wanted = 0
for line in open(HERE / "corpus.tsv", encoding="utf-8"):
    if line.startswith("#"):
        continue
    text, right = line.rstrip("\n").split("\t")
    result = text
    for rule, replacement in corrections:
        try:
            result = rule.sub(replacement, result)
        except re.error as wrong:
            sys.exit(f"{rule.pattern}: {wrong}")
    expected, actual = edits(text, right), edits(text, result)
    hits += len(expected & actual)
    made += len(actual)
    wanted += len(expected)
print(f"METRIC f1_score={2 * hits / (made + wanted) if hits else 0:.6f}")
print(f"METRIC precision={hits / made if made else 0:.6f}")
print(f"METRIC recall={hits / wanted if wanted else 0:.6f}")
