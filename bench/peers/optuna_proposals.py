#!/usr/bin/python3
"""What Optuna's samplers need for a proposal: the peer of bench/Nascent.Bench.Proposals -- peers, which starts it.

Usage: optuna_proposals.py KNOWN TIMED [REPEATS]
Six decisions of five options each, scores made up from the seed, in memory. Asks and tells KNOWN trials, then times TIMED more.
Prints a JSON object: milliseconds a trial by sampler, the median of the repeats.
"""

import json
import random
import statistics
import sys
import time

import optuna

OPTIONS = ["a", "b", "c", "d", "e"]
SAMPLERS = {
    "random": (lambda seed: optuna.samplers.RandomSampler(seed=seed), ["maximize"]),
    "tpe": (lambda seed: optuna.samplers.TPESampler(seed=seed), ["maximize"]),
    "nsga2": (lambda seed: optuna.samplers.NSGAIISampler(seed=seed), ["maximize"]),
    "nsga2, two objectives": (lambda seed: optuna.samplers.NSGAIISampler(seed=seed), ["maximize", "minimize"]),
}


def ms_a_trial(make, directions, seed, known, timed):
    scores = random.Random(seed)
    study = optuna.create_study(sampler=make(seed), directions=directions)
    start = 0.0
    for number in range(known + timed):
        if number == known:
            start = time.perf_counter()
        trial = study.ask()
        for decision in range(6):
            trial.suggest_categorical(f"d{decision}", OPTIONS)
        study.tell(trial, [scores.random() for _ in directions])
    return (time.perf_counter() - start) * 1000 / timed


def main():
    known, timed, repeats = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 3
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    print(json.dumps({
        name: statistics.median(ms_a_trial(make, directions, seed, known, timed) for seed in range(repeats))
        for name, (make, directions) in SAMPLERS.items()}))


main()
