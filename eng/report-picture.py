#!/usr/bin/env python3
"""Takes the README's picture of a report from a series of runs: that of the seed with the median lead over the best baseline.

    python3 bench/default-job.py                      run five seeds
    python3 eng/report-picture.py runs/default-job    write docs/images/report.png of the median one

Needs Chromium, and runs of the version that ships.
"""
import argparse
import json
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
WIDTH, HEIGHT = 1000, 985


def lead(run):
    """How far the found network is ahead of the best baseline, in test accuracy."""
    return run["test"]["found"] - max(value for name, value in run["test"].items() if name != "found")


def median(runs):
    """The run in the middle by its lead; of an even number, the lower one of the middle two."""
    return sorted(runs, key=lead)[(len(runs) - 1) // 2]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("series", type=pathlib.Path, help="the folder of the series")
    parser.add_argument("--strategy", default="auto", help="whose runs (default %(default)s)")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "docs" / "images" / "report.png", help="the picture (default docs/images/report.png)")
    options = parser.parse_args()
    results = [json.loads(line) for line in (options.series / "results.jsonl").read_text().splitlines()]
    runs = [run for run in results if run["strategy"] == options.strategy]
    if not runs:
        sys.exit(f"{options.series / 'results.jsonl'}: found no run of strategy '{options.strategy}', expected at least one.")
    browser = next((path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path), None)
    if browser is None:
        sys.exit("Found no Chromium, expected one in PATH; install it.")
    chosen = median(runs)
    report = (options.series / chosen["key"] / "report.html").resolve()
    subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={options.out.resolve()}", report.as_uri()], check=True, stderr=subprocess.DEVNULL)
    print(f"{options.out}: seed {chosen['seed']} of {len(runs)}, lead {100 * lead(chosen):+.2f} points; leads of all: {', '.join(f'{100 * lead(run):+.2f}' for run in sorted(runs, key=lead))}")


if __name__ == "__main__":
    main()
