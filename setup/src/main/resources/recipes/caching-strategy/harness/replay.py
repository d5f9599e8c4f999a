"""Replays an hour of requests against a simulated cache and prints the hit rate and the most memory in use.

A log of yours: access.tsv beside this file, with second, type (page, image, api), key, bytes, version of the content, separated by tabs.
A hit on content that has changed since is counted as a miss. Without that file an hour is drawn: popular and rare content,
a crawler that scans, and a peak that shifts what is popular."""
import heapq
import itertools
import pathlib
import random
import sys
from collections import Counter

TARGET, HERE = sys.argv[1], pathlib.Path(__file__).parent
REQUESTS = 15_000


def drawn():
    chance = random.Random(5)
    kinds = {"page": (1_000, 200, 900), "image": (2_400, 400, 1e9), "api": (4_000, 30, 45)}
    ranks = {kind: [1 / (1 + i) ** 0.9 for i in range(count)] for kind, (count, _, _) in kinds.items()}
    sums = {kind: list(itertools.accumulate(weights)) for kind, weights in ranks.items()}
    scan = 0
    for i in range(REQUESTS):
        second = 3600 * i / REQUESTS
        kind = chance.choices(["page", "image", "api"], [3, 5, 4])[0]
        count, size, changes = kinds[kind]
        if kind == "image" and 900 < second < 1500 and chance.random() < 0.6:
            scan += 1
            number = f"old{scan}"
        else:
            number = chance.choices(range(count), cum_weights=sums[kind])[0]
            number = (number + (count // 3 if second > 2400 and number % 3 == 0 else 0)) % count
        kilobytes = size * (0.3 + 1.4 * random.Random(f"{kind}{number}").random())
        yield second, kind, f"{kind}/{number}", int(1024 * kilobytes), int((second + hash_of(number)) / changes)


def hash_of(number):
    return sum(map(ord, str(number))) * 7919 % 1000


def logged(path):
    for line in path.open(encoding="utf-8"):
        second, kind, key, size, version = line.rstrip("\n").split("\t")
        yield float(second), kind, key, int(size), version


def settings(path):
    pairs = (line.partition("#")[0].partition(":") for line in open(path, encoding="utf-8"))
    return {key.strip(): value.strip() for key, mark, value in pairs if mark}


class Partition:
    """One content type's entries: key -> (bytes, version, second it was stored)."""

    def __init__(self, megabytes, policy, ttl):
        self.room, self.policy, self.ttl = megabytes * 2**20, policy, ttl
        self.entries, self.used, self.uses, self.order, self.clock = {}, 0, Counter(), [], itertools.count()
        self.newest = {}

    def touch(self, key, stored):
        if self.policy != "fifo" or stored:
            place = next(self.clock)
            self.newest[key] = place
            heapq.heappush(self.order, (self.uses[key] if self.policy == "lfu" else 0, place, key))

    def drop(self, key):
        self.used -= self.entries.pop(key)[0]

    def hit(self, second, key, version):
        self.uses[key] += 1
        entry = self.entries.get(key)
        if entry and (second - entry[2] > self.ttl or entry[1] != version):
            self.drop(key)
            entry = None
        if entry:
            self.touch(key, False)
        return bool(entry)

    def store(self, second, key, size, version):
        if size > self.room:
            return
        while self.used + size > self.room:
            _, place, oldest = heapq.heappop(self.order)
            if oldest in self.entries and self.newest[oldest] == place:
                self.drop(oldest)
        self.entries[key] = (size, version, second)
        self.used += size
        self.touch(key, True)


conf = settings(TARGET)
cache = {
    kind: Partition(float(conf[f"{kind}_mb"]), conf[f"{kind}_policy"], float(conf[f"{kind}_ttl"]))
    for kind in ("page", "image", "api")
}
own = HERE / "access.tsv"
requests = hits = most = 0
for second, kind, key, size, version in logged(own) if own.exists() else drawn():
    part = cache[kind]
    requests += 1
    if part.hit(second, key, version):
        hits += 1
    elif part.uses[key] >= float(conf["admit_after"]) and size <= 1024 * float(conf["admit_up_to_kb"]):
        part.store(second, key, size, version)
        most = max(most, sum(each.used for each in cache.values()))
print(f"METRIC hit_rate={hits / requests:.6f}")
print(f"METRIC memory_mb={most / 2**20:.3f}")
