"""PyTorch's side of the benchmark of scores without training: reads 'SCORE ARCHITECTURE' from each line, computes the score of that
network of NAS-Bench-201 with random weights, and prints CPU seconds with making the network, CPU seconds without, and the score.

Usage: pytorch_zero_cost.py default|best
'default' is what a practitioner writes. 'best' is channels-last, leaves out edges that are 'none' or lead nowhere, counts agreeing units
with one product instead of two, by BLAS or oneDNN, whichever is faster here, takes gradients by the kernels alone, and asks for the norms of no layer; the benchmark also sets
glibc's allocator through the environment. Both use one thread, a batch of 64 random images, and for synflow one input of ones in float64.
"""

import math
import sys
import time

import torch
from torch import nn

BATCH = 64
product = None


class ReluConvNorm(nn.Sequential):
    def __init__(self, inputs, outputs, kernel, stride=1):
        super().__init__(nn.ReLU(), nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outputs))


class Zero(nn.Module):
    def forward(self, x):
        return x * 0


def operator(name, width):
    if name == "nor_conv_3x3":
        return ReluConvNorm(width, width, 3)
    if name == "nor_conv_1x1":
        return ReluConvNorm(width, width, 1)
    if name == "avg_pool_3x3":
        return nn.AvgPool2d(3, 1, 1, count_include_pad=False)
    return nn.Identity() if name == "skip_connect" else Zero()


class Cell(nn.Module):
    def __init__(self, edges, width):
        super().__init__()
        self.into = [[source for source, _ in node] for node in edges]
        self.edges = nn.ModuleList([nn.ModuleList([operator(name, width) for _, name in node]) for node in edges])

    def forward(self, x):
        values = [x]
        for sources, ops in zip(self.into, self.edges):
            total = None
            for source, op in zip(sources, ops):
                if values[source] is not None:
                    part = op(values[source])
                    total = part if total is None else total + part
            values.append(total)
        return values[-1] if values[-1] is not None else x * 0


class Reduction(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.body = nn.Sequential(ReluConvNorm(inputs, outputs, 3, 2), ReluConvNorm(outputs, outputs, 3))
        self.shortcut = nn.Sequential(nn.AvgPool2d(2), nn.Conv2d(inputs, outputs, 1, bias=False))

    def forward(self, x):
        return self.body(x) + self.shortcut(x)


def edges_of(text, prune):
    """For each node of the cell but the first: (source, operator) of what it reads."""
    nodes = [[(int(edge.split("~")[1]), edge.split("~")[0]) for edge in node.strip("|").split("|")] for node in text.split("+")]
    if not prune:
        return nodes
    nodes = [[edge for edge in node if edge[1] != "none"] for node in nodes]
    reached = {0}
    for i, node in enumerate(nodes):
        nodes[i] = [edge for edge in node if edge[0] in reached]
        if nodes[i]:
            reached.add(i + 1)
    needed = {3}
    for i in (2, 1, 0):
        if i + 1 in needed:
            needed.update(source for source, _ in nodes[i])
        else:
            nodes[i] = []
    return nodes


def network(text, prune):
    edges = edges_of(text, prune)
    layers = [nn.Conv2d(3, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16)]
    for i, width in enumerate((16, 32, 64)):
        if i > 0:
            layers.append(Reduction(width // 2, width))
        layers += [Cell(edges, width) for _ in range(5)]
    return nn.Sequential(*layers, nn.BatchNorm2d(64), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


def kernels(model):
    return [module.weight for module in model.modules() if isinstance(module, (nn.Conv2d, nn.Linear))]


def by_blas(rows):
    return rows @ rows.t()


def by_convolution(rows):
    images = rows.view(BATCH, -1, 1, 1)
    return nn.functional.conv2d(images, images).view(BATCH, BATCH)


def faster_product():
    """Debian's reference BLAS is slower than a convolution by oneDNN, and OpenBLAS faster."""
    rows = torch.ones(BATCH, 4096)

    def seconds(product):
        product(rows)
        began = time.process_time()
        for _ in range(5):
            product(rows)
        return time.process_time() - began

    return min((by_blas, by_convolution), key=seconds)


def naswot(model, x, _, best):
    agreements = torch.zeros(BATCH, BATCH)

    def count(module, inputs, output):
        active = (inputs[0] > 0).float()
        active = active.flatten(1) if not best else active.permute(0, 2, 3, 1).flatten(1)
        if best:
            both, each = product(active), active.sum(1)
            agreements.add_(active.shape[1] - each[:, None] - each[None, :] + 2 * both)
        else:
            agreements.add_(active @ active.t() + (1 - active) @ (1 - active).t())

    for module in model.modules():
        if isinstance(module, nn.ReLU):
            module.register_forward_hook(count)
    with torch.no_grad():
        model(x)
    return torch.slogdet(agreements.double())[1].item()


def synflow(model, x, _, best):
    weights = kernels(model)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.abs_()
    total = model(x).sum()
    if best:
        gradients = torch.autograd.grad(total, weights, allow_unused=True)
    else:
        total.backward()
        gradients = [weight.grad for weight in weights]
    score = sum((weight * gradient).abs().sum().item() for weight, gradient in zip(weights, gradients) if gradient is not None)
    return math.log(score) if score > 0 else -math.inf


def snip(model, x, y, best):
    weights = kernels(model)
    loss = nn.functional.cross_entropy(model(x), y)
    if best:
        gradients = torch.autograd.grad(loss, weights, allow_unused=True)
    else:
        loss.backward()
        gradients = [weight.grad for weight in weights]
    return sum((weight * gradient).abs().sum().item() for weight, gradient in zip(weights, gradients) if gradient is not None)


def without_norms(module):
    """Puts identities in the place of normalisations and pointwise functions: with an input of ones and absolute weights both change nothing."""
    for name, child in module.named_children():
        if isinstance(child, (nn.BatchNorm2d, nn.ReLU)):
            setattr(module, name, nn.Identity())
        else:
            without_norms(child)


def make(score, text, best):
    model = network(text, best).train()
    if score == "synflow":
        without_norms(model)
        model = model.double()
    return model.to(memory_format=torch.channels_last) if best else model


def main():
    best = sys.argv[1] == "best"
    torch.set_num_threads(1)
    torch.manual_seed(1)
    images, labels, ones = torch.randn(BATCH, 3, 32, 32), torch.randint(10, (BATCH,)), torch.ones(1, 3, 32, 32, dtype=torch.float64)
    if best:
        images, ones = images.to(memory_format=torch.channels_last), ones.to(memory_format=torch.channels_last)
    global product
    product = faster_product()
    compute = {"naswot": naswot, "synflow": synflow, "snip": snip}
    for line in sys.stdin:
        score, text = line.split()
        began = time.process_time()
        model = make(score, text, best)
        made = time.process_time()
        value = compute[score](model, ones if score == "synflow" else images, labels, best)
        ended = time.process_time()
        print(ended - began, ended - made, value, flush=True)


main()
