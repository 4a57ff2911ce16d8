#!/usr/bin/env python3
"""What a practitioner writes today: Optuna's TPE over small PyTorch networks on full Fashion-MNIST, or a folder of pictures, on the CPU.

Five minutes of search and five of retraining by default; 55,000 images train, 5,000 validate, the 10,000 test images are read once, at
the end. Both variants search one space (three stages of one to three blocks, widths 8-64, convolution / depthwise-separable / inverted
bottleneck, kernel 3 or 5, at most 100,000 parameters), share one recipe (SGD with Nesterov momentum, one cycle, mirrored images), run one
single-threaded worker process per core, and retrain the best trial on every core with a seed of its own, of which the better on the validation
images counts.

--plain   PyTorch and Optuna as they come; each trial is one pass over a tenth of the images.
--tuned   also channels-last, bfloat16 where the processor computes in it, one fused call of the optimiser, and glibc's allocator told to
          keep memory; and time weighs: every trial gets the same seconds, so a network counts for what it reaches in that time, the
          cheapest networks are tried first, and where the images are halved first is one more decision.

A folder of pictures has the folders train and test, with one folder of 32 by 32 colour pictures for each of ten classes; a tenth validates, and
pictures are moved by up to four pixels too.

Prints progress on standard error and one JSON object on standard output.
"""
import argparse
import contextlib
import gzip
import json
import math
import os
import sys
import time

ALLOCATOR = {"MALLOC_MMAP_THRESHOLD_": "2147483647", "MALLOC_TRIM_THRESHOLD_": "2147483647"}
if "--tuned" in sys.argv and any(os.environ.get(name) != value for name, value in ALLOCATOR.items()):
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


def read_pictures(folder):
    """(pictures, 3, height, width) in the range 0 to 1, and the number of each one's class."""
    from PIL import Image

    names = sorted(os.listdir(folder))
    files = [(os.path.join(folder, name, file), label) for label, name in enumerate(names) for file in sorted(os.listdir(os.path.join(folder, name)))]
    pixels = np.stack([np.asarray(Image.open(file).convert("RGB")) for file, _ in files])
    return torch.from_numpy(pixels).permute(0, 3, 1, 2).contiguous().float().div_(255), torch.tensor([label for _, label in files])


def read_part(folder, part):
    pictures = os.path.join(folder, {"train": "train", "t10k": "test"}[part])
    if os.path.isdir(pictures):
        images, labels = read_pictures(pictures)
        return images.sub_(torch.tensor([0.491, 0.482, 0.447]).view(3, 1, 1)).div_(torch.tensor([0.247, 0.243, 0.262]).view(3, 1, 1)), labels
    images = torch.from_numpy(read_idx(os.path.join(folder, f"{part}-{IMAGES}")).astype(np.float32)).div_(255).sub_(0.286).div_(0.353)
    return images.unsqueeze(1), torch.from_numpy(read_idx(os.path.join(folder, f"{part}-{LABELS}")).astype(np.int64))


def load_training(folder):
    """5,000 validation images, stratified, and the others for training; the split is the same in every run."""
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


def build(parameters, channels):
    width = parameters["width0"]
    layers = conv_norm(channels, width, 3)
    for stage in range(3):
        for block in range(parameters[f"depth{stage}"]):
            stride = 2 if block == 0 and (stage > 0 or parameters.get("halve0")) else 1
            layers.append(Block(parameters[f"operator{stage}"], width, parameters[f"width{stage}"], parameters[f"kernel{stage}"], stride))
            width = parameters[f"width{stage}"]
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(width, CLASSES))


def suggest(trial, tuned):
    parameters = {"halve0": trial.suggest_categorical("halve0", [False, True])} if tuned else {}
    for stage in range(3):
        parameters[f"width{stage}"] = trial.suggest_int(f"width{stage}", 8, 64, step=8)
        parameters[f"depth{stage}"] = trial.suggest_int(f"depth{stage}", 1, 3)
        parameters[f"operator{stage}"] = trial.suggest_categorical(f"operator{stage}", ["conv", "separable", "inverted"])
        parameters[f"kernel{stage}"] = trial.suggest_categorical(f"kernel{stage}", [3, 5])
    return parameters


def parameter_count(parameters, channels):
    return sum(p.numel() for p in build(parameters, channels).parameters())


# ---- training -------------------------------------------------------------------------------------------------------------------------

class OutOfTime(Exception):
    """The time for search was over before a trial was."""


def evaluate(network, images, labels, options, deadline=math.inf):
    network.eval()
    right = 0
    with torch.no_grad():
        for start in range(0, len(images), 500):
            if time.monotonic() > deadline:
                raise OutOfTime
            batch = images[start:start + 500].contiguous(memory_format=memory_format(options))
            right += (network(batch).argmax(1) == labels[start:start + 500]).sum().item()
    return right / len(images)


def memory_format(options):
    return torch.channels_last if options.tuned else torch.contiguous_format


def precision(options):
    return torch.autocast("cpu", torch.bfloat16) if options.bfloat16 else contextlib.nullcontext()


def shifted(batch, most):
    """Each picture moved by up to so many pixels both ways; the mean colour moves in."""
    size, padded = batch.shape[2], F.pad(batch, (most, most, most, most))
    down, right = torch.randint(0, 2 * most + 1, (2, len(batch), 1))
    rows, columns = (offset + torch.arange(size) for offset in (down, right))
    return padded[torch.arange(len(batch))[:, None, None], :, rows[:, :, None], columns[:, None, :]].permute(0, 3, 1, 2)


def train(parameters, training, options, seed, samples=None, seconds=None, deadline=math.inf):
    """One cycle over a number of samples or over a time, whichever is given; returns the network and the samples seen."""
    torch.manual_seed(seed)
    network = build(parameters, training[0].shape[1]).to(memory_format=memory_format(options)).train()
    optimiser = torch.optim.SGD(
        network.parameters(), lr=options.learning_rate, momentum=0.9, nesterov=True, weight_decay=5e-4, **({"foreach": True} if options.tuned else {}))
    images, labels = training
    started, seen, order = time.monotonic(), 0, None
    while True:
        progress = seen / samples if samples else (time.monotonic() - started) / seconds
        if progress >= 1:
            break
        if time.monotonic() > deadline:
            raise OutOfTime
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
        if options.channels == 3:
            batch = shifted(batch, 4)
        with precision(options):
            scores = network(batch.contiguous(memory_format=memory_format(options)))
        loss = F.cross_entropy(scores.float(), labels[chosen])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        seen += len(chosen)
    return network, seen


# ---- one trial, in this process or in a worker ----------------------------------------------------------------------------------------

DATA = None
OPTIONS = None


def start_worker(options):
    global DATA, OPTIONS
    torch.set_num_threads(1)
    DATA, OPTIONS = load_training(options.data), options


def run_trial(parameters, seed, samples, seconds, deadline):
    network, seen = train(parameters, DATA[0], OPTIONS, seed, samples, seconds, deadline)
    return evaluate(network, *DATA[1], OPTIONS, deadline), seen


def run_retraining(parameters, seed, seconds):
    network, seen = train(parameters, DATA[0], OPTIONS, seed, seconds=seconds)
    validation = evaluate(network, *DATA[1], OPTIONS)
    test = evaluate(network, *read_part(OPTIONS.data, "t10k"), OPTIONS)
    return {"seed": seed, "epochs": round(seen / len(DATA[0][0]), 2), "validationAccuracy": validation, "testAccuracy": test}


# ---- search ---------------------------------------------------------------------------------------------------------------------------

def ask(study, options):
    """The next candidate within the limit; those over it cost nothing and are told as pruned."""
    while True:
        trial = study.ask()
        parameters = suggest(trial, options.tuned)
        count = parameter_count(parameters, options.channels)
        if count <= options.limit:
            return trial, parameters
        study.tell(trial, state=optuna.trial.TrialState.PRUNED)


def log(message):
    print(message, file=sys.stderr, flush=True)


def cheapest_first(study):
    for operator in ("conv", "separable", "inverted"):
        for width, depth in ((8, 1), (16, 1)):
            study.enqueue_trial({"halve0": width == 16} | {f"{name}{stage}": value for stage in range(3)
                                 for name, value in (("width", min(64, width << stage)), ("depth", depth), ("operator", operator), ("kernel", 3))})


def search(study, options, pool, started):
    """Keeps every worker busy until the time for search is over; a trial that is not done then is given up."""
    deadline = started + options.search_seconds  # CLOCK_MONOTONIC is the same in all processes
    samples, seconds = (None, options.trial_seconds) if options.tuned else (options.trial_samples, None)
    running = {}
    while True:
        while len(running) < options.cores and time.monotonic() + (seconds or 0) <= deadline:
            trial, parameters = ask(study, options)
            running[pool.submit(run_trial, parameters, options.seed, samples, seconds, deadline if samples else math.inf)] = (trial, parameters)
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            trial, parameters = running.pop(future)
            try:
                accuracy, seen = future.result()
            except OutOfTime:
                study.tell(trial, state=optuna.trial.TrialState.FAIL)
                log(f"trial {trial.number}: given up, {parameters}")
                continue
            study.tell(trial, accuracy)
            log(f"trial {trial.number}: {accuracy:.4f}, {seen} images, {time.monotonic() - started:.0f} s, {parameters}")


def computes_in_bfloat16():
    with open("/proc/cpuinfo") as file:
        return any(flag in file.read().split() for flag in ("avx512_bf16", "amx_bf16"))


def main():
    started = time.monotonic()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    variant = parser.add_mutually_exclusive_group(required=True)
    variant.add_argument("--plain", action="store_true", help="PyTorch and Optuna as they come")
    variant.add_argument("--tuned", action="store_true", help="what makes PyTorch fast on a CPU, and equal time per trial")
    parser.add_argument("--data", default="/usr/share/datasets/fashion-mnist", help="folder of the IDX files, or of pictures (default %(default)s)")
    parser.add_argument("--search-seconds", type=float, default=300)
    parser.add_argument("--retrain-seconds", type=float, default=300, help="and what the search has left of its time (default %(default)s)")
    parser.add_argument("--cores", type=int, default=len(os.sched_getaffinity(0)), help="worker processes (default: one a core)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int, default=100_000, help="most parameters (default %(default)s)")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--learning-rate", type=float, default=0.1, help="peak of the cycle (default %(default)s)")
    parser.add_argument("--trial-samples", type=int, default=5_500, help="--plain: images a trial trains on (default %(default)s)")
    parser.add_argument("--trial-seconds", type=float, default=15, help="--tuned: seconds a trial trains for (default %(default)s)")
    parser.add_argument("--precision", choices=("auto", "float32", "bfloat16"), default="auto", help="--tuned: what convolutions compute in (default: bfloat16 where the processor does)")
    options = parser.parse_args()
    options.channels = 3 if os.path.isdir(os.path.join(options.data, "train")) else 1
    options.bfloat16 = options.tuned and (options.precision == "bfloat16" or options.precision == "auto" and computes_in_bfloat16())

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    sampler = optuna.samplers.TPESampler(seed=options.seed, constant_liar=True) if options.tuned else optuna.samplers.TPESampler(seed=options.seed)
    study = optuna.create_study(direction="maximize", sampler=sampler)
    if options.tuned:
        cheapest_first(study)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(options.cores, context, start_worker, (options,)) as pool:
        search(study, options, pool, started)
        left = max(1, options.search_seconds + options.retrain_seconds - (time.monotonic() - started))
        jobs = [pool.submit(run_retraining, study.best_params, options.seed + i, left) for i in range(options.cores)]
        retrained = [job.result() for job in jobs]

    chosen = max(retrained, key=lambda result: result["validationAccuracy"])
    print(json.dumps({
        "peer": f"optuna {optuna.__version__} + pytorch {torch.__version__}",
        "variant": "plain" if options.plain else "tuned",
        "precision": "bfloat16" if options.bfloat16 else "float32",
        "allocator": "tuned" if all(os.environ.get(name) == value for name, value in ALLOCATOR.items()) else "default",
        "seed": options.seed,
        "trials": sum(t.state == optuna.trial.TrialState.COMPLETE for t in study.trials),
        "overLimit": sum(t.state == optuna.trial.TrialState.PRUNED for t in study.trials),
        "best": study.best_params,
        "bestParameters": parameter_count(study.best_params, options.channels),
        "searchValidationAccuracy": study.best_value,
        "retrained": retrained,
        "testAccuracy": chosen["testAccuracy"],
        "seconds": round(time.monotonic() - started, 1),
    }, indent=2))


if __name__ == "__main__":
    main()
