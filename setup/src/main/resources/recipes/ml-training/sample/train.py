"""Logistic regression by stochastic gradient descent."""
import math
import random

LEARNING_RATE = 0.01
EPOCHS = 3
L2 = 0.0


def probability(weights, x):
    z = weights[-1] + sum(w * v for w, v in zip(weights, x))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def train(features, labels, seconds, seed):
    """A function from features to the probability of label 1, made within so many seconds."""
    chance = random.Random(seed)
    weights = [0.0] * (len(features[0]) + 1)
    order = list(range(len(features)))
    for _ in range(EPOCHS):
        chance.shuffle(order)
        for i in order:
            error = probability(weights, features[i]) - labels[i]
            for k, v in enumerate(features[i]):
                weights[k] -= LEARNING_RATE * (error * v + L2 * weights[k])
            weights[-1] -= LEARNING_RATE * error
    return lambda x: probability(weights, x)
