"""Compresses a set of files with the settings of a file, unpacks them again, compares, prints ratio and time.

Files of yours: the folder files beside this file. Without it a set is made: logs, records as JSON, and numbers in binary."""
import bz2
import json
import lzma
import pathlib
import random
import struct
import sys
import time
import zlib

TARGET, HERE = sys.argv[1], pathlib.Path(__file__).parent


def made():
    chance, words = random.Random(2), ["connect", "timeout", "retry", "accepted", "closed", "user", "session", "queue"]
    for i in range(60):
        if i % 3 == 0:
            lines = (f"2025-03-{1 + i % 28:02} 12:{j % 60:02}:{chance.randrange(60):02} {' '.join(chance.choices(words, k=6))} {chance.randrange(9999)}" for j in range(300))
            yield "\n".join(lines).encode()
        elif i % 3 == 1:
            rows = [{"id": 1000 * i + j, "state": chance.choice(words), "value": round(chance.gauss(50, 9), 2)} for j in range(200)]
            yield json.dumps(rows, indent=1).encode()
        else:
            level, values = 0.0, []
            for _ in range(2500):
                level += chance.gauss(0, 3)
                values.append(max(-32768, min(32767, int(level))))
            yield struct.pack(f"<{len(values)}h", *values)


def settings(path):
    pairs = (line.partition("#")[0].partition("=") for line in open(path, encoding="utf-8"))
    return {key.strip(): value.strip() for key, mark, value in pairs if mark}


conf = settings(TARGET)
number = {key: int(value) for key, value in conf.items() if value.isdigit()}
strategy = {"default": zlib.Z_DEFAULT_STRATEGY, "filtered": zlib.Z_FILTERED, "huffman": zlib.Z_HUFFMAN_ONLY}[conf["strategy"]]
filters = [{"id": lzma.FILTER_LZMA2, "preset": number["level"], "dict_size": 1024 * number["dictionary_kb"],
            "lc": number["literal_context"], "lp": number["literal_position"]}]


def packed(data):
    if conf["algorithm"] == "bzip2":
        return bz2.compress(data, number["level"])
    if conf["algorithm"] == "lzma":
        return lzma.compress(data, lzma.FORMAT_XZ, lzma.CHECK_CRC32, filters=filters)
    how = zlib.compressobj(number["level"], zlib.DEFLATED, number["window_bits"], number["memory_level"], strategy)
    return how.compress(data) + how.flush()


unpacked = {"deflate": zlib.decompress, "bzip2": bz2.decompress, "lzma": lzma.decompress}[conf["algorithm"]]
own = [path for path in sorted(HERE.glob("files/**/*")) if path.is_file()]
groups = [b""]
for data in (path.read_bytes() for path in own) if own else made():
    if groups[-1] and len(groups[-1]) + len(data) > 1024 * number["pack_kb"]:
        groups.append(b"")
    groups[-1] += data
small = [packed(group) for group in groups]
best = float("inf")
for _ in range(7):
    start = time.process_time()
    back = [unpacked(data) for data in small]
    best = min(best, time.process_time() - start)
if back != groups:
    sys.exit("what was unpacked is not what was packed")
print(f"METRIC compression_ratio={sum(map(len, groups)) / sum(map(len, small)):.6f}")
print(f"METRIC decode_time_ms={1000 * best:.4f}")
