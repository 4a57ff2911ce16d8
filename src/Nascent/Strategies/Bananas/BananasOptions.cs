using System.Collections.Immutable;
using Nascent.Predictors.Encodings;
using Nascent.Predictors.Ensembles;

namespace Nascent.Strategies.Bananas;

/// <summary>Options of Bayesian optimisation with neural architectures for NAS.</summary>
public sealed record BananasOptions
{
    /// <summary>The strategy's entry in the table.</summary>
    public static readonly StrategyDescription Description = new(
        "bananas", "mutates the best; an ensemble of small networks that predict scores says which child to try", "White et al. 2021", 1,
        [
            new StrategyOption("initial", 20, 2, 10_000, "trials drawn at random before the first prediction"),
            new StrategyOption("refit", 5, 1, 10_000, "new results after which the ensemble is trained afresh (k), at the least"),
            new StrategyOption("growth", 1.1, 1, 10, "the ensemble is trained afresh once there are this many times the results of the last time"),
            new StrategyOption("ensemble", 5, 1, 50, "networks (M)"),
            new StrategyOption("layers", 2, 1, 10, "hidden layers of each"),
            new StrategyOption("width", 32, 8, 512, "units of each hidden layer"),
            new StrategyOption("steps", 100, 1, 100_000, "gradient steps of each training"),
            new StrategyOption("batch", 32, 1, 1024, "results that one gradient step learns from"),
            new StrategyOption("learningRate", 0.01, 1e-6, 1, "first learning rate of Adam"),
            new StrategyOption("parents", 10, 1, 1000, "best trials that are mutated"),
            new StrategyOption("candidates", 30, 1, 10_000, "children of which one is proposed"),
            new StrategyOption("encoding", 1, 0, 2, "0: networks read answers; 1: the paths of a cell, where the space is one; 2: both"),
            new StrategyOption("known", 1, 0, 1, "1: networks also read what is known without training"),
            new StrategyOption("window", 1000, 10, 100_000, "trials that the ensemble learns from, at most"),
        ],
        values => new BananasStrategy(From(values)));

    /// <summary>Random trials before the first prediction, at least 2.</summary>
    public required int Initial { get; init; }

    /// <summary>k: new results after which the ensemble is trained afresh, at the least 1.</summary>
    public required int Refit { get; init; }

    /// <summary>The factor by which results must have grown, at least 1.</summary>
    public required double Growth { get; init; }

    /// <summary>M: networks of the ensemble, at least 1.</summary>
    public required int Ensemble { get; init; }

    /// <summary>Hidden layers of each, at least 1.</summary>
    public required int Layers { get; init; }

    /// <summary>Units of each hidden layer, at least 8; rounded up to a multiple of 8.</summary>
    public required int Width { get; init; }

    /// <summary>Gradient steps of each training, at least 1.</summary>
    public required int Steps { get; init; }

    /// <summary>Results a gradient step learns from, at least 1.</summary>
    public required int Batch { get; init; }

    /// <summary>The first learning rate of Adam, above 0.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Best trials that are mutated, at least 1.</summary>
    public required int Parents { get; init; }

    /// <summary>Children of which one is proposed, at least 1.</summary>
    public required int Candidates { get; init; }

    /// <summary>What the networks read of a genotype.</summary>
    public required EncodingKind Encoding { get; init; }

    /// <summary>Whether they also read what is known without training.</summary>
    public required bool Known { get; init; }

    /// <summary>Trials that the ensemble learns from, at most; at least 10.</summary>
    public required int Window { get; init; }

    internal NetworkOptions Networks => new(Ensemble, Layers, Width, Steps, Batch, LearningRate);

    /// <summary>Options from the values of all of them.</summary>
    /// <exception cref="NascentException">A count is no whole number.</exception>
    public static BananasOptions From(ImmutableSortedDictionary<string, double> values) => new()
    {
        Initial = Whole(values, "initial"),
        Refit = Whole(values, "refit"),
        Growth = values["growth"],
        Ensemble = Whole(values, "ensemble"),
        Layers = Whole(values, "layers"),
        Width = Whole(values, "width"),
        Steps = Whole(values, "steps"),
        Batch = Whole(values, "batch"),
        LearningRate = values["learningRate"],
        Parents = Whole(values, "parents"),
        Candidates = Whole(values, "candidates"),
        Encoding = (EncodingKind)Whole(values, "encoding"),
        Known = values["known"] != 0,
        Window = Whole(values, "window"),
    };

    private static int Whole(ImmutableSortedDictionary<string, double> values, string name) => double.IsInteger(values[name]) ? (int)values[name]
        : throw new NascentException($"Strategy 'bananas', option '{name}': found {values[name]}, expected a whole number.");
}
