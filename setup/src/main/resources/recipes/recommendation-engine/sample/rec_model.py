"""Reads {"k": 5, "categories": {item: category}, "history": {user: [items, the oldest first]}}; prints {user: [k items]}."""
import json
import sys
from collections import Counter

given = json.load(sys.stdin)
popular = Counter(item for items in given["history"].values() for item in items)
best = [item for item, _ in popular.most_common(given["k"])]
json.dump({user: best for user in given["history"]}, sys.stdout)
