#!/usr/bin/env python3
"""One supernet on full Fashion-MNIST, beside what it replaces.

    python3 bench/once-for-all.py [--budget 1h] [--networks 10] [--out runs/once-for-all]

1. trains a supernet (skipped where it is ready);
2. trains networks of it alone, for as many epochs as it gave its largest, and compares them with their inherited weights: some spread over the costs, and 20 drawn at random;
3. adds targets with one and with two threads, and int8, and notes how well their tables predict the latency of 50 networks;
4. trains a network like MobileNetV3 at several widths, and gives the supernet's networks their latencies as limits;
5. takes networks for eight targets out, and notes the time of each.

Continues where it was interrupted. Raw results are CSV and JSON files in the folder. Use an idle machine; with the
defaults it takes about four hours on two cores.
"""
import argparse
import csv
import json
import os
import subprocess
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NASCENT = ["dotnet", "run", "-c", "Release", "--no-build", "--project", os.path.join(ROOT, "src/Nascent.Cli"), "--"]
BENCH = ["dotnet", "run", "-c", "Release", "--no-build", "--project", os.path.join(ROOT, "bench/Nascent.Bench"), "--"]


def run(command, environment, log=None):
    print("$", " ".join(command[command.index("--") + 1:]), flush=True)
    began = time.monotonic()
    result = subprocess.run(command, env=environment, text=True, stdout=subprocess.PIPE)
    if result.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {result.returncode}")
    if log:
        with open(log, "w") as file:
            file.write(result.stdout)
    return result.stdout, time.monotonic() - began


def objects(text, kind):
    return [line for line in map(json.loads, text.splitlines()) if line["kind"] == kind]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default="fashion-mnist")
    parser.add_argument("--budget", default="1h")
    parser.add_argument("--networks", default="10")
    parser.add_argument("--widths", default="0.25,0.5,1,1.5,2")
    parser.add_argument("--out", default="runs/once-for-all")
    parser.add_argument("--steps", default="alone,targets,family,eight", help="which of the steps after the training")
    options = parser.parse_args()
    out = os.path.abspath(options.out)
    supernet = os.path.join(out, "supernet")
    environment = dict(os.environ, XDG_DATA_HOME=os.path.join(out, "kept"))
    os.makedirs(out, exist_ok=True)
    subprocess.run(["dotnet", "build", "-c", "Release", "-v", "q", ROOT], check=True, stdout=subprocess.DEVNULL)
    if not os.path.exists(os.path.join(supernet, "supernet.json")):
        run(NASCENT + ["train-supernet", options.data, "--budget", options.budget, "-o", supernet], environment, os.path.join(out, "supernet.txt"))
    steps = options.steps.split(",")
    if "targets" in steps:
        for name, words in [("one", []), ("two", ["--threads", "2"]), ("bytes", ["--int8"])]:
            file = os.path.join(out, f"target-{name}.json")
            if not os.path.exists(file):
                text, _ = run(NASCENT + ["target", "add", name, "--supernet", supernet, "--json"] + words, environment)
                with open(file, "w") as target:
                    json.dump(objects(text, "target")[0], target, indent=1)
            table = json.load(open(file))["table"]
            print(f"target {name}: {table['parts']} parts in {table['seconds']:.0f} s; median error {100 * table['medianError']:.1f} %, "
                  f"90 % within {100 * table['ninthTenth']:.1f} %, rank correlation {table['rankCorrelation']:.3f} over {len(table['checked'])} networks")
    if "alone" in steps:
        print(run(BENCH + ["once-for-all", "--supernet", supernet, "--networks", options.networks, "--out", os.path.join(out, "alone.csv")], environment)[0])
        print(run(BENCH + ["once-for-all", "--supernet", supernet, "--draw", "random", "--networks", "20", "--out", os.path.join(out, "alone-random.csv")], environment)[0])
    if "family" in steps:
        family = os.path.join(out, "family.csv")
        run(BENCH + ["scaled-family", "--supernet", supernet, "--widths", options.widths, "--out", family], environment)
        print(f"{'width':>6} {'latency':>9} {'test':>7}   {'ours':>9} {'test':>7}")
        for member in csv.DictReader(open(family)):
            text, seconds = run(NASCENT + ["specialize", supernet, "--target", "one", "--limit", f"latency<={member['latency_ms']}ms", "-o", os.path.join(out, f"as-{member['width']}"), "--json"], environment)
            ours = objects(text, "specialized")[0]
            print(f"{member['width']:>6} {float(member['latency_ms']):6.4f} ms {100 * float(member['test']):5.2f} %   {ours['measuredMs']:6.4f} ms {100 * ours['test']:5.2f} %   in {seconds:.0f} s", flush=True)
    if "eight" in steps:
        for number in range(8):
            threads, words = 1 + number % 2, ["--int8"] if number >= 4 else []
            name = f"box-{number + 1}"
            subprocess.run(NASCENT + ["target", "remove", name], env=environment, stderr=subprocess.DEVNULL)
            _, table = run(NASCENT + ["target", "add", name, "--threads", str(threads), "--supernet", supernet] + words, environment)
            text, seconds = run(NASCENT + ["specialize", supernet, "--target", name, "--limit", f"latency<={0.09 + 0.05 * (number % 4):.2f}ms", "-o", os.path.join(out, "eight"), "--json"], environment)
            ours = objects(text, "specialized")[0]
            print(f"{name}: table {table:.0f} s, network {seconds:.0f} s, test {100 * ours['test']:.2f} %, {ours['measuredMs']:.4f} ms", flush=True)


if __name__ == "__main__":
    main()
