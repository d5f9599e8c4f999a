"""Routes labelled utterances by words and phrases and prints the share that comes to the right intent.

The intent with the highest sum wins, on a tie the one further up, with no word at all the last one."""
import pathlib
import re
import sys
from collections import Counter

TARGET, HERE = sys.argv[1], pathlib.Path(__file__).parent


def intents(path):
    found = {}
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        name, mark, words = line.strip().partition(":")
        if not line.strip() or line.startswith("#"):
            continue
        if not mark:
            sys.exit(f"{path}:{number}: expected  intent: words")
        terms = []
        for word in filter(None, (word.strip() for word in words.strip(" '\"").split(","))):
            text, _, weight = word.partition("^")
            expression = re.escape(text.strip().lower()).replace(r"\*", r"\w*").replace(r"\ ", r"\W+")
            try:
                terms.append((re.compile(rf"\b{expression}\b"), float(weight or 1)))
            except ValueError:
                sys.exit(f"{path}:{number}: {weight} is no weight")
        found[name.strip()] = terms
    return found


routes = intents(TARGET)
confused, right, total = Counter(), 0, 0
for line in open(HERE / "utterances.tsv", encoding="utf-8"):
    if line.startswith("#"):
        continue
    text, label = line.rstrip("\n").split("\t")
    sums = {name: sum(weight for term, weight in terms if term.search(text.lower())) for name, terms in routes.items()}
    chosen = max(sums, key=sums.get) if any(sums.values()) else list(routes)[-1]
    total += 1
    right += chosen == label
    confused[label, chosen] += chosen != label
for (label, chosen), count in confused.most_common(5):
    if count:
        print(f"{label} taken for {chosen}: {count}")
print(f"METRIC classification_accuracy={right / total:.6f}")
