"""Reads orders as CSV and writes one JSON object a line: id, day (ISO), cents, country."""
import csv
import datetime
import json
import re
import sys

rows = list(csv.DictReader(sys.stdin))
for row in rows:
    day = re.sub(r"\s", "", row["date"])
    if re.match(r"^\d+\.\d+\.\d+$", day):
        day = datetime.datetime.strptime(day, "%d.%m.%Y").date().isoformat()
    else:
        day = datetime.datetime.strptime(day, "%Y-%m-%d").date().isoformat()
    amount = float(re.sub(r"[^0-9.]", "", row["amount"]))
    country = row["country"].upper()
    print(json.dumps({"id": int(row["id"]), "day": day, "cents": round(amount * 100), "country": country}))
