"""Has a program make features, trains a logistic regression on them, prints the area under the ROC curve.

It never gets the labels of the rows it is scored on. With --holdout after the program those are rows that decide nothing.
Data of yours: replace `table` by a function that returns rows (objects of numbers and texts) and labels (0 or 1)."""
import json
import math
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

TARGET = sys.argv[1]
TRAIN, SCORE, PASSES, RATE, DECAY = 1500, 1000, 12, 0.05, 1e-4


def table():
    chance, rows, labels = random.Random(3), [], []
    pull = [chance.gauss(0, 1.2) for _ in range(150)]
    for _ in range(TRAIN + 2 * SCORE):
        income, city = math.exp(chance.gauss(10.3, 0.7)), min(149, int(chance.expovariate(1 / 40)))
        debt, age = income * chance.betavariate(1.2, 4), chance.uniform(18, 80)
        visits, plan = chance.randint(0, 40), chance.choice(["free", "basic", "pro"])
        signal = 5 * (debt / income - 0.25) - 0.8 * (math.log(income) - 10.3) + pull[city]
        signal += 1.2 * (abs(age - 45) > 20) + (-0.06 if plan == "pro" else 0.02) * (visits - 20)
        rows.append(dict(income=income, debt=debt, age=age, visits=visits, city=f"c{city}", plan=plan,
                         noise_a=chance.gauss(0, 1), noise_b=chance.expovariate(1)))
        labels.append(int(chance.random() < 1 / (1 + math.exp(-signal))))
    return rows, labels


def scaled(train, score):
    means = [sum(column) / len(column) for column in zip(*train)]
    spreads = [math.sqrt(sum((v - m) ** 2 for v in column) / len(column)) or 1 for column, m in zip(zip(*train), means)]
    return [[[(v - m) / s for v, m, s in zip(row, means, spreads)] for row in part] for part in (train, score)]


def trained(rows, labels):
    weights, bias, order, chance = [0.0] * len(rows[0]), 0.0, list(range(len(rows))), random.Random(0)
    for turn in range(PASSES):
        chance.shuffle(order)
        for i in order:
            value = max(-30.0, min(30.0, bias + sum(w * x for w, x in zip(weights, rows[i]))))
            step = RATE / (1 + turn) * (labels[i] - 1 / (1 + math.exp(-value)))
            weights = [w * (1 - RATE * DECAY) + step * x for w, x in zip(weights, rows[i])]
            bias += step
    return weights


def area(values, labels):
    ranked, positive, total, i = sorted(zip(values, labels)), sum(labels), 0.0, 0
    while i < len(ranked):
        end = i
        while end < len(ranked) and ranked[end][0] == ranked[i][0]:
            end += 1
        total += sum(label for _, label in ranked[i:end]) * (i + 1 + end) / 2
        i = end
    return (total - positive * (positive + 1) / 2) / (positive * (len(labels) - positive))


rows, labels = table()
start = TRAIN + (SCORE if "--holdout" in sys.argv else 0)
given = {"train": rows[:TRAIN], "labels": labels[:TRAIN], "score": rows[start : start + SCORE]}
with tempfile.TemporaryDirectory() as place:
    shutil.copy(TARGET, place)
    done = subprocess.run([sys.executable, pathlib.Path(TARGET).name], cwd=place, input=json.dumps(given), stdout=subprocess.PIPE, text=True)
if done.returncode:
    sys.exit(f"{TARGET} failed")
made = json.loads(done.stdout)
if len(made["train"]) != TRAIN or len(made["score"]) != SCORE or len({len(row) for part in made.values() for row in part}) != 1:
    sys.exit(f"{TARGET} must give as many numbers for every row, and as many rows as it got")
train, score = scaled(made["train"], made["score"])
weights = trained(train, labels[:TRAIN])
values = [sum(w * x for w, x in zip(weights, row)) for row in score]
print(f"METRIC model_auc={area(values, labels[start : start + SCORE]):.6f}")
