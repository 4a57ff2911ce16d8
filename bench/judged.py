#!/usr/bin/env python3
"""What the exported files of series of bench/default-job.py say of 20,000 other training images, so that a change can be judged without the test set.

The embedded data are the first 1,000 images of each class of full Fashion-MNIST's training part (package dataset-fashion-mnist); these are the last 2,000 of
each class. The standard error of one accuracy is below 0.2 points; that of the 2,000 test images is 0.7. Series are compared with the first, seed by seed.
"""
import argparse
import csv
import gzip
import pathlib
import struct
import subprocess
import tempfile
import zlib

from series import Nascent, Results, mean, paired, percent, table

DATA = pathlib.Path("/usr/share/datasets/fashion-mnist")
CLASSES = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]
OF_A_CLASS, SIDE = 2_000, 28


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("series", type=pathlib.Path, nargs="+", help="folders of runs")
    folders = parser.parse_args().series
    with tempfile.TemporaryDirectory() as images:
        write(pathlib.Path(images))
        series = [judge(folder, images) for folder in folders]
    seeds = sorted(set.intersection(*(set(accuracies) for accuracies in series)))
    table(["seed", *map(str, folders)], [[seed, *(percent(one[seed]) for one in series)] for seed in seeds] + [["mean", *(percent(mean([one[seed] for seed in seeds])) for one in series)]])
    for folder, other in zip(folders[1:], series[1:]):
        print(f"{folder} against {folders[0]}: {paired([other[seed] - series[0][seed] for seed in seeds])}")


def write(folder):
    """The images as files, one folder a class."""
    pixels, labels = (gzip.decompress((DATA / f"train-{name}-ubyte.gz").read_bytes()) for name in ("images-idx3", "labels-idx1"))
    pixels, labels = pixels[16:], labels[8:]
    size = SIDE * SIDE
    for label in range(len(CLASSES)):
        (folder / str(label)).mkdir()
        for i in [i for i, own in enumerate(labels) if own == label][-OF_A_CLASS:]:
            (folder / str(label) / f"{i:05}.png").write_bytes(png(pixels[i * size:(i + 1) * size]))


def png(pixels):
    """A grey image as a PNG file."""
    chunk = lambda name, data: struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    rows = b"".join(b"\0" + pixels[row * SIDE:(row + 1) * SIDE] for row in range(SIDE))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def judge(folder, images):
    """The accuracy of each run's file, by seed."""
    nascent, results = Nascent(folder), Results(folder / "judged.jsonl")
    return {run["seed"]: results.once(run["key"], [], lambda _: {"judged": accuracy(nascent, folder / run["key"], images)})["judged"] for run in Results(folder / "results.jsonl").of.values()}


def accuracy(nascent, run, images):
    """The share of images whose class the file tells."""
    out = run / "judged.csv"
    subprocess.run([*nascent.command, "predict", str(run / "best.onnx"), str(images), "--out", str(out)], check=True, stdout=subprocess.DEVNULL, env=nascent.environment)
    with out.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return mean([row["class"] == CLASSES[int(pathlib.Path(row["input"]).parent.name)] for row in rows])


if __name__ == "__main__":
    main()
