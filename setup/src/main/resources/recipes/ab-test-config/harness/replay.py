"""Replays visitors against a variant and prints conversions and margin a visitor.

The same visitor always throws the same dice, so variants are compared on equal terms. `chance_of` is made up: fit it to the
log of a randomised test of yours before believing what comes out."""
import json
import math
import random
import sys

VISITORS, MARGIN, SHIPPING = 12_000, 0.35, 4.9


def visitors(first):
    for number in range(first, first + VISITORS):
        dice = random.Random(number)
        yield {
            "phone": dice.random() < 0.6,
            "returning": dice.random() < 0.35,
            "basket": math.exp(dice.gauss(3.6, 0.5)),
            "throw": dice.random(),
        }


def chance_of(visitor, variant):
    likes = -3.4 + 0.8 * visitor["returning"]
    likes += {"plain": 0, "benefit": 0.25, "urgent": 0.3 - 0.5 * visitor["returning"]}[variant["headline"]]
    likes += {"small": -0.2 * visitor["phone"], "wide": 0.1, "sticky": 0.3 if visitor["phone"] else -0.15}[variant["button"]]
    likes += 4 * math.sqrt(discount(visitor, variant) / 10 + 1e-9) * (0.6 if visitor["returning"] else 1)
    likes += 0.35 * (visitor["basket"] >= variant["free_shipping_from"])
    likes -= (0.11 if visitor["phone"] else 0.06) * (variant["form_fields"] - 3)
    likes -= 0.15 * max(0, 5 - variant["form_fields"]) ** 2
    likes += 0.3 * math.sin(min(variant["reviews_shown"], 12) / 12 * 2.4)
    return 1 / (1 + math.exp(-likes))


def discount(visitor, variant):
    return variant["discount_returning" if visitor["returning"] else "discount_new"]


with open(sys.argv[1], encoding="utf-8") as file:
    variant = json.load(file)
if not all(0 <= variant[key] <= 0.5 for key in ("discount_new", "discount_returning")):
    sys.exit("discounts are shares between 0 and 0.5")
conversions = earned = 0
for visitor in visitors(1_000_000 if "--other-visitors" in sys.argv else 0):
    if visitor["throw"] < chance_of(visitor, variant):
        conversions += 1
        earned += visitor["basket"] * (MARGIN - discount(visitor, variant))
        earned -= SHIPPING * (visitor["basket"] >= variant["free_shipping_from"])
print(f"METRIC conversion_rate={conversions / VISITORS:.6f}")
print(f"METRIC margin_per_visitor={earned / VISITORS:.6f}")
