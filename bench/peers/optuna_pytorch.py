#!/usr/bin/env python3
"""What a practitioner writes today: Optuna's TPE over small PyTorch networks on full Fashion-MNIST, on the CPU.

Five minutes of search and five of retraining by default; 55,000 images train, 5,000 validate, the 10,000 test images are read once, at
the end. Both variants search one space (three stages of one to three blocks, widths 8-64, convolution / depthwise-separable / inverted
bottleneck, kernel 3 or 5, at most 100,000 parameters) and share one recipe (SGD with Nesterov momentum, one cycle, mirrored images).

--plain   PyTorch as it comes (channels-first, one process that uses both cores); each trial is one pass over a fifth of the images.
          The allocator is tuned through the environment, without which this is about three times slower still.
--tuned   also channels-last, one single-threaded worker process per core, and time weighs: every trial gets the same seconds, so a
          network counts for what it reaches in that time, and the cheapest networks are tried first.

Prints progress on standard error and one JSON object on standard output.
"""
import argparse
import gzip
import json
import os
import sys
import time

ALLOCATOR = {"MALLOC_MMAP_THRESHOLD_": "2147483647", "MALLOC_TRIM_THRESHOLD_": "2147483647"}
if any(os.environ.get(name) != value for name, value in ALLOCATOR.items()):
    # glibc reads these once, before main: start again with them set.
    os.environ.update(ALLOCATOR)
    os.execv(sys.executable, [sys.executable] + sys.argv)

import multiprocessing
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait

import numpy as np
import optuna
import torch
from torch import nn
from torch.nn import functional as F

CLASSES = 10
LABELS, IMAGES = "labels-idx1-ubyte.gz", "images-idx3-ubyte.gz"


# ---- data -----------------------------------------------------------------------------------------------------------------------------

def read_idx(path):
    with gzip.open(path) as file:
        raw = file.read()
    rank = raw[3]
    shape = np.frombuffer(raw, ">i4", count=rank, offset=4)
    return np.frombuffer(raw, np.uint8, offset=4 + 4 * rank).reshape(shape)


def read_part(folder, part):
    images = torch.from_numpy(read_idx(os.path.join(folder, f"{part}-{IMAGES}")).astype(np.float32)).div_(255).sub_(0.286).div_(0.353)
    return images.unsqueeze(1), torch.from_numpy(read_idx(os.path.join(folder, f"{part}-{LABELS}")).astype(np.int64))


def load_training(folder):
    """55,000 training and 5,000 validation images, stratified; the split is the same in every run."""
    images, labels = read_part(folder, "train")
    shuffle = np.random.RandomState(0)
    by_class = [shuffle.permutation(np.flatnonzero(labels.numpy() == c)) for c in range(CLASSES)]
    validation = np.concatenate([index[:500] for index in by_class])
    training = shuffle.permutation(np.concatenate([index[500:] for index in by_class]))
    return (images[training], labels[training]), (images[validation], labels[validation])


# ---- networks -------------------------------------------------------------------------------------------------------------------------

def conv_norm(inputs, outputs, kernel, stride=1, groups=1, activation=True):
    layers = [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False), nn.BatchNorm2d(outputs)]
    return layers + [nn.ReLU(inplace=True)] if activation else layers


class Block(nn.Module):
    def __init__(self, operator, inputs, outputs, kernel, stride):
        super().__init__()
        if operator == "conv":
            layers = conv_norm(inputs, outputs, kernel, stride)
        elif operator == "separable":
            layers = conv_norm(inputs, inputs, kernel, stride, groups=inputs) + conv_norm(inputs, outputs, 1)
        else:
            inner = 3 * inputs
            layers = (conv_norm(inputs, inner, 1) + conv_norm(inner, inner, kernel, stride, groups=inner)
                      + conv_norm(inner, outputs, 1, activation=False))
        self.layers = nn.Sequential(*layers)
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.layers(x) if self.residual else self.layers(x)


def build(parameters):
    width = parameters["width0"]
    layers = conv_norm(1, width, 3)
    for stage in range(3):
        for block in range(parameters[f"depth{stage}"]):
            stride = 2 if stage > 0 and block == 0 else 1
            layers.append(Block(parameters[f"operator{stage}"], width, parameters[f"width{stage}"], parameters[f"kernel{stage}"], stride))
            width = parameters[f"width{stage}"]
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(width, CLASSES))


def suggest(trial):
    parameters = {}
    for stage in range(3):
        parameters[f"width{stage}"] = trial.suggest_int(f"width{stage}", 8, 64, step=8)
        parameters[f"depth{stage}"] = trial.suggest_int(f"depth{stage}", 1, 3)
        parameters[f"operator{stage}"] = trial.suggest_categorical(f"operator{stage}", ["conv", "separable", "inverted"])
        parameters[f"kernel{stage}"] = trial.suggest_categorical(f"kernel{stage}", [3, 5])
    return parameters


def parameter_count(parameters):
    return sum(p.numel() for p in build(parameters).parameters())


# ---- training -------------------------------------------------------------------------------------------------------------------------

def evaluate(network, images, labels, memory_format):
    network.eval()
    right = 0
    with torch.no_grad():
        for start in range(0, len(images), 500):
            batch = images[start:start + 500].contiguous(memory_format=memory_format)
            right += (network(batch).argmax(1) == labels[start:start + 500]).sum().item()
    return right / len(images)


def train(parameters, training, options, seed, samples=None, seconds=None):
    """One cycle over a number of samples or over a time, whichever is given; returns the network and the samples seen."""
    torch.manual_seed(seed)
    memory_format = torch.channels_last if options.tuned else torch.contiguous_format
    network = build(parameters).to(memory_format=memory_format).train()
    optimiser = torch.optim.SGD(network.parameters(), lr=options.learning_rate, momentum=0.9, nesterov=True, weight_decay=5e-4)
    images, labels = training
    started, seen, order = time.monotonic(), 0, None
    while True:
        progress = seen / samples if samples else (time.monotonic() - started) / seconds
        if progress >= 1:
            break
        rate = min(progress / 0.2, (1 - progress) / 0.8)
        for group in optimiser.param_groups:
            group["lr"] = options.learning_rate * rate
        start = seen % (len(images) // options.batch * options.batch)
        if start == 0:
            order = torch.randperm(len(images))
        chosen = order[start:start + options.batch]
        batch = images[chosen]
        mirrored = torch.rand(len(chosen)) < 0.5
        batch[mirrored] = batch[mirrored].flip(3)
        loss = F.cross_entropy(network(batch.contiguous(memory_format=memory_format)), labels[chosen])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        seen += len(chosen)
    return network, seen


# ---- one trial, in this process or in a worker ----------------------------------------------------------------------------------------

DATA = None
OPTIONS = None


def start_worker(options, threads):
    global DATA, OPTIONS
    torch.set_num_threads(threads)
    DATA, OPTIONS = load_training(options.data), options


def run_trial(parameters, seed, samples, seconds):
    memory_format = torch.channels_last if OPTIONS.tuned else torch.contiguous_format
    network, seen = train(parameters, DATA[0], OPTIONS, seed, samples, seconds)
    return evaluate(network, *DATA[1], memory_format), seen


def run_retraining(parameters, seed, seconds):
    memory_format = torch.channels_last if OPTIONS.tuned else torch.contiguous_format
    network, seen = train(parameters, DATA[0], OPTIONS, seed, seconds=seconds)
    validation = evaluate(network, *DATA[1], memory_format)
    test = evaluate(network, *read_part(OPTIONS.data, "t10k"), memory_format)
    return {"seed": seed, "epochs": round(seen / len(DATA[0][0]), 2), "validationAccuracy": validation, "testAccuracy": test}


# ---- search ---------------------------------------------------------------------------------------------------------------------------

def ask(study, options):
    """The next candidate within the limit; those over it cost nothing and are told as pruned."""
    while True:
        trial = study.ask()
        parameters = suggest(trial)
        count = parameter_count(parameters)
        if count <= options.limit:
            trial.set_user_attr("parameters", count)
            return trial, parameters
        study.tell(trial, state=optuna.trial.TrialState.PRUNED)


def log(message):
    print(message, file=sys.stderr, flush=True)


def search_plain(study, options):
    """One process with all threads; a trial is one pass over a share of the images."""
    start_worker(options, options.cores)
    started = time.monotonic()
    while time.monotonic() - started < options.search_seconds:
        trial, parameters = ask(study, options)
        begun = time.monotonic()
        accuracy, seen = run_trial(parameters, options.seed, options.trial_samples, None)
        study.tell(trial, accuracy)
        log(f"trial {trial.number}: {accuracy:.4f} in {time.monotonic() - begun:.1f} s, {seen} images, {parameters}")


def search_tuned(study, options, pool):
    """One worker a core; every trial gets the same seconds, and the cheapest networks go first."""
    for operator in ("conv", "separable", "inverted"):
        for width, depth in ((8, 1), (16, 1)):
            study.enqueue_trial({f"{name}{stage}": value for stage in range(3)
                                 for name, value in (("width", min(64, width << stage)), ("depth", depth), ("operator", operator), ("kernel", 3))})
    started, running = time.monotonic(), {}
    while True:
        while len(running) < options.cores and time.monotonic() - started + options.trial_seconds <= options.search_seconds:
            trial, parameters = ask(study, options)
            running[pool.submit(run_trial, parameters, options.seed, None, options.trial_seconds)] = (trial, parameters)
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            trial, parameters = running.pop(future)
            accuracy, seen = future.result()
            study.tell(trial, accuracy)
            log(f"trial {trial.number}: {accuracy:.4f}, {seen} images, {parameters}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    variant = parser.add_mutually_exclusive_group(required=True)
    variant.add_argument("--plain", action="store_true", help="PyTorch at its defaults, with the allocator tuned")
    variant.add_argument("--tuned", action="store_true", help="also channels-last, a worker per core, equal time per trial")
    parser.add_argument("--data", default="/usr/share/datasets/fashion-mnist", help="folder of the IDX files (default %(default)s)")
    parser.add_argument("--search-seconds", type=float, default=300)
    parser.add_argument("--retrain-seconds", type=float, default=300)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int, default=100_000, help="most parameters (default %(default)s)")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--learning-rate", type=float, default=0.1, help="peak of the cycle (default %(default)s)")
    parser.add_argument("--trial-samples", type=int, default=11_000, help="--plain: images a trial trains on (default %(default)s)")
    parser.add_argument("--trial-seconds", type=float, default=15, help="--tuned: seconds a trial trains for (default %(default)s)")
    options = parser.parse_args()

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=options.seed, constant_liar=options.tuned))
    started = time.monotonic()
    if options.plain:
        search_plain(study, options)
        retrained = [run_retraining(study.best_params, options.seed, options.retrain_seconds)]
    else:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(options.cores, context, start_worker, (options, 1)) as pool:
            search_tuned(study, options, pool)
            jobs = [pool.submit(run_retraining, study.best_params, options.seed + i, options.retrain_seconds) for i in range(options.cores)]
            retrained = [job.result() for job in jobs]

    chosen = max(retrained, key=lambda result: result["validationAccuracy"])
    print(json.dumps({
        "peer": f"optuna {optuna.__version__} + pytorch {torch.__version__}",
        "variant": "plain" if options.plain else "tuned",
        "seed": options.seed,
        "trials": sum(t.state == optuna.trial.TrialState.COMPLETE for t in study.trials),
        "overLimit": sum(t.state == optuna.trial.TrialState.PRUNED for t in study.trials),
        "best": study.best_params,
        "bestParameters": parameter_count(study.best_params),
        "searchValidationAccuracy": study.best_value,
        "retrained": retrained,
        "testAccuracy": chosen["testAccuracy"],
        "seconds": round(time.monotonic() - started, 1),
    }, indent=2))


if __name__ == "__main__":
    main()
