#!/usr/bin/env python3
"""Shared weights on NAS-Bench-201 over several seeds: how well a supernet ranks, and where searches by gradients and by a controller end.

Each run takes 7 to 30 minutes of one core and leaves OUT/NAME-SEED.csv and .log; a series that was ended goes on with what is not there, a run that was ended
from its beginning. At the end each run's last line counts: its mean over the seeds, with a 95 % interval by Student's t.
"""
import argparse
import concurrent.futures
import csv
import os
import pathlib
import subprocess
import sys

from series import REPOSITORY, T_OF_PAIRS, log, mean, table

# What each run is, as words of bench/Nascent.Bench; none takes more than 30 minutes of one core here, and those that need no more take less.
RUNS = {
    "drnas": ["gradient-search", "--method", "drnas", "--epochs", "14", "--option-rate", "0.001"],
    "darts-guarded": ["gradient-search", "--method", "darts", "--epochs", "14", "--option-rate", "0.003", "--guard", "yes", "--restarts", "2", "--perturbation", "0.3"],
    "supernet": ["supernet", "--epochs", "18"],
    "enas": ["gradient-search", "--method", "enas", "--epochs", "11"],
    "darts": ["gradient-search", "--method", "darts", "--epochs", "14", "--option-rate", "0.001"],
    "gdas": ["gradient-search", "--method", "gdas", "--epochs", "80", "--option-rate", "0.003"],
    "pc-darts": ["gradient-search", "--method", "pc-darts", "--epochs", "60"],
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", default=",".join(RUNS), help="which, in this order (default %(default)s)")
    parser.add_argument("--seeds", type=int, default=3, help="seeds 1 to N (default %(default)s)")
    parser.add_argument("--parallel", type=int, default=os.cpu_count(), help="runs side by side, each on one core (default: one for each)")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("runs/weight-sharing"), help="folder of the results (default %(default)s)")
    options = parser.parse_args()
    names = options.runs.split(",")
    if unknown := [name for name in names if name not in RUNS]:
        sys.exit(f"--runs: found {', '.join(unknown)}, expected some of {', '.join(RUNS)}")
    options.out.mkdir(parents=True, exist_ok=True)
    project = REPOSITORY / "bench" / "Nascent.Bench"
    subprocess.run(["dotnet", "build", "-c", "Release", "--nologo", "-v", "quiet", str(project)], check=True, stdout=sys.stderr)
    program = ["dotnet", str(project / "bin" / "Release" / "net10.0" / "Nascent.Bench.dll")]

    def run(job):
        seed, name = job
        path = options.out / f"{name}-{seed}.csv"
        if path.exists():
            log(f"{path.name}: done before")
            return
        log(f"{path.name}: begins")
        with (options.out / f"{name}-{seed}.log").open("w") as output:
            code = subprocess.run([*program, *RUNS[name], "--seed", str(seed), "--out", str(path)], stdout=output, stderr=subprocess.STDOUT).returncode
        log(f"{path.name}: {'done' if code == 0 else f'ended with exit code {code}'}")

    with concurrent.futures.ThreadPoolExecutor(options.parallel) as pool:
        list(pool.map(run, [(seed, name) for seed in range(1, options.seeds + 1) for name in names]))
    table(("run", "seeds", "what", "each", "mean"), [row for name in names for row in summary(name, options)])


def summary(name, options):
    paths = [path for seed in range(1, options.seeds + 1) if (path := options.out / f"{name}-{seed}.csv").exists()]
    ends = [list(csv.DictReader(path.open())) for path in paths]
    if not ends:
        return
    if name == "supernet":
        for column, what in (("tau_accuracy", "τ by accuracy"), ("tau_log_loss", "τ by log loss")):
            yield line(name, what, [float(rows[-1][column]) for rows in ends], 3)
    else:
        yield line(name, "published test accuracy, %", [float(rows[-1]["published"]) for rows in ends], 2)


def line(name, what, values, digits):
    n, centre = len(values), mean(values)
    half = "" if n not in T_OF_PAIRS else f" ± {T_OF_PAIRS[n] * (sum((v - centre) ** 2 for v in values) / (n - 1) / n) ** 0.5:.{digits}f}"
    return name, n, what, ", ".join(f"{value:.{digits}f}" for value in values), f"{centre:.{digits}f}{half}"


if __name__ == "__main__":
    main()
