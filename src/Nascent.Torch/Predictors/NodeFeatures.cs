using Nascent.Architectures;

namespace Nascent.Torch.Predictors;

/// <summary>What a graph network reads of one node: which operators it joins, and how wide, how large, how strided and how deep it stands.</summary>
/// <remarks>Sizes are logarithms, scaled to about 0 … 1, as widths and resolutions are chosen by factors.</remarks>
internal static class NodeFeatures
{
    private const int Kinds = 18, Input = 17, Functions = 10, Numbers = 8;
    private const double DepthSteps = 16;

    /// <summary>The number of features.</summary>
    public const int Length = Kinds + Functions + Numbers;

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
            features[KindOf(member.Operator)]++;
            if (member.Operator is Operator.Activation activation)
                features[Kinds + (int)activation.Function]++;
        }

        var main = members.FirstOrDefault(member => !IsPointwise(member.Operator)) ?? members[0];
        SetSizes(features, architecture.InputShapeOf(main), main.Shape);
        var numbers = features.AsSpan(Kinds + Functions);
        (numbers[3], numbers[4], numbers[5]) = main.Operator switch
        {
            Operator.Convolution c => (Log(c.Kernel), Log(c.Stride), Log(c.Groups) / 8),
            Operator.Pool p => (Log(p.Kernel), Log(p.Stride), 0),
            _ => (0, 0, 0),
        };
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

    private static int KindOf(Operator op) => op switch
    {
        Operator.Convolution => 0,
        Operator.Linear => 1,
        Operator.BatchNorm => 2,
        Operator.LayerNorm => 3,
        Operator.Activation => 4,
        Operator.Pool { Kind: PoolKind.Max } or Operator.GlobalPool { Kind: PoolKind.Max } => 5,
        Operator.Pool => 6,
        Operator.GlobalPool => 7,
        Operator.Zero => 8,
        Operator.Identity => 9,
        Operator.Dropout => 10,
        Operator.Add => 11,
        Operator.Multiply => 12,
        Operator.Concat => 13,
        Operator.Flatten => 14,
        Operator.Resize => 15,
        Operator.Slice or Operator.PadChannels => 16,
        _ => throw new NotSupportedException(op.GetType().Name),
    };
}
