#!/usr/bin/env python3
"""How far leads on validation samples hold on test samples, over the runs of one or more series of bench/default-job.py.

A lead is the accuracy of the found network minus that of a baseline, both trained in full for as long. Runs are drawn with repetition for the intervals.
"""
import argparse
import json
import pathlib
import random
import sys

from series import found, mean

DRAWS = 10_000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("series", type=pathlib.Path, nargs="+", help="folders of results")
    runs = [leads for folder in parser.parse_args().series for path in sorted(folder.glob("*.jsonl")) if (leads := leads_of(path))]
    if not runs:
        sys.exit("found no finished run, expected NAME.jsonl of bench/default-job.py")
    pairs = [pair for run in runs for pair in run]
    print(f"{len(runs)} runs, {len(pairs)} leads: {100 * mean([v for v, _ in pairs]):.2f} points on validation samples, {100 * mean([t for _, t in pairs]):.2f} on test samples")
    for name, slope in (("test lead over validation lead, through zero", through_zero), ("slope with an intercept", with_intercept)):
        drawer = random.Random(1)
        draws = sorted(slope(drawer.choices(runs, k=len(runs))) for _ in range(DRAWS))
        print(f"{name}: {slope(runs):.2f} ({draws[DRAWS // 40]:.2f} to {draws[-DRAWS // 40]:.2f})")


def leads_of(path):
    """(on validation samples, on test samples) against each baseline; nothing for a run that is not finished."""
    lines = path.read_text().splitlines()
    document = json.loads(lines[-1]) if lines else {}
    if document.get("kind") != "run":
        return []
    score = lambda training: (training["validation"]["accuracy"], training["test"]["accuracy"])
    ours_by = score(found(document)[0])
    return [tuple(ours - theirs for ours, theirs in zip(ours_by, score(baseline))) for baseline in document["baselines"] if baseline.get("test")]


def through_zero(runs):
    pairs = [pair for run in runs for pair in run]
    return sum(v * t for v, t in pairs) / sum(v * v for v, _ in pairs)


def with_intercept(runs):
    pairs = [pair for run in runs for pair in run]
    v, t = mean([v for v, _ in pairs]), mean([t for _, t in pairs])
    return sum((a - v) * (b - t) for a, b in pairs) / sum((a - v) ** 2 for a, _ in pairs)


if __name__ == "__main__":
    main()
