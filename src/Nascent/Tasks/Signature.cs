using System.Collections.Immutable;
using Nascent.Architectures;

namespace Nascent.Tasks;

/// <summary>What goes into a network and what must come out: the part of a task that a search space needs to know.</summary>
/// <param name="Inputs">The named inputs, after preprocessing, without the batch.</param>
/// <param name="Output">The name of the output.</param>
/// <param name="OutputCount">The number of values that it has, at least 1.</param>
public sealed record Signature(ImmutableArray<SignatureInput> Inputs, string Output, int OutputCount)
{
    /// <summary>One image in, one vector out.</summary>
    public static Signature Image(int channels, int height, int width, int outputs) =>
        new([new("image", TensorType.Float(TensorShape.Image(channels, height, width)))], "scores", outputs);

    /// <summary>One vector in, one vector out.</summary>
    public static Signature Features(int features, int outputs) =>
        new([new("columns", TensorType.Float(TensorShape.Features(features)))], "scores", outputs);
}
