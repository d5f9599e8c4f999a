"""Trains with TRAIN_FILE and measures the loss on held-out examples. Usage: evaluate.py TRAIN_FILE

TRAIN_FILE has train(features, labels, seconds, seed), which gives a function from features to the probability of label 1.
It runs in a process of its own that never gets the labels of the held-out examples. Training that takes longer than it may
is a failure, not a better result."""
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

import data

SECONDS = float(os.environ.get("TRAIN_SECONDS", "300"))
SEED = 1


def main():
    target = pathlib.Path(sys.argv[1]).resolve()
    training, validation = data.examples()
    given = {"features": [x for x, _ in training], "labels": [y for _, y in training],
             "asked": [x for x, _ in validation], "seconds": SECONDS, "seed": SEED}
    worker = pathlib.Path(__file__).resolve().with_name("worker.py")
    with tempfile.TemporaryDirectory() as place:
        answer = pathlib.Path(place, "answer.json")
        done = subprocess.run([sys.executable, "-B", "-I", str(worker), str(target), str(answer)], input=json.dumps(given),
                              text=True, cwd=place, env={"PYTHONHASHSEED": "0", "PATH": os.environ["PATH"]})
        if done.returncode:
            sys.exit(f"training ended with {done.returncode}")
        result = json.loads(answer.read_text(encoding="utf-8"))
    if result["seconds"] > SECONDS * 1.1 + 1:
        sys.exit(f"training took {result['seconds']:.1f} s, {SECONDS:g} s are allowed")
    predictions = result["predictions"]
    if len(predictions) != len(validation) or not all(0 <= p <= 1 for p in predictions):
        sys.exit("a prediction is missing or is no probability")
    loss = sum(-math.log(max(1e-12, p if y else 1 - p)) for p, (_, y) in zip(predictions, validation))
    right = sum((p >= 0.5) == bool(y) for p, (_, y) in zip(predictions, validation))
    print(f"METRIC val_loss={loss / len(validation):.6f}")
    print(f"METRIC val_accuracy={right / len(validation):.4f}")
    print(f"METRIC train_s={result['seconds']:.3f}")


main()
