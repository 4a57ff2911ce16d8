#!/usr/bin/env python3
"""Ten minutes on full Fashion-MNIST, or on a folder of pictures: Nascent, and Optuna with PyTorch plain and tuned, in paired runs one after another.

Each run has the machine to itself and a limit on parameters; the order rotates from one pair to the next, so that a machine which
gets slower is nobody's disadvantage. What counts is the test accuracy of the one network that each hands over: Nascent's exported file, and of
the peers' retrainings the one that is best on the validation images. Nascent trains its baselines in the same time.

One line a run is added to OUT/results.jsonl; a series that was ended goes on with the run that is not there. What follows -- goes to Nascent's 'search'.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import time

PEERS = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(PEERS.parent))

from series import Nascent, Results, duration, found, full_trainings, paired, percent, table

SIDES = ("nascent", "plain", "tuned")


def main():
    words = sys.argv[1:]
    words, extra = (words[:words.index("--")], words[words.index("--") + 1:]) if "--" in words else (words, [])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=3, help="seeds 1 to N (default %(default)s)")
    parser.add_argument("--sides", type=lambda text: tuple(text.split(",")), default=SIDES, help="which of nascent, plain and tuned run, nascent first (default all)")
    parser.add_argument("--seconds", type=int, default=600, help="the time of each run; the peers search for half of it (default %(default)s)")
    parser.add_argument("--data", help="folder of pictures with the folders train and test (default: Fashion-MNIST)")
    parser.add_argument("--params", type=int, default=100_000, help="the most parameters (default %(default)s)")
    parser.add_argument("--trial-seconds", type=float, default=15, help="a trial of the tuned peer (default %(default)s)")
    parser.add_argument("--trial-samples", type=int, default=5_500, help="a trial of the plain peer (default %(default)s)")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("runs/paired"), help="folder of the runs and results (default %(default)s)")
    options = parser.parse_args(words)
    if options.sides[0] != "nascent" or not set(options.sides) <= set(SIDES) or len(options.sides) < 2:
        parser.error(f"--sides: found {','.join(options.sides)}, expected nascent and then plain, tuned or both.")
    options.out.mkdir(parents=True, exist_ok=True)
    nascent, results = Nascent(options.out), Results(options.out / "results.jsonl")

    rounds = []
    for seed in range(1, options.pairs + 1):
        arguments = {
            "nascent": [options.data or "fashion-mnist", "--budget", f"{options.seconds}s", "--limit", f"params<={options.params}", "--seed", str(seed), *extra],
            "plain": ["--plain", *peer_words(options, seed), "--trial-samples", str(options.trial_samples)],
            "tuned": ["--tuned", *peer_words(options, seed), "--trial-seconds", f"{options.trial_seconds:g}"],
        }
        start = (seed - 1) % len(options.sides)
        order = options.sides[start:] + options.sides[:start]
        rounds.append({side: results.once(
            f"{side}-{seed}", arguments[side], (lambda words: ours(nascent, f"nascent-{seed}", words)) if side == "nascent" else peer) for side in order})
    report(rounds)


def peer_words(options, seed):
    return [*(["--data", options.data] if options.data else []), "--limit", str(options.params), "--seed", str(seed), "--search-seconds", f"{options.seconds / 2:g}", "--retrain-seconds", f"{options.seconds / 2:g}"]


def ours(nascent, name, arguments):
    seconds, plan, document = nascent.search(name, arguments)
    winner = found(document)[0]
    return {
        "side": "nascent",
        "test": document["deployed"]["metrics"]["accuracy"],
        "trials": document["ledger"]["trained"],
        "params": winner["costs"]["params"],
        "epochs": plan["fidelity"]["axes"]["epochs"],
        "seeds": plan["seeds"],
        "meanTest": full_trainings(document),
        "wallSeconds": seconds,
    }


def peer(arguments):
    begun = time.monotonic()
    # Debian's interpreter is the one that has Debian's PyTorch and Optuna.
    run = subprocess.run(["/usr/bin/python3", str(PEERS / "optuna_pytorch.py"), *arguments], stdout=subprocess.PIPE, text=True)
    if run.returncode != 0:
        sys.exit(f"The peer ended with exit code {run.returncode}; are python3-torch and python3-optuna installed?")
    found = json.loads(run.stdout)
    return {
        "side": found["variant"],
        "test": found["testAccuracy"],
        "trials": found["trials"],
        "params": found["bestParameters"],
        "epochs": max(training["epochs"] for training in found["retrained"]),
        "seeds": len(found["retrained"]),
        "wallSeconds": round(time.monotonic() - begun, 1),
        "peer": found,
    }


def report(rounds):
    table(
        ["seed", "side", "test accuracy", "trials", "parameters", "epochs × seeds", "wall time"],
        [[seed, side, percent(run["test"]), f"{run['trials']:g}", f"{run['params']:,.0f}", f"{run['epochs']:g} × {run['seeds']}", duration(run["wallSeconds"])]
         for seed, sides in enumerate(rounds, 1) for side, run in sorted(sides.items(), key=lambda pair: SIDES.index(pair[0]))])
    table(
        ["Nascent against", "mean of paired differences in test accuracy"],
        [[f"{side} peer", paired([sides["nascent"]["test"] - sides[side]["test"] for sides in rounds])] for side in SIDES[1:] if side in rounds[0]])


if __name__ == "__main__":
    main()
