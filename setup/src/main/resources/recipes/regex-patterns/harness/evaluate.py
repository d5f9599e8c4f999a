"""Runs the patterns over a labelled corpus and prints F1, precision and recall over all kinds together."""
import pathlib
import re
import sys
from collections import Counter

TARGET, HERE = sys.argv[1], pathlib.Path(__file__).parent


def patterns(path):
    found = {}
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        entry = re.fullmatch(r"([\w-]+):\s*'((?:[^']|'')*)'\s*", line)
        if not entry:
            sys.exit(f"{path}:{number}: expected  kind: 'pattern'")
        try:
            found[entry[1]] = re.compile(entry[2].replace("''", "'"))
        except re.error as wrong:
            sys.exit(f"{path}:{number}: {wrong}")
    return found


hits = found = wanted = 0
rules = patterns(TARGET)
for line in open(HERE / "corpus.tsv", encoding="utf-8"):
    if line.startswith("#"):
        continue
    text, *labels = line.rstrip("\n").split("\t")
    expected = Counter(tuple(label.split("=", 1)) for label in labels)
    actual = Counter((kind, match[0]) for kind, rule in rules.items() for match in rule.finditer(text) if match[0])
    hits += (expected & actual).total()
    found += actual.total()
    wanted += expected.total()
precision = hits / found if found else 0
recall = hits / wanted if wanted else 0
print(f"METRIC f1_score={2 * hits / (found + wanted) if hits else 0:.6f}")
print(f"METRIC precision={precision:.6f}")
print(f"METRIC recall={recall:.6f}")
