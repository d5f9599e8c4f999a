"""Has a program rank documents and compares with graded judgements (query, document, grade 1 to 3): NDCG of the first 10.

It runs in a folder of its own, so the judgements are not within its reach by accident."""
import json
import math
import pathlib
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict

TARGET, HERE = sys.argv[1], pathlib.Path(__file__).parent


def lines(path):
    return [json.loads(line) for line in open(HERE / path, encoding="utf-8") if line.strip()]


def gain(grades):
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:10]))


queries = lines("queries.jsonl")
given = json.dumps({"documents": lines("documents.jsonl"), "queries": queries})
with tempfile.TemporaryDirectory() as place:
    shutil.copy(TARGET, place)
    done = subprocess.run([sys.executable, pathlib.Path(TARGET).name], cwd=place, input=given, stdout=subprocess.PIPE, text=True)
if done.returncode:
    sys.exit(f"{TARGET} failed")
judged = defaultdict(dict)
for line in open(HERE / "judgements.tsv", encoding="utf-8"):
    query, document, grade = line.split()
    judged[query][document] = int(grade)
answers = {answer["query"]: answer["documents"] for answer in map(json.loads, done.stdout.splitlines())}
total = 0
for query in queries:
    ranked = answers.get(query["id"], [])
    if len(set(ranked)) != len(ranked):
        sys.exit(f"{query['id']}: a document is ranked twice")
    grades = judged[query["id"]]
    total += gain([grades.get(document, 0) for document in ranked]) / gain(sorted(grades.values(), reverse=True))
print(f"METRIC ndcg_at_10={total / len(queries):.6f}")
