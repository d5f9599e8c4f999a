"""The examples: features and a label 0 or 1, the same ones in every run. Put your own data here; keep the split fixed."""
import math
import random

TRAINING, VALIDATION = 600, 400


def examples():
    """Training rows and validation rows, each (features, label)."""
    chance = random.Random(20240117)
    rows = []
    for _ in range(TRAINING + VALIDATION):
        x = [chance.gauss(0, 1) for _ in range(6)]
        x[5] *= 40
        logit = 1.5 * x[0] - x[1] + 1.2 * x[2] * x[3] + 0.02 * x[5] + 0.3 * chance.gauss(0, 1)
        rows.append((x, int(chance.random() < 1 / (1 + math.exp(-logit)))))
    return rows[:TRAINING], rows[TRAINING:]
