using Nascent.Predictors.Encodings;
using Nascent.Predictors.Ensembles;

namespace Nascent.Strategies.Bananas;

/// <summary>Options of Bayesian optimisation with neural architectures for NAS.</summary>
public sealed record BananasOptions
{
    /// <summary>Random trials before the first prediction.</summary>
    [Option(2, 10_000, "trials drawn at random before the first prediction")]
    public int Initial { get; init; } = 20;

    /// <summary>k: new results after which the ensemble is trained again, at the least.</summary>
    [Option(1, 10_000, "new results after which the ensemble is trained again (k), at the least")]
    public int Refit { get; init; } = 5;

    /// <summary>The factor by which results must have grown.</summary>
    [Option(1, 10, "the ensemble is trained again once there are this many times the results of the last time")]
    public double Growth { get; init; } = 1.1;

    /// <summary>M: networks of the ensemble.</summary>
    [Option(1, 50, "networks (M)")]
    public int Ensemble { get; init; } = 5;

    /// <summary>Hidden layers of each network.</summary>
    [Option(1, 10, "hidden layers of each network")]
    public int Layers { get; init; } = 2;

    /// <summary>Units of each hidden layer, rounded up to a multiple of 8.</summary>
    [Option(8, 512, "units of each hidden layer")]
    public int Width { get; init; } = 32;

    /// <summary>Gradient steps of each training.</summary>
    [Option(1, 100_000, "gradient steps of each training")]
    public int Steps { get; init; } = 100;

    /// <summary>Results that one gradient step learns from.</summary>
    [Option(1, 1024, "results that one gradient step learns from")]
    public int Batch { get; init; } = 32;

    /// <summary>The first learning rate of Adam.</summary>
    [Option(1e-6, 1, "first learning rate of Adam")]
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Best trials that are mutated.</summary>
    [Option(1, 1000, "best trials that are mutated")]
    public int Parents { get; init; } = 10;

    /// <summary>Children of which one is proposed.</summary>
    [Option(1, 10_000, "children of which one is proposed")]
    public int Candidates { get; init; } = 30;

    /// <summary>What the networks read of a genotype.</summary>
    [Option("0: networks read answers; 1: the paths of a cell, if the space is one; 2: both")]
    public EncodingKind Encoding { get; init; } = EncodingKind.Paths;

    /// <summary>Whether they also read what is known without training.</summary>
    [Option("1: networks also read what is known without training")]
    public bool Known { get; init; } = true;

    /// <summary>Trials that the ensemble learns from, at most.</summary>
    [Option(10, 100_000, "trials that the ensemble learns from, at most")]
    public int Window { get; init; } = 1000;

    internal NetworkOptions Networks => new(Ensemble, Layers, Width, Steps, Batch, LearningRate);
}
