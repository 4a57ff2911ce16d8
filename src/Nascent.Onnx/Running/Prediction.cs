using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Nascent.Tasks;

namespace Nascent.Onnx.Running;

/// <summary>What a model predicts for one sample; as JSON it is one flat object with a <c>kind</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OfClass), "class")]
[JsonDerivedType(typeof(OfNumber), "number")]
public abstract record Prediction
{
    private Prediction()
    {
    }

    /// <summary>One of several classes.</summary>
    /// <param name="Class">The most probable class; of equal ones the first in the order of the task.</param>
    /// <param name="Probability">Its probability, in the range [0, 1].</param>
    /// <param name="Top">The most probable classes, most probable first, <paramref name="Class"/> among them.</param>
    public sealed record OfClass(string Class, double Probability, ImmutableArray<ClassProbability> Top) : Prediction;

    /// <summary>A number.</summary>
    /// <param name="Target">What was predicted: the name of the column.</param>
    /// <param name="Value">The number, in the target's own unit.</param>
    public sealed record OfNumber(string Target, double Value) : Prediction;

    internal static Prediction From(ReadOnlySpan<double> outputs, LearningTask task, int top)
    {
        if (task is LearningTask.Regression regression)
            return new OfNumber(regression.Target, outputs[0]);
        var probabilities = outputs.ToArray();
        var classes = ((LearningTask.Classification)task).Classes;
        ImmutableArray<ClassProbability> ranked =
            [.. classes.Select((name, i) => new ClassProbability(name, probabilities[i])).OrderByDescending(pair => pair.Probability).Take(top)];
        return new OfClass(ranked[0].Class, ranked[0].Probability, ranked);
    }
}
