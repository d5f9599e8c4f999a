"""Prices of orders: GET /price?item=NAME&count=N, POST /basket with lines `NAME N`."""
import json
import re

CATALOGUE = [(f"item{i}", 5 + i * 37 % 911) for i in range(3000)]


def price(item, count):
    for name, cents in CATALOGUE:
        if name == item:
            rebate = 0.9 if count >= 10 else 1.0
            return round(cents * count * rebate)
    return None


def handle(path, body):
    """Status and text of the answer."""
    found = re.match(r"^/price\?item=(\w+)&count=(\d+)$", path)
    if found:
        total = price(found[1], int(found[2]))
        if total is None:
            return 404, '{"error": "unknown item"}'
        return 200, json.dumps({"item": found[1], "cents": total})
    if path == "/basket":
        total = 0
        for line in body.splitlines():
            item, count = line.split()
            total += price(item, int(count)) or 0
        return 200, json.dumps({"cents": total})
    return 404, '{"error": "unknown path"}'
