using System.Collections.Immutable;
using Nascent.Strategies;
using Nascent.Torch.Strategies.Controllers;

namespace Nascent.Torch.Strategies.Ppo;

/// <summary>Options of proximal policy optimisation.</summary>
public sealed record PpoOptions
{
    /// <summary>The name on the command line.</summary>
    public const string Name = "ppo";

    /// <summary>The strategy's entry in the table.</summary>
    public static readonly StrategyDescription Description = new(
        Name, "an LSTM controller as of reinforce; several steps a batch, each of which changes probabilities little", "Schulman et al. 2017, Zoph et al. 2018", 1,
        [
            .. ControllerOptions.Table(learningRate: 0.01, batch: 5),
            new StrategyOption("clip", 0.2, 0.001, 1, "how far from 1 the ratio of a walk's probabilities, now and when it was proposed, still counts (ε)"),
            new StrategyOption("epochs", 5, 1, 100, "gradient steps on each batch"),
        ],
        values => new PpoStrategy(From(values)));

    /// <summary>The controller's.</summary>
    public required ControllerOptions Controller { get; init; }

    /// <summary>ε: how far from 1 the ratio of probabilities still counts, above 0.</summary>
    public required double Clip { get; init; }

    /// <summary>Gradient steps on each batch, at least 1.</summary>
    public required int Epochs { get; init; }

    /// <summary>Options from the values of all of them.</summary>
    /// <exception cref="NascentException">A count is no whole number.</exception>
    public static PpoOptions From(ImmutableSortedDictionary<string, double> values) => new()
    {
        Controller = ControllerOptions.From(Name, values),
        Clip = values["clip"],
        Epochs = ControllerOptions.Whole(Name, values, "epochs"),
    };
}
