"""Reads a grey picture (plain PGM, P2) and writes it improved."""
import sys

RADIUS = 1  # knob: 0..4

_, width, height, top, *values = sys.stdin.read().split()
width, height = int(width), int(height)
pixels = [int(value) for value in values]


def mean(column, row):
    around = [
        pixels[y * width + x]
        for y in range(max(0, row - RADIUS), min(height, row + RADIUS + 1))
        for x in range(max(0, column - RADIUS), min(width, column + RADIUS + 1))
    ]
    return round(sum(around) / len(around))


print("P2", width, height, top)
for row in range(height):
    print(*(mean(column, row) for column in range(width)))
