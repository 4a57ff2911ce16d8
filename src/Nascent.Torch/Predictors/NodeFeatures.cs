using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Torch.Modules.Operators;

namespace Nascent.Torch.Predictors;

/// <summary>What a graph network reads of one node: which operators it joins, and how wide, how large, how strided and how deep it stands.</summary>
/// <remarks>Sizes are logarithms, scaled to about 0 … 1, as widths and resolutions are chosen by factors.</remarks>
internal static class NodeFeatures
{
    private const int Input = TorchOperator.Kinds, Kinds = Input + 1, Numbers = 8;
    private const double DepthSteps = 16;

    private static readonly int Functions = Enum.GetValues<ActivationFunction>().Length;

    /// <summary>The number of features.</summary>
    public static int Length => Kinds + Functions + Numbers;

    /// <summary>The features of a network input.</summary>
    public static float[] OfInput(TensorShape shape)
    {
        var features = new float[Length];
        features[Input] = 1;
        SetSizes(features, shape, shape);
        return features;
    }

    /// <summary>The features of operators that are one node.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="members">The operators, in order; the first that is no pointwise one gives the numbers.</param>
    /// <param name="depth">How deep the node stands, from 0 at the input to 1 at the output.</param>
    public static float[] Of(Architecture architecture, IReadOnlyList<Node> members, double depth)
    {
        var features = new float[Length];
        foreach (var member in members)
        {
            features[TorchOperator.Of(member.Operator).Kind]++;
            if (member.Operator is Operator.Activation activation)
                features[Kinds + (int)activation.Function]++;
        }

        var main = members.FirstOrDefault(member => !IsPointwise(member.Operator)) ?? members[0];
        SetSizes(features, architecture.InputShapeOf(main), main.Shape);
        var numbers = features.AsSpan(Kinds + Functions);
        if (main.Operator is Operator.Convolution c)
            (numbers[3], numbers[4], numbers[5]) = (Log(c.Kernel), Log(c.Stride), Log(c.Groups) / 8);
        if (main.Operator is Operator.Pool p)
            (numbers[3], numbers[4]) = (Log(p.Kernel), Log(p.Stride));
        numbers[6] = (main.Inputs.Length - 1) / 4f;
        numbers[7] = (float)(Math.Round(depth * DepthSteps) / DepthSteps);
        return features;
    }

    /// <summary>Whether an operator changes each element by itself, or each channel: it belongs to what it follows.</summary>
    public static bool IsPointwise(Operator op) => op.IsPointwise;

    private static void SetSizes(float[] features, TensorShape read, TensorShape given)
    {
        var numbers = features.AsSpan(Kinds + Functions);
        (numbers[0], numbers[1], numbers[2]) = (Log(read.Width) / 8, Log(given.Width) / 8, Log(given.Count / given.Width) / 10);
    }

    private static float Log(long size) => (float)Math.Log2(size);
}
