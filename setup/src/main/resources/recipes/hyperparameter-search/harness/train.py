"""Trains a small network with the values of a file on fixed data and prints its accuracy on rows it has not seen.

Replace the data and the model by yours; keep the split, the budget and the seeds fixed."""
import json
import math
import random
import sys

EXAMPLES_SEEN, SEEDS = 9_000, (1, 2, 3)


def spirals(count, seed):
    """Points on two arms that wind around each other."""
    chance, points = random.Random(seed), []
    for i in range(count):
        arm, turn = i % 2, math.sqrt(chance.random()) * 4.5
        angle = turn + math.pi * arm
        points.append((turn / 2 * math.cos(angle) + chance.gauss(0, 0.12), turn / 2 * math.sin(angle) + chance.gauss(0, 0.12), arm))
    return points


def accuracy(conf, train, valid, seed):
    chance, hidden, relu = random.Random(seed), conf["hidden"], conf["activation"] == "relu"
    weights = [[chance.gauss(0, conf["initial_scale"]) for _ in range(4)] for _ in range(hidden)]  # x, y, bias, output
    speed = [[0.0] * 4 for _ in range(hidden)]

    def forward(x, y):
        sums = [w[0] * x + w[1] * y + w[2] for w in weights]
        return [max(0.0, s) for s in sums] if relu else [math.tanh(s) for s in sums]

    for _ in range(EXAMPLES_SEEN // conf["batch_size"]):
        slopes = [[conf["weight_decay"] * v for v in w] for w in weights]
        for x, y, label in chance.choices(train, k=conf["batch_size"]):
            active = forward(x, y)
            value = sum(w[3] * a for w, a in zip(weights, active))
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, value)))) - label) / conf["batch_size"]
            for slope, w, a in zip(slopes, weights, active):
                inner = error * w[3] * ((a > 0) if relu else 1 - a * a)
                slope[0] += inner * x
                slope[1] += inner * y
                slope[2] += inner
                slope[3] += error * a
        for w, v, slope in zip(weights, speed, slopes):
            for i in range(4):
                v[i] = conf["momentum"] * v[i] - conf["learning_rate"] * slope[i]
                w[i] = max(-1e6, min(1e6, w[i] + v[i]))
    right = sum((sum(w[3] * a for w, a in zip(weights, forward(x, y))) > 0) == label for x, y, label in valid)
    return right / len(valid)


with open(sys.argv[1], encoding="utf-8") as file:
    conf = json.load(file)
train, valid = spirals(400, 10), spirals(400, 20)
print(f"METRIC val_metric={sum(accuracy(conf, train, valid, seed) for seed in SEEDS) / len(SEEDS):.6f}")
