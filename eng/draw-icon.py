"""Draws eng/icon.png, the picture of the packages: python3 eng/draw-icon.py

A small network of two cells on a dark square: what is found (bright) among what could have been (dim). 128 x 128 pixels,
drawn four times as large and averaged, by the standard library alone.
"""
import struct
import zlib
from pathlib import Path

SIZE, SCALE = 128, 4
BACKGROUND, DIM, BRIGHT = (18, 26, 46), (70, 88, 128), (94, 234, 178)
COLUMNS = {24: (40, 88), 64: (26, 64, 102), 104: (64,)}  # x of a layer, y of its nodes
FOUND = [(24, 40), (64, 64), (104, 64)]


def distance(x, y, a, b):
    """From a point to the stretch between a and b."""
    (ax, ay), (bx, by) = a, b
    length = (bx - ax) ** 2 + (by - ay) ** 2
    t = 0 if length == 0 else max(0, min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
    return ((x - ax - t * (bx - ax)) ** 2 + (y - ay - t * (by - ay)) ** 2) ** 0.5


def shapes():
    """Each line and node with its width and colour, the bright ones last."""
    layers = [[(x, y) for y in ys] for x, ys in COLUMNS.items()]
    found = list(zip(FOUND, FOUND[1:]))
    lines = [(a, b) for left, right in zip(layers, layers[1:]) for a in left for b in right]
    yield from ((a, b, 1.6, DIM) for a, b in lines if (a, b) not in found)
    yield from ((node, node, 8, DIM) for layer in layers for node in layer if node not in FOUND)
    yield from ((a, b, 3.2, BRIGHT) for a, b in found)
    yield from ((node, node, 11, BRIGHT) for node in FOUND)


def inside_square(x, y, radius=22):
    """Whether a point lies in the square with round corners."""
    nearest = (max(radius, min(SIZE - radius, x)), max(radius, min(SIZE - radius, y)))
    return distance(x, y, nearest, nearest) <= radius


def colour(x, y, drawn):
    if not inside_square(x, y):
        return (0, 0, 0, 0)
    on = [shape for a, b, width, shape in drawn if distance(x, y, a, b) <= width]
    return (*(on[-1] if on else BACKGROUND), 255)


def pixel(column, row, drawn):
    """The mean of the finer points in a pixel, colours weighted by how opaque they are."""
    points = [colour(column + (i + 0.5) / SCALE, row + (j + 0.5) / SCALE, drawn) for i in range(SCALE) for j in range(SCALE)]
    opaque = sum(point[3] for point in points)
    mean = [round(sum(point[c] * point[3] for point in points) / opaque) if opaque else 0 for c in range(3)]
    return bytes([*mean, round(opaque / len(points))])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main():
    drawn = list(shapes())
    rows = b"".join(b"\0" + b"".join(pixel(column, row, drawn) for column in range(SIZE)) for row in range(SIZE))
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    Path(__file__).with_name("icon.png").write_bytes(png)


if __name__ == "__main__":
    main()
