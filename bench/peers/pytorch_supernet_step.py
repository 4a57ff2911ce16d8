"""PyTorch's side of the supernet-step benchmark: reads 'REPEATS ARCHITECTURE' or 'REPEATS mixture' from each line, takes so many training steps of that
path of a supernet of NAS-Bench-201, or of the mixture of all options, and prints the median of their processor seconds.

Usage: pytorch_supernet_step.py default|best CHANNELS CELLS
'default' is what a practitioner writes: every edge holds its five operators, and a path calls one of them. 'best' is channels-last with one fused optimiser call
(foreach); the benchmark also sets glibc's allocator through the environment. Both use one thread. Weights that a path does not read have no gradient and do not change.
"""

import statistics
import sys
import time

import torch
from torch import nn

OPERATORS = ("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3")
BATCH = 64
SHARE = 0.2


def relu_conv_norm(inputs, outputs, kernel, stride=1):
    return nn.Sequential(nn.ReLU(), nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outputs))


class Zero(nn.Module):
    def forward(self, x):
        return x * 0


def operator(name, width):
    return {
        "none": Zero, "skip_connect": nn.Identity, "nor_conv_1x1": lambda: relu_conv_norm(width, width, 1), "nor_conv_3x3": lambda: relu_conv_norm(width, width, 3),
        "avg_pool_3x3": lambda: nn.AvgPool2d(3, 1, 1, count_include_pad=False),
    }[name]()


class Cell(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.edges = nn.ModuleList([nn.ModuleList([operator(name, width) for name in OPERATORS]) for _ in range(6)])

    def forward(self, x, path):
        nodes, edge = [x], 0
        for node in range(1, 4):
            parts = []
            for source in range(node):
                if path is None:
                    parts += [SHARE * option(nodes[source]) for option in self.edges[edge]]
                elif path[edge] != 0:
                    parts.append(self.edges[edge][path[edge]](nodes[source]))
                edge += 1
            nodes.append(sum(parts) if parts else x * 0)
        return nodes[-1]


class Reduction(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.body = nn.Sequential(relu_conv_norm(inputs, outputs, 3, 2), relu_conv_norm(outputs, outputs, 3))
        self.shortcut = nn.Sequential(nn.AvgPool2d(2), nn.Conv2d(inputs, outputs, 1, bias=False))

    def forward(self, x, _):
        return self.body(x) + self.shortcut(x)


class Supernet(nn.Module):
    def __init__(self, channels, cells):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels))
        self.stages = nn.ModuleList()
        for stage in range(3):
            width = channels << stage
            if stage > 0:
                self.stages.append(Reduction(width // 2, width))
            self.stages.extend([Cell(width) for _ in range(cells)])
        self.head = nn.Sequential(nn.BatchNorm2d(4 * channels), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4 * channels, 10))

    def forward(self, x, path):
        x = self.stem(x)
        for stage in self.stages:
            x = stage(x, path)
        return self.head(x)


def path_of(text):
    return None if text == "mixture" else [OPERATORS.index(edge.split("~")[0]) for node in text.split("+") for edge in node.strip("|").split("|")]


def main():
    setting, channels, cells = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(1)
    torch.manual_seed(1)
    model, x, y = Supernet(channels, cells), torch.randn(BATCH, 3, 32, 32), torch.randint(10, (BATCH,))
    options = {}
    if setting == "best":
        model, x = model.to(memory_format=torch.channels_last), x.to(memory_format=torch.channels_last)
        options["foreach"] = True
    loss_of = nn.CrossEntropyLoss()
    optimiser = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, nesterov=True, weight_decay=5e-4, **options)
    model.train()
    for line in sys.stdin:
        repeats, text = line.split()
        path, times = path_of(text), []
        for _ in range(int(repeats)):
            began = time.process_time()
            optimiser.zero_grad(set_to_none=True)
            loss = loss_of(model(x, path), y)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            loss.item()
            times.append(time.process_time() - began)
        print(statistics.median(times), flush=True)


main()
