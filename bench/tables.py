#!/usr/bin/env python3
"""Tables: Nascent beside boosted trees that are tuned in the same time, and beside a linear model.

For each table and seed a fifth of the rows is the test part. All get the other rows and the same wall time on all cores:

  nascent    `search FOLDER --budget T`, then `predict` on the test rows
  hgb        scikit-learn's HistGradientBoosting: random search by cross-validation (3 folds; one holdout above 20,000 rows) until four fifths of the time are over, fitted again on all rows
  fasttree   ML.NET's FastTree: random search on a holdout, the same way (bench/Nascent.Bench -- fast-tree)
  linear     logistic or ridge regression, its penalty by cross-validation

Scores are accuracy, or the root mean squared error. One line a run is added to OUT/results.jsonl; a series that was ended goes on with the run that is not there.
The machine should be idle. Needs Debian's python3-sklearn, python3-pandas and python3-statsmodels (its tables) and the folder NASCENT_DATA.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

import numpy as np
import pandas as pd
from scipy import stats
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegressionCV, RidgeCV
from sklearn.model_selection import KFold, StratifiedKFold, cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEERS = ["nascent", "hgb", "fasttree", "linear"]
LARGE = 20_000


def tables(data, models):
    """Each table's name, its reader and whether its target, the last column, is a number."""
    tabular = pathlib.Path(data) / "tabular"
    plain = lambda path, **words: lambda: pd.read_csv(path, **words)
    last = lambda read, target: lambda: (lambda frame: frame[[c for c in frame.columns if c != target] + [target]])(read())
    return {
        "wine": (plain(tabular / "sklearn_wine_data.csv", header=None, skiprows=1), False),
        "sonar": (plain(tabular / "sonar.csv", header=None), False),
        "breast-cancer": (plain(tabular / "sklearn_breast_cancer.csv", header=None, skiprows=1), False),
        "anes96": (plain(pathlib.Path(models) / "anes96/anes96.csv", sep="\t", quotechar="'"), False),
        "german": (plain(tabular / "german.csv", header=None), False),
        "wine-red": (plain(tabular / "winequality-red.csv", header=None), True),
        "digits": (plain(tabular / "sklearn_digits.csv.gz", header=None), False),
        "wine-white": (plain(tabular / "winequality-white.csv", header=None), False),
        "fair": (last(plain(pathlib.Path(models) / "fair/fair.csv"), "affairs"), True),
        "randhie": (last(plain(pathlib.Path(models) / "randhie/randhie.csv"), "mdvis"), True),
        "california": (last(plain(tabular / "california_housing.csv"), "median_house_value"), True),
        "adult": (plain(tabular / "adult-train.csv", header=None, skipinitialspace=True, na_values="?"), False),
    }


def split(frame, regression, seed):
    """The training and the test rows; classes are texts, so that nobody takes them for numbers; classes of fewer than ten rows are left out."""
    frame = frame.copy()
    frame.columns = [f"c{i}" for i in range(frame.shape[1] - 1)] + ["target"]
    if not regression:
        counts = frame.target.value_counts()
        frame = frame[frame.target.map(counts) >= 10]
        frame["target"] = "k" + frame.target.astype(str)
    return train_test_split(frame, test_size=0.2, random_state=seed, stratify=None if regression else frame.target)


def score(regression, right, said):
    return float(np.sqrt(np.mean((np.asarray(right, float) - np.asarray(said, float)) ** 2))) if regression else float(np.mean(np.asarray(right) == np.asarray(said)))


def columns(frame):
    numbers = [c for c in frame.columns if pd.api.types.is_numeric_dtype(frame[c])]
    return numbers, [c for c in frame.columns if c not in numbers]


def folds(y, regression, seed):
    if len(y) > LARGE:
        rows = np.random.default_rng(seed).permutation(len(y))
        return [(rows[len(y) // 5:], rows[:len(y) // 5])]
    return list((KFold if regression else StratifiedKFold)(3, shuffle=True, random_state=seed).split(np.zeros(len(y)), y))


def linear(train, test, regression, seconds, seed):
    x, y = train.drop(columns="target"), train.target
    numbers, texts = columns(x)
    prepare = ColumnTransformer([("n", make_pipeline(SimpleImputer(), StandardScaler()), numbers), ("t", OneHotEncoder(handle_unknown="ignore"), texts)])
    model = RidgeCV(np.logspace(-3, 4, 15)) if regression else LogisticRegressionCV(Cs=10, cv=3, max_iter=300, n_jobs=2)
    return make_pipeline(prepare, model).fit(x, y).predict(test.drop(columns="target"))


def hgb(train, test, regression, seconds, seed):
    began, rng = time.monotonic(), np.random.default_rng(seed)
    x, y = train.drop(columns="target"), train.target
    numbers, texts = columns(x)
    prepare = ColumnTransformer([("t", OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=np.nan), texts), ("n", "passthrough", numbers)])
    few = [i for i, c in enumerate(texts) if x[c].nunique() < 250]
    make = HistGradientBoostingRegressor if regression else HistGradientBoostingClassifier
    ready, parts, best = prepare.fit_transform(x), folds(y, regression, seed), (-np.inf, {})
    metric, tried = "neg_root_mean_squared_error" if regression else "neg_log_loss", 0
    while True:
        words = {} if tried == 0 else dict(
            learning_rate=float(10 ** rng.uniform(-2, -0.3)), max_leaf_nodes=int(2 ** rng.uniform(2, 7)), min_samples_leaf=int(2 ** rng.uniform(0, 6)),
            l2_regularization=float(10 ** rng.uniform(-3, 1.5)), max_iter=int(2 ** rng.uniform(5, 9)))
        model = make(categorical_features=few or None, random_state=seed, early_stopping=True, **words)
        value = cross_val_score(model, ready, y, cv=parts, scoring=metric).mean()
        tried += 1
        if value > best[0]:
            best = (value, words)
        if time.monotonic() - began > 0.8 * seconds:
            return make(categorical_features=few or None, random_state=seed, early_stopping=True, **best[1]).fit(ready, y).predict(prepare.transform(test.drop(columns="target")))


def fasttree(train, test, regression, seconds, seed, folder, command):
    x = train.drop(columns="target")
    numbers, texts = columns(x)
    prepare = ColumnTransformer([("n", SimpleImputer(strategy="median"), numbers), ("t", OneHotEncoder(handle_unknown="ignore", sparse=False), texts)]).fit(x)
    classes = sorted(train.target.unique())
    code = (lambda frame: frame.target.to_numpy(float)) if regression else lambda frame: frame.target.map(classes.index).to_numpy(float)
    for name, frame in (("train", train), ("test", test)):
        np.savetxt(folder / f"{name}.txt", np.column_stack([code(frame), prepare.transform(frame.drop(columns="target"))]), fmt="%.8g")
    words = [command, "fast-tree", "--train", str(folder / "train.txt"), "--test", str(folder / "test.txt"),
             "--classes", "0" if regression else str(len(classes)), "--seconds", str(seconds), "--seed", str(seed)]
    said = [float(line) for line in subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()]
    return said if regression else [classes[int(value)] for value in said]


def nascent(train, test, regression, seconds, seed, folder, command):
    work = folder / "data"
    work.mkdir(parents=True, exist_ok=True)
    train.to_csv(work / "train.csv", index=False)
    test.to_csv(work / "test.csv", index=False)
    subprocess.run([command, "search", str(work), "--label", "target", "--budget", f"{seconds}s", "--seed", str(seed), "--task", "regression" if regression else "classification",
                    "--skip-bad", "--run", str(folder / "run")], check=True, stdout=open(folder / "search.log", "w"), stderr=subprocess.STDOUT)
    subprocess.run([command, "predict", str(folder / "run/best.onnx"), str(work / "test.csv"), "--out", str(folder / "said.csv")], check=True, stdout=subprocess.DEVNULL)
    said = pd.read_csv(folder / "said.csv")
    return said["predicted target" if regression else "class"].tolist()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", help="names, separated by commas (default all)")
    parser.add_argument("--peers", default=",".join(PEERS), help="default %(default)s")
    parser.add_argument("--seeds", default="1", help="numbers, separated by commas (default %(default)s)")
    parser.add_argument("--seconds", type=int, default=60, help="wall time of each (default %(default)s)")
    parser.add_argument("--nascent", default=str(ROOT / "src/Nascent.Cli/bin/Release/net10.0/Nascent.Cli"), help="the program (default: the last build)")
    parser.add_argument("--bench", default=str(ROOT / "bench/Nascent.Bench/bin/Release/net10.0/Nascent.Bench"), help="the benchmarks' program (default: the last build)")
    parser.add_argument("--models", default="/usr/lib/python3/dist-packages/statsmodels/datasets", help="the folder of the tables of statsmodels (default %(default)s)")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("runs/tables"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    results, known = options.out / "results.jsonl", {}
    if results.exists():
        known = {(line["table"], line["seed"], line["peer"]): line for line in map(json.loads, results.read_text().splitlines())}
    every = tables(os.environ.get("NASCENT_DATA", ROOT.parent / "shared/data"), options.models)
    names, peers = options.tables.split(",") if options.tables else list(every), options.peers.split(",")
    for seed in map(int, options.seeds.split(",")):
        for name in names:
            read, regression = every[name]
            train, test = split(read(), regression, seed)
            for peer in peers:
                if (name, seed, peer) in known:
                    continue
                folder = options.out / f"{name}-{seed}-{peer}"
                folder.mkdir(parents=True, exist_ok=True)
                extra = dict(nascent=(folder, options.nascent), fasttree=(folder, options.bench)).get(peer, ())
                began = time.monotonic()
                said = globals()[peer](train, test, regression, options.seconds, seed, *extra)
                line = dict(table=name, seed=seed, peer=peer, regression=regression, rows=len(train), score=score(regression, test.target, said), seconds=round(time.monotonic() - began, 1))
                known[name, seed, peer] = line
                with results.open("a") as file:
                    file.write(json.dumps(line) + "\n")
                print(line, file=sys.stderr, flush=True)
    report(known, names, peers, [int(seed) for seed in options.seeds.split(",")])


def report(known, names, peers, seeds):
    print("| table | " + " | ".join(peers) + " | nascent behind the best |\n|---|" + "---|" * (len(peers) + 1))
    ranks = []
    for name in names:
        lines = {peer: [known[name, seed, peer] for seed in seeds] for peer in peers}
        regression = lines[peers[0]][0]["regression"]
        means = [float(np.mean([line["score"] for line in lines[peer]])) for peer in peers]
        better = [value if regression else -value for value in means]
        ranks.append(stats.rankdata(better))
        behind = (means[0] - min(means)) / min(means) if regression else max(means) - means[0]
        print(f"| {name} | " + " | ".join(f"{value:.5g}" if regression else f"{100 * value:.2f} %" for value in means) + f" | {100 * behind:.2f} % |")
    print("| **mean rank** | " + " | ".join(f"{value:.2f}" for value in np.mean(ranks, axis=0)) + " | |")
    if len(peers) > 2 and len(ranks) > 2:
        test = stats.friedmanchisquare(*np.array(ranks).T)
        print(f"\nFriedman: {test.statistic:.2f}, p = {test.pvalue:.3g}, over {len(ranks)} tables; Nemenyi's critical difference at 5 %: {2.569 * np.sqrt(len(peers) * (len(peers) + 1) / (6 * len(ranks))):.2f} (of four).")


if __name__ == "__main__":
    main()
