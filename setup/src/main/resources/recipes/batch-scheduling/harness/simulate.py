"""Simulates a queue of jobs on some machines with the settings of a file: when all is done, how long jobs waited.

A queue of yours: jobs.tsv beside this file, with arrival, seconds, cpus, gigabytes, separated by tabs. Without it three queues are drawn.
The scheduler knows an estimate of a job's length, as people give it, not the truth."""
import heapq
import pathlib
import random
import sys

TARGET, HERE = sys.argv[1], pathlib.Path(__file__).parent
MACHINES = [(16, 64)] * 4 + [(32, 128)] * 2


def settings(path):
    pairs = (line.partition("#")[0].partition("=") for line in open(path, encoding="utf-8"))
    return {key.strip(): value.strip() for key, mark, value in pairs if mark}


def queue(seed):
    chance, own = random.Random(seed), HERE / "jobs.tsv"
    if own.exists():
        rows = [tuple(map(float, line.split("\t"))) for line in own.read_text(encoding="utf-8").splitlines()]
    else:
        rows = []
        for _ in range(260):
            cpus = chance.choice([1, 1, 2, 2, 4, 4, 8, 16, 24])
            rows.append((chance.uniform(0, 4000), chance.lognormvariate(6, 1), cpus, cpus * chance.choice([1, 2, 4])))
    return [(*row, row[1] * chance.uniform(1, 2)) for row in sorted(rows)]


def simulated(jobs, conf):
    """Seconds until all is done, seconds waited by all."""
    free, running, waiting, now, i, waited = [list(machine) for machine in MACHINES], [], [], 0.0, 0, 0.0
    longest, most = max(job[4] for job in jobs), max(job[2] for job in jobs)
    weights = {key: float(conf[f"weight_{key}"]) for key in ("age", "length", "cpus", "memory")}

    def value(job):
        parts = {"age": min(1, (now - job[0]) / 3600), "length": job[4] / longest, "cpus": job[2] / most, "memory": job[3] / 128}
        return sum(weight * parts[key] for key, weight in weights.items())

    def machine(job):
        fits = [m for m, (cpus, memory) in enumerate(free) if cpus >= job[2] and memory >= job[3]]
        if not fits or conf["place"] == "first":
            return fits[0] if fits else None
        return (min if conf["place"] == "fullest" else max)(fits, key=lambda m: free[m])

    while i < len(jobs) or waiting or running:
        while i < len(jobs) and jobs[i][0] <= now:
            waiting.append(jobs[i])
            i += 1
        waiting.sort(key=value, reverse=True)
        passed, kept = 0, []
        for job in waiting:
            chosen = machine(job) if passed <= float(conf["backfill"]) else None
            if chosen is None:
                kept.append(job)
                passed = float("inf") if now - job[0] > float(conf["patience"]) else passed + 1
                continue
            free[chosen][0] -= job[2]
            free[chosen][1] -= job[3]
            waited += now - job[0]
            heapq.heappush(running, (now + job[1], chosen, job[2], job[3]))
        waiting = kept
        if not running and i == len(jobs) and waiting:
            sys.exit("a job fits on no machine")
        arrival = jobs[i][0] if i < len(jobs) else float("inf")
        if running and running[0][0] <= arrival:
            now, at, cpus, memory = heapq.heappop(running)
            free[at][0] += cpus
            free[at][1] += memory
        elif i < len(jobs):
            now = arrival
    return now, waited


conf = settings(TARGET)
if conf["place"] not in ("first", "fullest", "emptiest"):
    sys.exit("place is first, fullest or emptiest")
seeds = (11, 12, 13) if "--other-queues" in sys.argv else (1, 2, 3)
spans, waits = zip(*(simulated(jobs, conf) for jobs in map(queue, seeds)))
print(f"METRIC total_makespan_s={sum(spans) / len(seeds):.3f}")
print(f"METRIC mean_wait_s={sum(waits) / sum(len(queue(seed)) for seed in seeds):.3f}")
