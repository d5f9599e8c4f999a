"""Reads {"documents": [...], "queries": [...]} and prints for each query its documents' ids, the best first."""
import json
import sys


def score(query, document):
    words = document["text"].split()
    return sum(words.count(word) for word in query["text"].split())


given = json.load(sys.stdin)
for query in given["queries"]:
    ranked = sorted(given["documents"], key=lambda document: -score(query, document))
    print(json.dumps({"query": query["id"], "documents": [document["id"] for document in ranked[:10]]}))
