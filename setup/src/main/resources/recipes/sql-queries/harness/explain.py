"""Measures a query: the median time of 5 runs after a first one, once its rows are known to be right.

Usage: explain.py QUERY_FILE postgresql://…    EXPLAIN (ANALYZE, FORMAT JSON) by psql: the server's execution time
       explain.py QUERY_FILE sqlite:SCHEMA     a fresh SQLite database made by that script: the time to fetch all rows

The rows must be those of reference.sql beside this file, in its order where it has ORDER BY. Statements run in a transaction
that cannot write, with a limit on their time."""
import collections
import json
import os
import pathlib
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
RUNS = int(os.environ.get("RUNS", "5"))
LIMIT_S = 60


def statement(path):
    """The one statement of a file, without comments and the last semicolon."""
    text = pathlib.Path(path).read_text(encoding="utf-8")
    text = re.sub(r"--[^\n]*|/\*(?!\+).*?\*/", " ", text, flags=re.S).strip().rstrip(";").strip()
    if not re.match(r"(select|with|values)\b", text, re.I):
        sys.exit(f"{path}: expected one statement that begins with SELECT or WITH")
    return text


class Sqlite:
    def __init__(self, script):
        self.database = sqlite3.connect(":memory:")
        self.database.executescript(pathlib.Path(script).read_text(encoding="utf-8"))
        self.database.execute("PRAGMA query_only = on")
        begin = time.monotonic()
        self.database.set_progress_handler(lambda: time.monotonic() - begin > LIMIT_S * (RUNS + 3), 100_000)

    def rows(self, query):
        return [tuple(map(repr, row)) for row in self.database.execute(query)]

    def measured(self, query):
        begin = time.perf_counter()
        self.database.execute(query).fetchall()
        milliseconds = (time.perf_counter() - begin) * 1e3
        return milliseconds, len(self.database.execute("EXPLAIN QUERY PLAN " + query).fetchall())


class Postgres:
    def __init__(self, address):
        if not shutil.which("psql"):
            print("psql is not installed: install the client of PostgreSQL", file=sys.stderr)
            sys.exit(69)
        self.address = address

    def ask(self, query):
        options = f"-c default_transaction_read_only=on -c statement_timeout={LIMIT_S}s"
        done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", self.address], input=query,
                              text=True, stdout=subprocess.PIPE, env={**os.environ, "PGOPTIONS": options})
        if done.returncode:
            sys.exit("the database refused the statement")
        return done.stdout

    def rows(self, query):
        # One row a line, whatever is in it.
        return [(line,) for line in self.ask(f"SELECT to_jsonb(q)::text FROM ({query}\n) q").splitlines()]

    def measured(self, query):
        plan = json.loads(self.ask(f"EXPLAIN (ANALYZE, FORMAT JSON) {query}"))[0]

        def nodes(node):
            return 1 + sum(map(nodes, node.get("Plans", [])))

        return plan["Execution Time"], nodes(plan["Plan"])


def main():
    target, address = sys.argv[1:]
    kind, _, rest = address.partition(":")
    database = Sqlite(rest) if kind == "sqlite" else Postgres(address)
    query, reference = statement(target), statement(HERE / "reference.sql")
    try:
        expected, found = database.rows(reference), database.rows(query)
        ordered = re.search(r"\border\s+by\b[^)]*$", reference, re.I)
        if found != expected if ordered else collections.Counter(found) != collections.Counter(expected):
            sys.exit(f"the rows are not those of reference.sql: {len(found)} rows, {len(expected)} expected")
        measured = [database.measured(query) for _ in range(RUNS + 1)][1:]
    except sqlite3.Error as trouble:
        sys.exit(f"the database refused the statement: {trouble}")
    print(f"METRIC exec_time_ms={statistics.median(one[0] for one in measured):.4f}")
    print(f"METRIC plan_nodes={measured[0][1]}")


main()
