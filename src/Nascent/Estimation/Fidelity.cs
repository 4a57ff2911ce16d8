using System.Collections.Immutable;

namespace Nascent.Estimation;

/// <summary>How much an estimate may cost: which estimator, and how far along each of its axes.</summary>
/// <param name="Estimator">The estimator's name, such as <c>train</c>.</param>
/// <param name="Axes">Values by axis, such as <c>epochs</c> or <c>dataShare</c>.</param>
public sealed record Fidelity(string Estimator, ImmutableSortedDictionary<string, double> Axes)
{
    /// <summary>Passes over the training data.</summary>
    public const string Epochs = "epochs";

    /// <summary>
    /// Passes over the training data for which the learning rate is scheduled, at least <see cref="Epochs"/>; where it is not set, these. A training of fewer epochs than its horizon is the
    /// beginning of the one that reaches it.
    /// </summary>
    public const string Horizon = "horizon";

    /// <summary>The share of the training data that is used, in the range (0, 1].</summary>
    public const string DataShare = "dataShare";

    /// <summary>Epochs that a training that is given a time may have at most; without it, as many as its time allows.</summary>
    public const string MostEpochs = "mostEpochs";

    /// <summary>1 to train on the validation part too, 0 not to.</summary>
    public const string WithValidation = "withValidation";

    /// <summary>Folds into which the training and the validation part are split together: each replicate leaves another one out and is scored on it. Not set where the parts stay as they are.</summary>
    public const string Folds = "folds";

    /// <summary>Parts into which each batch is split, at least 1. Each is computed by a thread of its own, with batch statistics of its own (ghost batch normalisation, Hoffer et al. 2017).</summary>
    public const string Parts = "parts";

    /// <summary>How many of the training samples that <see cref="DataShare"/> leaves unused are scored in place of the validation part, at most: a search that does not look at the validation part leaves it to the final choice.</summary>
    public const string HeldOut = "heldOut";

    /// <summary>The share of the height and width of images that a copy of the network resizes them to, in the range (0, 1]; 1 where it is not set.</summary>
    public const string Resolution = "resolution";

    /// <summary>The share of the channels that a copy of the network has, in the range (0, 1]; 1 where it is not set.</summary>
    public const string Width = "width";

    /// <summary>The share of the blocks that follow one another in the space's repetitions that a copy of the network has, in the range (0, 1]; 1 where it is not set.</summary>
    public const string Depth = "depth";

    /// <summary>How much training it stands for: passes over the whole of the training data, <see cref="Epochs"/> × <see cref="DataShare"/>, each 1 where it is not set.</summary>
    public double Amount => Axis(Epochs, 1) * Axis(DataShare, 1);

    /// <summary>The value of an axis, or <paramref name="otherwise"/> where it is not set.</summary>
    public double Axis(string name, double otherwise) => Axes.GetValueOrDefault(name, otherwise);

    /// <summary>This fidelity with one axis set.</summary>
    public Fidelity With(string axis, double value) => this with { Axes = Axes.SetItem(axis, value) };

    /// <summary>A fidelity with no axis set.</summary>
    public static Fidelity Of(string estimator) => new(estimator, ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public bool Equals(Fidelity? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The canonical text, such as <c>train(dataShare=0.5,epochs=3)</c>.</summary>
    public override string ToString() => $"{Estimator}({string.Join(",", Axes.Select(axis => $"{axis.Key}={axis.Value:R}"))})";
}
