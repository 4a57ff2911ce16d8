#!/usr/bin/env python3
"""Networks on tables in plain PyTorch: what scales of numbers, functions of features, gates and ensembles within a network bring, each alone.

One network after another is trained by Nascent's recipe for tables (AdamW, one core) on four fifths of the training rows of bench/tables.py, and judged by the others: the test rows are
not read. Scores are accuracy in percent, or the root mean squared error. Needs Debian's python3-torch, python3-sklearn, python3-pandas and python3-statsmodels, and NASCENT_DATA.
"""
import argparse
import importlib.util
import math
import os
import pathlib
import time

import numpy as np
import torch
from scipy.stats import norm as normal
from sklearn.model_selection import train_test_split
from torch import nn
from torch.nn import functional as F

BENCH = pathlib.Path(__file__).resolve().parent.parent
RECIPE = dict(rate=3e-3, decay=1e-2, clip=5, warm_up=0.1)
COSINES = dict(functions="cos", size=16, frequency=0.4)
KINDS = {
    "standardised": dict(scale="standard"),
    "standardised, norm": dict(scale="standard", norm=True),
    "robust, norm": dict(scale="robust", norm=True),
    "far-off, cosines": dict(scale="far-off", **COSINES),
    "standardised, cosines": dict(scale="standard", **COSINES),
    "scores": dict(scale="scores"),
    "scores, norm": dict(scale="scores", norm=True),
    "scores, relus": dict(scale="scores", functions="relu", size=16),
    "scores, cosines": dict(scale="scores", **COSINES),
    "scores, slow cosines": dict(scale="scores", functions="cos", size=16, frequency=0.2),
    "both": dict(scale="both"),
    "both, cosines": dict(scale="both", **COSINES),
    "scores, norm, gated": dict(scale="scores", norm=True, gated=True),
    "scores, 4 members": dict(scale="scores", members=4),
    "scores, norm, 4 members by signs": dict(scale="scores", norm=True, members=4, signs=True),
}


def scaled(known, scale):
    """The function that scales a column, fitted to its known training values."""
    mean, deviation = known.mean(), known.std()
    if scale == "far-off":
        scale = "scores" if np.abs(known - mean).max() / deviation > 5 else "standard"
    if scale == "standard":
        return lambda values: (values - mean) / deviation
    if scale == "robust":
        low, first, middle, third, high = np.percentile(known, [0, 25, 50, 75, 100])
        spread = third - first if third > first else (high - low) / 2
        return lambda values: (values - middle) / spread / np.sqrt(1 + ((values - middle) / spread / 3) ** 2)
    knots, ordered = np.unique(np.quantile(known, np.linspace(0, 1, 33))), np.sort(known)
    below = (np.searchsorted(ordered, knots, "left") + np.searchsorted(ordered, knots, "right")) / 2 / len(ordered)
    scores = normal.ppf(np.clip(below, 1 / 66, 1 - 1 / 66))
    scores = scores / max(1e-9, np.interp(ordered, knots, scores).std())
    return lambda values: np.interp(values, knots, scores)


def features(train, held, numbers, texts, scale):
    """(rows, features) of both parts: numbers, whether they are missing, and one column a category."""
    if scale == "both":
        pairs = features(train, held, numbers, texts, "scores"), features(train, held, numbers, [], "standard")
        return tuple(np.concatenate(part, 1) for part in zip(*pairs))
    parts = ([], [])
    for column in numbers:
        given = [frame[column].to_numpy(float) for frame in (train, held)]
        known = given[0][~np.isnan(given[0])]
        if known.std() == 0:
            continue
        function = scaled(known, scale)
        for values, part in zip(given, parts):
            part.append(np.where(np.isnan(values), 0, function(values)))
            if np.isnan(given[0]).any():
                part.append(np.isnan(values).astype(float))
    for column in texts:
        for category in sorted(train[column].dropna().unique()):
            for frame, part in zip((train, held), parts):
                part.append((frame[column] == category).to_numpy(float))
    return tuple(np.stack(part, 1).astype(np.float32) for part in parts)


class Network(nn.Module):
    """Functions of features if any, members if several, layers of one width, and a last layer of each member that begins at zero."""

    def __init__(self, inputs, outputs, norm=False, functions=None, size=8, frequency=0.4, members=1, signs=False, gated=False, width=128, depth=2, dropout=0.1):
        super().__init__()
        self.functions, self.frequency, self.members = functions, frequency, members
        if functions:
            self.weight, self.offset = (nn.Parameter(torch.randn(inputs, size) * math.sqrt(2)) for _ in range(2))
            inputs *= size if functions == "relu" else size + 1
        if members > 1:
            self.scale = nn.Parameter(torch.randint(0, 2, (members, inputs)).float() * 2 - 1 if signs else 1 + 0.3 * torch.randn(members, inputs))
        layers = []
        for _ in range(depth):
            linear = nn.Linear(inputs, width * (2 if gated else 1))
            nn.init.kaiming_normal_(linear.weight)
            nn.init.zeros_(linear.bias)
            layers += [linear] + ([nn.BatchNorm1d(linear.out_features)] if norm else []) + [nn.GLU() if gated else nn.ReLU(), nn.Dropout(dropout)]
            inputs = width
        self.body = nn.Sequential(*layers)
        self.last, self.bias = nn.Parameter(torch.zeros(members, width, outputs)), nn.Parameter(torch.zeros(members, outputs))

    def forward(self, x):
        """(rows, members, outputs)."""
        rows = len(x)
        if self.functions == "relu":
            x = F.relu(x.unsqueeze(2) * self.weight + self.offset).flatten(1)
        elif self.functions:
            x = torch.cat([x, torch.cos(2 * math.pi * self.frequency * x.unsqueeze(2) * self.weight + math.pi * self.offset).flatten(1)], 1)
        if self.members > 1:
            x = (x.unsqueeze(1) * self.scale).flatten(0, 1)
        return torch.einsum("nkw,kwo->nko", self.body(x).view(rows, self.members, -1), self.last) + self.bias

    def kernels(self):
        return [value for name, value in self.named_parameters() if name == "last" or name == "weight" or name.endswith(".weight") and value.dim() > 1]


def run(frames, numbers, texts, regression, epochs, seed, scale, **words):
    train, held = frames
    x, unseen = map(torch.tensor, features(train, held, numbers, texts, scale))
    classes = sorted(train.target.unique())
    mean, deviation = (train.target.mean(), train.target.std(ddof=0)) if regression else (0, 1)
    y = torch.tensor(((train.target - mean) / deviation).to_numpy(np.float32)) if regression else torch.tensor(train.target.map(classes.index).to_numpy())
    torch.manual_seed(seed)
    network = Network(x.shape[1], 1 if regression else len(classes), **words)
    kernels = network.kernels()
    others = [value for value in network.parameters() if all(value is not kernel for kernel in kernels)]
    optimiser = torch.optim.AdamW([dict(params=kernels, weight_decay=RECIPE["decay"]), dict(params=others, weight_decay=0)], lr=RECIPE["rate"])
    batch = 256 if len(x) >= 20_000 else 128 if len(x) >= 2_000 else 32
    steps, began = epochs * (len(x) // batch), time.monotonic()
    for step in range(steps):
        place = step % (len(x) // batch)
        order = torch.randperm(len(x)) if place == 0 else order
        done = (step / steps - RECIPE["warm_up"]) / (1 - RECIPE["warm_up"])
        for group in optimiser.param_groups:
            group["lr"] = RECIPE["rate"] * (min(1, (step + 1) / (RECIPE["warm_up"] * steps)) if done < 0 else 0.5 * (1 + math.cos(math.pi * done)))
        rows = order[place * batch:(place + 1) * batch]
        said = network(x[rows])
        loss = ((said.squeeze(2) - y[rows, None]) ** 2).mean() if regression else F.cross_entropy(said.flatten(0, 1), y[rows].repeat_interleave(network.members))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), RECIPE["clip"])
        optimiser.step()
    seconds = time.monotonic() - began
    network.eval()
    with torch.no_grad():
        said = network(unseen).mean(1).numpy()
    if regression:
        return float(np.sqrt(np.mean((said[:, 0] * deviation + mean - held.target.to_numpy()) ** 2))), seconds
    return 100 * float(np.mean(np.array(classes)[said.argmax(1)] == held.target.to_numpy())), seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", default="california,wine-white,wine-red,german,fair", help="names of bench/tables.py (default %(default)s)")
    parser.add_argument("--kinds", help=f"separated by semicolons (default all): {'; '.join(KINDS)}")
    parser.add_argument("--epochs", type=int, default=30, help="default %(default)s")
    parser.add_argument("--seeds", type=int, default=1, help="trainings of each, of which the mean counts (default %(default)s)")
    parser.add_argument("--models", default="/usr/lib/python3/dist-packages/statsmodels/datasets", help="the folder of the tables of statsmodels (default %(default)s)")
    options = parser.parse_args()
    torch.set_num_threads(1)
    spec = importlib.util.spec_from_file_location("tables", BENCH / "tables.py")
    tables = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tables)
    every = tables.tables(os.environ.get("NASCENT_DATA", BENCH.parent.parent / "shared/data"), options.models)
    for name in options.tables.split(","):
        read, regression = every[name]
        train, _ = tables.split(read(), regression, 1)
        frames = train_test_split(train, test_size=0.2, random_state=7, stratify=None if regression else train.target)
        numbers, texts = tables.columns(frames[0].drop(columns="target"))
        for kind in options.kinds.split(";") if options.kinds else KINDS:
            runs = [run(frames, numbers, texts, regression, options.epochs, seed, **KINDS[kind.strip()]) for seed in range(options.seeds)]
            print(f"{name:12} {kind.strip():34} {np.mean([score for score, _ in runs]):10.4f} {np.mean([seconds for _, seconds in runs]):7.1f} s", flush=True)


if __name__ == "__main__":
    main()
