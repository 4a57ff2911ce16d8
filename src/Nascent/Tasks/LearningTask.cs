using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Nascent.Tasks;

/// <summary>What is predicted.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Classification), "classification")]
[JsonDerivedType(typeof(Regression), "regression")]
public abstract record LearningTask
{
    private LearningTask()
    {
    }

    /// <summary>The number of values that a network gives for one sample.</summary>
    [JsonIgnore]
    public abstract int Outputs { get; }

    /// <summary>One of several classes; the network gives one score a class, before softmax.</summary>
    /// <param name="Classes">The names of the classes, in the order of their indices; at least two.</param>
    public sealed record Classification(ImmutableArray<string> Classes) : LearningTask
    {
        /// <inheritdoc/>
        public override int Outputs => Classes.Length;
    }

    /// <summary>A number. Networks are trained on the standardised target; <paramref name="Mean"/> and <paramref name="StandardDeviation"/> undo that.</summary>
    /// <param name="Target">The name of the column.</param>
    /// <param name="Mean">The mean of the target over the training part.</param>
    /// <param name="StandardDeviation">Its standard deviation there, positive.</param>
    public sealed record Regression(string Target, double Mean, double StandardDeviation) : LearningTask
    {
        /// <inheritdoc/>
        public override int Outputs => 1;

        /// <summary>An output of a network, which is standardised, in the target's own unit.</summary>
        public double InUnit(double output) => (output * StandardDeviation) + Mean;
    }
}
