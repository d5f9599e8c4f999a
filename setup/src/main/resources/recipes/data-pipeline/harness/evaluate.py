"""Feeds a fixed data set to a program, times it, and compares every row with what it must become.

Data of yours: replace `orders` with a function that returns the input's text and the expected objects, by id."""
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

TARGET, ROWS = sys.argv[1], 15_000


def orders():
    chance, lines, expected = random.Random(11), ["id,date,amount,country"], {}
    for number in range(1, ROWS + 1):
        year, month, day = chance.randint(2015, 2025), chance.randint(1, 12), chance.randint(1, 28)
        cents, country = chance.randint(1, 5_000_000), chance.choice(["DE", "FR", "PL", "SE", "US"])
        date = f"{year}-{month:02}-{day:02}" if chance.random() < 0.7 else f"{day}.{month}.{year}"
        amount = f"{cents // 100}.{cents % 100:02}"
        if chance.random() < 0.05:
            amount = f"\"{cents // 100},{cents % 100:02}\""
        if chance.random() < 0.1:
            date = f" {date} "
        written = country.lower() if chance.random() < 0.2 else country
        if chance.random() < 0.03:
            written = f"{written} "
        lines.append(f"{number},{date},{amount},{written}")
        expected[number] = {"id": number, "day": f"{year}-{month:02}-{day:02}", "cents": cents, "country": country}
    return "\n".join(lines) + "\n", expected


given, expected = orders()
with tempfile.TemporaryDirectory() as place:
    shutil.copy(TARGET, place)
    start = time.perf_counter()
    done = subprocess.run([sys.executable, pathlib.Path(TARGET).name], cwd=place, input=given, stdout=subprocess.PIPE, text=True)
    took = time.perf_counter() - start
if done.returncode:
    sys.exit(f"{TARGET} failed")
got = {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}
wrong = sum(got.get(number) != row for number, row in expected.items()) + len(got.keys() - expected.keys())
print(f"METRIC rows_per_second={len(expected) / took:.1f}")
print(f"METRIC error_rate={wrong / len(expected):.6f}")
