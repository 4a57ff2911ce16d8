"""PyTorch's side of the training-step benchmark: reads a number of steps from each line, trains, prints wall and CPU seconds
and those of the fastest step.

Usage: pytorch_training_step.py NETWORK default|best
'default' is what a practitioner writes. 'best' is channels-last with one fused optimiser call (foreach); the benchmark also sets
glibc's allocator through the environment. Both use one thread. The networks are those of bench/Nascent.Bench/BenchmarkNetworks.cs.
"""

import sys
import time

import torch
from torch import nn


def conv_norm(inputs, outputs, kernel, stride=1, groups=1, act=None):
    layers = [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False), nn.BatchNorm2d(outputs)]
    return nn.Sequential(*layers, *([act(inplace=True)] if act else []))


def head(width):
    return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(width, 10))


def small_cnn():
    return nn.Sequential(
        conv_norm(1, 16, 3, act=nn.ReLU), nn.MaxPool2d(2), conv_norm(16, 32, 3, act=nn.ReLU), nn.MaxPool2d(2), conv_norm(32, 64, 3, act=nn.ReLU), head(64))


def tiny():
    return nn.Sequential(conv_norm(1, 8, 3, 2, act=nn.ReLU), conv_norm(8, 16, 3, 2, act=nn.ReLU), head(16))


class Bottleneck(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        inner = 4 * inputs
        self.residual = stride == 1 and inputs == outputs
        self.body = nn.Sequential(
            conv_norm(inputs, inner, 1, act=nn.ReLU6), conv_norm(inner, inner, 3, stride, inner, act=nn.ReLU6), conv_norm(inner, outputs, 1))

    def forward(self, x):
        return x + self.body(x) if self.residual else self.body(x)


def inverted_bottleneck():
    return nn.Sequential(
        conv_norm(3, 16, 3, act=nn.ReLU6), Bottleneck(16, 24, 2), Bottleneck(24, 24, 1), Bottleneck(24, 40, 2), Bottleneck(40, 40, 1),
        conv_norm(40, 128, 1, act=nn.ReLU6), head(128))


class Cell(nn.Module):
    def __init__(self, width):
        super().__init__()
        edges = ("a", "b", "c", "d", "e")
        self.edges = nn.ModuleDict({edge: nn.Sequential(nn.ReLU(), conv_norm(width, width, 3)) for edge in edges})

    def forward(self, x):
        one = self.edges["a"](x)
        two = self.edges["b"](x) + self.edges["c"](one)
        return x + self.edges["d"](one) + self.edges["e"](two)


class Reduction(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.body = nn.Sequential(nn.ReLU(), conv_norm(inputs, outputs, 3, 2), nn.ReLU(), conv_norm(outputs, outputs, 3))
        self.shortcut = nn.Sequential(nn.AvgPool2d(2), nn.Conv2d(inputs, outputs, 1, bias=False))

    def forward(self, x):
        return self.body(x) + self.shortcut(x)


def nas_bench_201():
    return nn.Sequential(
        conv_norm(3, 16, 3), Cell(16), Reduction(16, 32), Cell(32), Reduction(32, 64), Cell(64), nn.BatchNorm2d(64), nn.ReLU(inplace=True), head(64))


NETWORKS = {
    "small-cnn": (small_cnn, (128, 1, 28, 28)),
    "inverted-bottleneck": (inverted_bottleneck, (128, 3, 32, 32)),
    "nas-bench-201": (nas_bench_201, (64, 3, 32, 32)),
    "tiny": (tiny, (128, 1, 28, 28)),
}


WARM_UP = 3  # steps before each turn that are not timed, as many as the other side takes


def main():
    network, setting = sys.argv[1:]
    torch.set_num_threads(1)
    torch.manual_seed(1)
    make, shape = NETWORKS[network]
    model, x, y = make(), torch.randn(shape), torch.randint(10, (shape[0],))
    options = {}
    if setting == "best":
        model, x = model.to(memory_format=torch.channels_last), x.to(memory_format=torch.channels_last)
        options["foreach"] = True
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.1)
    optimiser = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, nesterov=True, weight_decay=5e-4, **options)
    model.train()
    for line in sys.stdin:
        for step in range(WARM_UP + int(line)):
            if step == WARM_UP:
                wall, cpu, fastest = time.perf_counter(), time.process_time(), float("inf")
            began = time.perf_counter()
            optimiser.zero_grad(set_to_none=True)
            loss = loss_of(model(x), y)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            loss.item()
            if step >= WARM_UP:
                fastest = min(fastest, time.perf_counter() - began)
        print(time.perf_counter() - wall, time.process_time() - cpu, fastest, flush=True)


main()
