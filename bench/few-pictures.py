#!/usr/bin/env python3
"""Searches on few pictures: 200 of two classes of CIFAR-10, from its test part, with a start and without.

For each pair of classes, 'nascent search' sees 100 pictures of each, and its file is judged by 1,800 others of the test part. The start that ships inside has
seen other pictures of the same classes. With --backbone a third job builds on that file. One line a run is added to OUT/results.jsonl; a series that was ended goes on with the run that is not there.
"""
import argparse
import itertools
import os
import pathlib
import tarfile

from series import REPOSITORY, Nascent, Results, mean, paired, percent, table

HALVES = [["airplane", "automobile", "bird", "cat", "deer"], ["dog", "frog", "horse", "ship", "truck"]]
SEEN, BUDGET = 100, "60s"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=20, help="so many of the 20 pairs, spread evenly (default %(default)s)")
    parser.add_argument("--backbone", type=pathlib.Path, help="also search with this ONNX file as a backbone, such as the best.onnx of a search on cifar10_jpeg.tar.gz")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("runs/few-pictures"), help="folder of the runs and results (default %(default)s)")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    nascent, results = Nascent(options.out), Results(options.out / "results.jsonl")
    every = [pair for half in HALVES for pair in itertools.combinations(half, 2)]
    pairs = every[::max(1, len(every) // options.pairs)][:options.pairs]
    pictures = options.out / "pictures"
    write(pictures, pairs)

    def run(pair, kind, *arguments):
        name = f"{'-'.join(pair)}-{kind}"
        return results.once(name, [*arguments], lambda words: job(nascent, name, [str(pictures / "-".join(pair)), "--budget", BUDGET, *words]))

    rows = [(pair, run(pair, "none", "--start", "none"), run(pair, "auto", "--start", "auto")) for pair in pairs]
    error = lambda result: percent(1 - result["deployed"])
    table(["classes", "error at random", "error by default", "it began with", "handed over"], [["-".join(pair), error(none), error(auto), auto["start"] or "random weights", auto["winner"]] for pair, none, auto in rows]
          + [["mean", percent(1 - mean([none["deployed"] for _, none, _ in rows])), percent(1 - mean([auto["deployed"] for _, _, auto in rows])), "", ""]])
    print(f"accuracy with a start against without: {paired([auto['deployed'] - none['deployed'] for _, none, auto in rows])}")
    if options.backbone:
        built = [run(pair, "backbone", "--backbone", str(options.backbone.resolve())) for pair in pairs]
        table(["classes", "error at random", "error with the backbone", "handed over"], [["-".join(pair), error(none), error(with_it), with_it["winner"]] for (pair, none, _), with_it in zip(rows, built)]
              + [["mean", percent(1 - mean([none["deployed"] for _, none, _ in rows])), percent(1 - mean([with_it["deployed"] for with_it in built])), ""]])
        print(f"accuracy with the backbone against without: {paired([with_it['deployed'] - none['deployed'] for (_, none, _), with_it in zip(rows, built)])}")


def job(nascent, name, arguments):
    """One job and what is kept of it."""
    seconds, _, document = nascent.search(name, arguments)
    winner = next((training["name"] for training in document["retrained"] + document["baselines"] if training["winner"]), None)
    return {"wallSeconds": seconds, "deployed": document["deployed"]["metrics"]["accuracy"], "start": document["spec"]["retrainRecipe"].get("start"), "winner": winner}


def write(folder, pairs):
    """The pictures of each pair, in train/CLASS and test/CLASS."""
    archive = pathlib.Path(os.environ.get("NASCENT_DATA", REPOSITORY / ".." / "shared" / "data")) / "images" / "cifar10_jpeg.tar.gz"
    if all((folder / "-".join(pair)).exists() for pair in pairs):
        return
    with tarfile.open(archive) as files:
        for entry in files:
            parts = pathlib.PurePosixPath(entry.name).parts
            if len(parts) != 3 or parts[0] != "test":
                continue
            content = files.extractfile(entry).read()
            for pair in pairs:
                if parts[1] in pair:
                    path = folder / "-".join(pair) / ("train" if int(pathlib.PurePosixPath(parts[2]).stem) < SEEN else "test") / parts[1] / parts[2]
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)


if __name__ == "__main__":
    main()
