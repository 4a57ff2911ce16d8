#!/usr/bin/env python3
"""The default job for several seeds: the found network beside hand-designed networks and beside random search.

For each seed: the default job; then, with --random, the same job with random search at equal trials: as many candidates trained as
the first finished in its time, at the same fidelity and under the same limit on work, then as many of the best trained in full with the same seeds and
epochs. So the two differ in how candidates were proposed and in nothing else. The baselines of a seed are trained once: the second job reuses
them, and its wall time lacks theirs.

One line a run is added to OUT/results.jsonl; a series that was ended goes on with the run that is not there. Give each series an idle machine.
What follows -- goes to every 'search'.
"""
import argparse
import pathlib
import sys

from series import Nascent, Results, duration, found, full_trainings, paired, percent, table

DEFAULT, RANDOM = "auto", "random"


def main():
    words = sys.argv[1:]
    words, extra = (words[:words.index("--")], words[words.index("--") + 1:]) if "--" in words else (words, [])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=5, help="seeds 1 to N (default %(default)s)")
    parser.add_argument("--strategy", default=DEFAULT, help="the strategy of the default job (default %(default)s)")
    parser.add_argument("--random", action="store_true", help="also random search at equal trials")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("runs/default-job"), help="folder of the runs and results (default %(default)s)")
    options = parser.parse_args(words)
    options.out.mkdir(parents=True, exist_ok=True)
    nascent, results = Nascent(options.out), Results(options.out / "results.jsonl")

    def run(strategy, seed, arguments):
        return results.once(f"{strategy}-{seed}", ["--strategy", strategy, "--seed", str(seed), *arguments], lambda words: job(nascent, f"{strategy}-{seed}", words))

    pairs = []
    for seed in range(1, options.seeds + 1):
        first = run(options.strategy, seed, extra)
        pairs.append((first, run(RANDOM, seed, equal(first, extra)) if options.random else None))
    report(options, pairs)


def job(nascent, name, arguments):
    """One job and what is kept of it."""
    seconds, plan, document = nascent.search(name, arguments)
    return {
        "strategy": document["spec"]["strategy"]["name"],
        "seed": document["spec"]["seed"],
        "trained": sum(trial["state"] in ("succeeded", "failed") for trial in document["trials"]),
        "rejected": document["ledger"]["rejected"],
        "searchCpuSeconds": document["ledger"]["searchCpuSeconds"],
        "wallSeconds": seconds,
        "fidelity": document["spec"]["fidelity"]["axes"],
        "constraints": document["spec"]["constraints"],
        "candidates": sum(candidate.startswith("trial:") for candidate in plan["candidates"]),
        "seeds": plan["seeds"],
        "epochs": plan["fidelity"]["axes"]["epochs"],
        "searchScore": document["best"]["metrics"]["accuracy"],
        "test": full_trainings(document),
        "deployed": document["deployed"]["metrics"]["accuracy"],
        "costs": found(document)[0]["costs"],
    }


def equal(first, extra):
    """The arguments that give random search what another job had: its number of trials instead of a time, and everything that the time decided there."""
    decided = {
        "--trials": str(first["trained"]),
        "--epochs": f"{first['fidelity']['epochs']:g}",
        "--data-share": f"{first['fidelity']['dataShare']:g}",
        "--retrain-candidates": str(first["candidates"]),
        "--retrain-seeds": str(first["seeds"]),
        "--retrain-epochs": f"{first['epochs']:g}",
    }
    limits = [word for limit in first["constraints"] for word in ("--limit", f"{limit['metric']}{'<=' if limit['atMost'] else '>='}{limit['bound']:.17g}")]
    return [*without(extra, "--budget", "--limit", *decided), *limits, *(word for option in decided.items() for word in option)]


def without(words, *names):
    """The words of a command line but for some options and their values."""
    kept = list(words)
    for name in names:
        while name in kept:
            del kept[kept.index(name):kept.index(name) + 2]
    return kept


def report(options, pairs):
    baselines = [name for name in pairs[0][0]["test"] if name != "found"]
    table(
        ["seed", "strategy", "trained", "epochs × seeds", "found, mean of its seeds", "exported", *baselines, "search, CPU s", "wall time"],
        [[run["seed"], run["strategy"], run["trained"], f"{run['epochs']:g} × {run['seeds']}", percent(run["test"]["found"]), percent(run["deployed"]),
          *(percent(run["test"][name]) for name in baselines), f"{run['searchCpuSeconds']:.0f}", duration(run["wallSeconds"])]
         for pair in pairs for run in pair if run])
    rows = [[f"`{name}`", paired([first["test"]["found"] - first["test"][name] for first, _ in pairs])] for name in baselines]
    rows.append(["(its exported file, against itself before the last training)", paired([first["deployed"] - first["test"]["found"] for first, _ in pairs])])
    if options.random:
        rows.append(["random search at equal trials", paired([first["test"]["found"] - second["test"]["found"] for first, second in pairs])])
    table([f"the network that {options.strategy} found, against", "mean of paired differences in test accuracy"], rows)


if __name__ == "__main__":
    main()
