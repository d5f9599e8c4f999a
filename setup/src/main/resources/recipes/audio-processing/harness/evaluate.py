"""Denoises clips with the settings of a file and prints the mean signal-to-noise ratio in dB.

Clips of yours: 16-bit mono WAV files of the same names in noisy and clean beside this file. Without them three are made."""
import math
import pathlib
import random
import struct
import sys
import wave

TARGET, HERE = sys.argv[1], pathlib.Path(__file__).parent
RATE = 8000


def settings(path):
    pairs = (line.partition("#")[0].partition(":") for line in open(path, encoding="utf-8"))
    return {key.strip(): float(value) for key, mark, value in pairs if mark}


def made(seed):
    """Notes with pauses between them; hiss and mains hum over all of it."""
    chance = random.Random(seed)
    clean, noisy, note = [], [], 0
    for i in range(2 * RATE):
        if i % (RATE // 4) == 0:
            note = chance.choice([0, 220, 262, 330, 392, 440])
        fade = math.exp(-3 * (i % (RATE // 4)) / (RATE // 4))
        tone = 0.4 * fade * math.sin(2 * math.pi * note * i / RATE)
        clean.append(tone)
        noisy.append(tone + chance.gauss(0, 0.06) + 0.1 * math.sin(2 * math.pi * 50 * i / RATE))
    return RATE, noisy, clean


def read(path):
    with wave.open(str(path)) as file:
        if (file.getnchannels(), file.getsampwidth()) != (1, 2):
            sys.exit(f"{path}: expected 16 bits, one channel")
        data = file.readframes(file.getnframes())
        return file.getframerate(), [value / 32768 for value, in struct.iter_unpack("<h", data)]


def denoised(sound, rate, conf):
    radius, turn = conf["notch_width"], 2 * math.cos(2 * math.pi * conf["notch_hz"] / rate)
    x1 = x2 = y1 = y2 = 0.0
    result = []
    for x in sound:
        y = x - turn * x1 + x2 + radius * turn * y1 - radius * radius * y2
        x1, x2, y1, y2 = x, x1, y, y1
        result.append(y)
    for _ in range(round(conf["lowpass_passes"])):
        level = 0.0
        for i, x in enumerate(result):
            level += conf["lowpass"] * (x - level)
            result[i] = level
    envelope = 0.0
    for i, x in enumerate(result):
        envelope += conf["gate_attack" if abs(x) > envelope else "gate_release"] * (abs(x) - envelope)
        if envelope < conf["gate_level"]:
            result[i] = x * conf["gate_floor"]
    return result


conf = settings(TARGET)
own = sorted(HERE.glob("noisy/*.wav"))
clips = [(*read(path), read(HERE / "clean" / path.name)[1]) for path in own] or [made(seed) for seed in (1, 2, 3)]
ratios = []
for rate, noisy, clean in clips:
    wrong = sum((got - want) ** 2 for got, want in zip(denoised(noisy, rate, conf), clean))
    ratios.append(10 * math.log10(sum(want**2 for want in clean) / wrong))
print(f"METRIC snr_db={sum(ratios) / len(ratios):.6f}")
