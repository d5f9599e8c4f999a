"""Asks every question of the benchmark and compares the first passages with those that answer it.

Usage: evaluate.py CONFIG_FILE    queries.jsonl has {"question": …, "documents": [ids that answer it]}.
Precision counts different right documents among the first three places (or among as many as there are right ones, if those
are fewer), so that neither repeating one nor returning less gains anything."""
import json
import pathlib
import re
import statistics
import sys
import time

from retriever import Retriever

PLACES = 3
HERE = pathlib.Path(__file__).resolve().parent


def lines(name):
    with open(HERE / name, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def settings(path):
    """Flat `key: value` lines; comments and quotes as in YAML."""
    found = {}
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = re.sub(r"(^|\s)#.*", "", line).rstrip()
            if not line:
                continue
            match = re.fullmatch(r"([A-Za-z_]\w*):\s*(.*)", line)
            if not match:
                sys.exit(f"{path}:{number}: expected key: value")
            found[match[1]] = match[2].strip("\"'")
    return found


retriever = Retriever(settings(sys.argv[1]), lines("documents.jsonl"))
queries = lines("queries.jsonl")
precision, recall, times = [], [], []
for query in queries:
    begin = time.perf_counter()
    found = retriever.retrieve(query["question"], PLACES)
    times.append((time.perf_counter() - begin) * 1e3)
    right = set(query["documents"])
    hits = len(right & set(found))
    precision.append(hits / min(PLACES, len(right)))
    recall.append(hits / len(right))
print(f"METRIC retrieval_precision={statistics.mean(precision):.6f}")
print(f"METRIC retrieval_recall={statistics.mean(recall):.6f}")
print(f"METRIC query_ms={statistics.median(times):.4f}")
