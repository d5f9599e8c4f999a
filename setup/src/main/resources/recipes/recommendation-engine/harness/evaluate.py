"""Has a program recommend k items to each person and compares with what they chose afterwards, which it never sees.

precision_at_k: the share of recommendations that were chosen. diversity: categories in a list, as a share of k, averaged.
Data of yours: replace `choices` by a function that returns items with categories and, for each person, the items in order."""
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

TARGET = sys.argv[1]
PEOPLE, ITEMS, K, HELD_OUT = 250, 200, 5, 5


def choices():
    chance = random.Random(8)
    categories = {f"i{i}": f"c{i % 10}" for i in range(ITEMS)}
    appeal = {item: 1 / (1 + chance.randrange(ITEMS)) ** 0.6 for item in categories}
    history = {}
    for person in range(PEOPLE):
        tastes = {f"c{i}": chance.choice([0.3, 0.3, 0.3, 0.3, 4]) for i in range(10)}
        chosen = []
        while len(chosen) < 12 + HELD_OUT:
            pool = [item for item in categories if item not in chosen]
            weights = [appeal[item] * tastes[categories[item]] for item in pool]
            chosen.append(chance.choices(pool, weights)[0])
            if len(chosen) % 6 == 0:
                tastes[f"c{chance.randrange(10)}"] = 6
        history[f"u{person}"] = chosen
    return categories, history


categories, history = choices()
given = {"k": K, "categories": categories, "history": {user: items[:-HELD_OUT] for user, items in history.items()}}
with tempfile.TemporaryDirectory() as place:
    shutil.copy(TARGET, place)
    done = subprocess.run([sys.executable, pathlib.Path(TARGET).name], cwd=place, input=json.dumps(given), stdout=subprocess.PIPE, text=True)
if done.returncode:
    sys.exit(f"{TARGET} failed")
answers, hits, kinds = json.loads(done.stdout), 0, 0
for user, items in history.items():
    listed = answers.get(user, [])
    if len(listed) != K or len(set(listed)) != K or not set(listed) <= categories.keys():
        sys.exit(f"{user} must get {K} different items")
    hits += len(set(listed) & set(items[-HELD_OUT:]))
    kinds += len({categories[item] for item in listed})
print(f"METRIC precision_at_k={hits / (PEOPLE * K):.6f}")
print(f"METRIC diversity={kinds / (PEOPLE * K):.6f}")
