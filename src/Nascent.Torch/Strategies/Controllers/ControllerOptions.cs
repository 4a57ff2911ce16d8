using System.Collections.Immutable;
using Nascent.Strategies;

namespace Nascent.Torch.Strategies.Controllers;

/// <summary>Options of a controller and of how it learns, shared by the strategies that have one.</summary>
public sealed record ControllerOptions
{
    /// <summary>The number of hidden units, and of numbers that embed an answer, at least 1.</summary>
    public required int Hidden { get; init; }

    /// <summary>The learning rate of Adam, above 0.</summary>
    public required double LearningRate { get; init; }

    /// <summary>How many observed trials an update learns from, at least 1.</summary>
    public required int Batch { get; init; }

    /// <summary>How much of the moving average of rewards stays with each trial, in the range [0, 1).</summary>
    public required double Baseline { get; init; }

    /// <summary>The weight of the policy's entropy beside the rewards, at least 0.</summary>
    public required double Entropy { get; init; }

    /// <summary>What logits are divided by, above 0.</summary>
    public required double Temperature { get; init; }

    /// <summary>c of c·tanh(logit), at least 0; 0 leaves logits unbounded.</summary>
    public required double TanhConstant { get; init; }

    /// <summary>How many of the latest trials a reward compares with, at least 1.</summary>
    public required int Window { get; init; }

    /// <summary>Whether a genotype is proposed only once.</summary>
    public required bool Distinct { get; init; }

    /// <summary>The entries of the table of options.</summary>
    /// <param name="learningRate">The default learning rate.</param>
    /// <param name="batch">The default batch.</param>
    internal static ImmutableArray<StrategyOption> Table(double learningRate, int batch) =>
    [
        new("hidden", 32, 1, 1024, "hidden units of the LSTM"),
        new("learningRate", learningRate, 1e-6, 1, "learning rate of Adam"),
        new("batch", batch, 1, 1000, "observed trials that one update learns from"),
        new("baseline", 0.9, 0, 0.9999, "how much of the moving average of rewards, which is subtracted from them, stays with each trial"),
        new("entropy", 0.01, 0, 10, "weight of the policy's entropy beside the rewards, which are in 0 … 1"),
        new("temperature", 1, 0.01, 100, "what logits are divided by: above 1 answers are more even"),
        new("tanhConstant", 2.5, 0, 100, "c of c·tanh(logit), which bounds how sure the controller can be; 0: no bound"),
        new("window", 1000, 1, 100_000, "latest trials that a reward compares with"),
        new("distinct", 1, 0, 1, "1: what was proposed before is drawn again; 0: it is proposed"),
    ];

    /// <summary>Options from the values of all of them.</summary>
    /// <param name="strategy">The strategy's name, for errors.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="NascentException">A count is no whole number.</exception>
    public static ControllerOptions From(string strategy, ImmutableSortedDictionary<string, double> values) => new()
    {
        Hidden = Whole(strategy, values, "hidden"),
        LearningRate = values["learningRate"],
        Batch = Whole(strategy, values, "batch"),
        Baseline = values["baseline"],
        Entropy = values["entropy"],
        Temperature = values["temperature"],
        TanhConstant = values["tanhConstant"],
        Window = Whole(strategy, values, "window"),
        Distinct = values["distinct"] != 0,
    };

    /// <summary>An option that is a count.</summary>
    /// <exception cref="NascentException">It is no whole number.</exception>
    internal static int Whole(string strategy, ImmutableSortedDictionary<string, double> values, string name) => double.IsInteger(values[name]) ? (int)values[name]
        : throw new NascentException($"Strategy '{strategy}', option '{name}': found {values[name]}, expected a whole number.");
}
