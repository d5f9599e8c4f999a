"""Fills a database, makes the indexes of a file, runs queries.sql, prints the mean of their median times.

The database is SQLite in a temporary file, filled from a fixed seed. For a server of yours replace `filled` and `timed`, and
use one that nobody else works on. Whatever the indexes are, each query must give the rows it gives without any."""
import pathlib
import random
import sqlite3
import statistics
import sys
import tempfile
import time

TARGET, HERE = sys.argv[1], pathlib.Path(__file__).parent
REPEATS = 5


def text(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def filled(path):
    chance, base = random.Random(9), sqlite3.connect(path)
    base.executescript(text(HERE / "schema.sql"))
    countries = ["DE"] * 8 + ["FR"] * 5 + ["IT"] * 4 + ["PT", "SE"]
    base.executemany("INSERT INTO customers VALUES (?, ?, ?, ?)", (
        (i, chance.choice(countries), f"Mail{i}@example.org", f"2024-{1 + i % 12:02}-01") for i in range(4_000)))
    base.executemany("INSERT INTO orders VALUES (?, ?, ?, ?, ?)", (
        (i, chance.randrange(4_000), f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
         "open" if chance.random() < 0.02 else "done", chance.randint(100, 90_000)) for i in range(20_000)))
    base.executemany("INSERT INTO lines VALUES (?, ?, ?)", (
        (chance.randrange(20_000), chance.randrange(900), chance.randint(1, 5)) for _ in range(40_000)))
    base.commit()
    return base


def timed(base, query):
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        base.execute(query).fetchall()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def size(base):
    return base.execute("PRAGMA page_count").fetchone()[0] * base.execute("PRAGMA page_size").fetchone()[0]


queries = [query for query in text(HERE / "queries.sql").split(";") if query.strip()]
with tempfile.NamedTemporaryFile(suffix=".db") as file:
    base = filled(file.name)
    before, plain = [base.execute(query).fetchall() for query in queries], size(base)
    for statement in filter(str.strip, text(TARGET).split(";")):
        kept = [line for line in statement.splitlines() if line.strip() and not line.strip().startswith("--")]
        first = " ".join(kept).split()[:3]
        if first and first[0].upper() != "ANALYZE" and [word.upper() for word in first[:2]] not in (["CREATE", "INDEX"], ["CREATE", "UNIQUE"]):
            raise SystemExit(f"{TARGET} may make indexes and gather statistics, not: {' '.join(first)}")
    base.executescript(text(TARGET))
    if [base.execute(query).fetchall() for query in queries] != before:
        raise SystemExit("with these indexes a query gives other rows")
    print(f"METRIC avg_query_time_ms={statistics.mean(timed(base, query) for query in queries):.5f}")
    print(f"METRIC index_mb={(size(base) - plain) / 2**20:.3f}")
    base.close()
