"""Parses labelled log lines with grok patterns; the share of lines read wholly right, and lines a second."""
import pathlib
import re
import sys
import time

TARGET, HERE = sys.argv[1], pathlib.Path(__file__).parent
ROUNDS = 2_000


def expressions(path):
    named, matches = {}, []
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if not line.strip() or line.startswith("#"):
            continue
        name, _, expression = line.partition(" ")
        if name != "match":
            named[name] = expression
            continue

        def expanded(use, depth=0):
            if use[1] not in named or depth > 20:
                sys.exit(f"{path}:{number}: %{{{use[1]}}} is not known above this line")
            inner = re.sub(r"%\{(\w+)(?::(\w+))?\}", lambda deeper: expanded(deeper, depth + 1), named[use[1]])
            return f"(?P<{use[2]}>{inner})" if use[2] else f"(?:{inner})"

        try:
            matches.append(re.compile(re.sub(r"%\{(\w+)(?::(\w+))?\}", expanded, expression)))
        except re.error as wrong:
            sys.exit(f"{path}:{number}: {wrong}")
    return matches


def parsed(line):
    for match in matches:
        found = match.search(line)
        if found:
            return {field: value for field, value in found.groupdict().items() if value is not None}
    return {}


matches = expressions(TARGET)
samples = []
for line in open(HERE / "samples.tsv", encoding="utf-8"):
    if not line.startswith("#"):
        text, *fields = line.rstrip("\n").split("\t")
        samples.append((text, dict(field.split("=", 1) for field in fields)))
right = sum(parsed(text) == fields for text, fields in samples)
best = float("inf")
for _ in range(5):
    start = time.process_time()
    for _ in range(ROUNDS // len(samples)):
        for text, _ in samples:
            parsed(text)
    best = min(best, time.process_time() - start)
print(f"METRIC parse_accuracy={right / len(samples):.6f}")
print(f"METRIC parse_rate_eps={ROUNDS // len(samples) * len(samples) / best:.0f}")
