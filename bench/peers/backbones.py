#!/usr/bin/env python3
"""Networks of torchvision as backbones: each is written as ONNX files of several versions, and a brief search is run on each.

Their weights are random, so accuracies mean nothing: what counts is that each file is read, that it is rewritten so that it gives what it gave, and that the
exported file gives what the trained head gives. Pictures are of CIFAR-10, fitted to 224 pixels. One line a file is added to OUT/results.jsonl.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tarfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from series import REPOSITORY, Nascent, Results, table

EXPORT = """
import sys, warnings
import torch, torchvision
warnings.filterwarnings("ignore")
path, name, opset, open_batch = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4] == "open"
torch.manual_seed(0)
options = {"aux_logits": False, "init_weights": False} if name == "googlenet" else {}
network = getattr(torchvision.models, name)(weights=None, **options).eval()
axes = {"images": {0: "batch"}, "logits": {0: "batch"}} if open_batch else None
torch.onnx.export(network, torch.randn(1, 3, 224, 224), path, opset_version=opset, input_names=["images"], output_names=["logits"], dynamic_axes=axes)
"""

FILES = [("mobilenet_v2", (7, 9, 10, 11, 13, 17)), ("mobilenet_v3_small", (9, 11, 17)), ("efficientnet_b0", (9, 11, 17)), ("shufflenet_v2_x0_5", (11, 17)), ("squeezenet1_1", (9, 11, 17)),
         ("resnet18", (9, 11, 17)), ("densenet121", (9, 11, 17)), ("googlenet", (13,)), ("regnet_y_400mf", (13,)), ("convnext_tiny", (13,)), ("vit_b_16", (14,))]
FIXED_BATCH = {"resnet18"}
OF_EACH = 30


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("runs/backbones"), help="folder of the files, runs and results (default %(default)s)")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    pictures = options.out / "pictures"
    write(pictures)
    nascent, results = Nascent(options.out), Results(options.out / "results.jsonl")
    rows = [results.once(f"{name}-{opset}", [name, opset], lambda words: run(nascent, options.out, pictures, *words)) for name, opsets in FILES for opset in opsets]
    lines = {}
    for found in rows:
        network, opset = found["arguments"]
        lines.setdefault(network, (found, []))[1].append(str(opset))
    table(["network", "opsets", "places", "features", "parameters", "MACs", "parity"],
          [[name, ", ".join(opsets), found["places"], found["features"], f"{found['params']:,}", f"{found['macs'] / 1e6:,.1f} M", f"{found['parity']:.1e}"] for name, (found, opsets) in lines.items()])


def run(nascent, out, pictures, name, opset):
    path = (out / f"{name}-{opset}.onnx").resolve()
    # Debian's interpreter is the one that has Debian's PyTorch.
    exported = subprocess.run(["/usr/bin/python3", "-c", EXPORT, str(path), name, str(opset), "fixed" if name in FIXED_BATCH else "open"], capture_output=True, text=True)
    if exported.returncode != 0:
        sys.exit(f"{name}, opset {opset}: PyTorch could not export it; are python3-torch and python3-torchvision installed? {exported.stderr[-500:]}")
    _, _, document = nascent.search(f"{name}-{opset}", [str(pictures), "--backbone", str(path), "--trials", "1", "--retrain-candidates", "1", "--retrain-epochs", "1"])
    path.unlink()
    probe = next(one for one in document["baselines"] if one["name"] == "linear-probe")
    keep = next(block for block in document["spec"]["space"]["net"]["body"] if block["type"] == "one_of")["options"]
    return {"places": len([option for option in keep if option != "all"]), "features": max(option["first"] + option["features"] for option in keep.values()),
            "params": probe["costs"]["params"], "macs": probe["costs"]["macs"], "parity": document["deployed"]["parityMaxDelta"]}


def write(folder):
    """Pictures of two classes, 30 of each."""
    if folder.exists():
        return
    archive = pathlib.Path(os.environ.get("NASCENT_DATA", REPOSITORY / ".." / "shared" / "data")) / "images" / "cifar10_jpeg.tar.gz"
    left = {"airplane": OF_EACH, "deer": OF_EACH}
    with tarfile.open(archive) as files:
        for entry in files:
            parts = pathlib.PurePosixPath(entry.name).parts
            if len(parts) == 3 and parts[0] == "test" and left.get(parts[1], 0) > 0:
                left[parts[1]] -= 1
                place = folder / parts[1]
                place.mkdir(parents=True, exist_ok=True)
                (place / parts[2]).write_bytes(files.extractfile(entry).read())


if __name__ == "__main__":
    main()
