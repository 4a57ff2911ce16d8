"""What series of runs share: results that are kept as JSON lines, searches that are run once, paired differences and tables."""
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import time

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent

# The 97.5 % quantiles of Student's t with n - 1 degrees of freedom, for n pairs.
T_OF_PAIRS = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776, 6: 2.571, 7: 2.447, 8: 2.365, 9: 2.306, 10: 2.262}


def log(message):
    print(message, file=sys.stderr, flush=True)


class Results:
    """The finished runs of a series: a file with one JSON object a line, each with the key of its run and its arguments."""

    def __init__(self, path):
        self.path, self.of = path, {}
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            lines = path.read_text().splitlines(keepends=True)
            if lines and not lines[-1].endswith("\n"):  # the series was ended while it wrote this one
                path.write_text("".join(lines[:-1]))
                lines.pop()
            self.of = {(result := json.loads(line))["key"]: result for line in lines}

    def once(self, key, arguments, run):
        """The result of a run with these arguments: that of an earlier call where there is one."""
        if key in self.of:
            if (found := self.of[key]["arguments"]) != arguments:
                sys.exit(f"{self.path}, run '{key}': found arguments {found}, expected {arguments}. Give another series another --out.")
            log(f"{key}: done before")
            return self.of[key]
        log(f"{key}: begins at {time.strftime('%H:%M:%S')}")
        load = os.getloadavg()[0]
        result = {"key": key, "arguments": arguments, **run(arguments), "loadBefore": round(load, 2)}
        with self.path.open("a") as file:
            file.write(json.dumps(result) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self.of[key] = result
        return result


class Nascent:
    """The command line, built once, so that no run's time has a build in it."""

    def __init__(self, folder):
        project = REPOSITORY / "src" / "Nascent.Cli"
        subprocess.run(["dotnet", "build", "-c", "Release", "--nologo", "-v", "quiet", str(project)], check=True, stdout=sys.stderr)
        self.command = ["dotnet", str(project / "bin" / "Release" / "net10.0" / "Nascent.Cli.dll")]
        self.folder = folder
        # A cache of the series' own: no baseline comes from a run outside of it.
        self.environment = os.environ | {"XDG_CACHE_HOME": str((folder / "cache").resolve())}

    def search(self, name, arguments):
        """Runs one search from its beginning; returns its seconds, its plan of full training, and what 'show' says of it."""
        run, events = self.folder / name, self.folder / f"{name}.jsonl"
        shutil.rmtree(run, ignore_errors=True)  # what an ended series left unfinished
        begun = time.monotonic()
        with events.open("w") as output:
            code = subprocess.run([*self.command, "search", *arguments, "--run", str(run), "--json"], stdout=output, env=self.environment).returncode
        if code != 0:
            sys.exit(f"{name}: the search ended with exit code {code}. Call the series again to go on with this run from its beginning.")
        seconds = round(time.monotonic() - begun, 1)
        plan = next(event for event in map(json.loads, events.read_text().splitlines()) if event["kind"] == "retrain-planned")
        shown = subprocess.run([*self.command, "show", str(run), "--json"], check=True, capture_output=True, text=True, env=self.environment)
        return seconds, plan, json.loads(shown.stdout)


def mean(values):
    return sum(values) / len(values)


def found(document):
    """The full trainings of the network that was chosen, or of the best found one by validation where a baseline was chosen."""
    every = document["retrained"]
    best = max(every, key=lambda training: training["validation"]["accuracy"])["candidate"]
    chosen = next((training["candidate"] for training in every if training["winner"]), best)
    return [training for training in every if training["candidate"] == chosen]


def full_trainings(document):
    """The mean test accuracy, over seeds, of the found network ('found') and of each baseline."""
    accuracies = {}
    for part in (found(document), document["baselines"]):
        for training in part:
            if training.get("test"):
                name = training["name"] if training in document["baselines"] else "found"
                accuracies.setdefault(name, []).append(training["test"]["accuracy"])
    return {name: mean(values) for name, values in accuracies.items()}


def paired(differences):
    """Their mean with its 95 % interval by Student's t, in percentage points, as text."""
    n, centre = len(differences), 100 * mean(differences)
    if n not in T_OF_PAIRS:
        return f"{centre:+.2f} points, {n} pair{'s' if n != 1 else ''}: no interval"
    deviation = math.sqrt(sum((100 * d - centre) ** 2 for d in differences) / (n - 1))
    half = T_OF_PAIRS[n] * deviation / math.sqrt(n)
    return f"{centre:+.2f} points, 95 % interval {centre - half:+.2f} to {centre + half:+.2f}, {n} pairs"


def percent(share):
    return f"{100 * share:.2f} %"


def duration(seconds):
    return f"{int(seconds) // 60} m {int(seconds) % 60:02d} s"


def table(names, rows):
    print("| " + " | ".join(names) + " |")
    print("|" + "---|" * len(names))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print()
