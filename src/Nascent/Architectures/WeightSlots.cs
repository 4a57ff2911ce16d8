using System.Collections.Immutable;

namespace Nascent.Architectures;

/// <summary>Which weights each operator has.</summary>
public static class WeightSlots
{
    /// <summary>The weights of one node that reads an input of the given shape, in a fixed order.</summary>
    public static ImmutableArray<WeightSlot> Of(Node node, TensorShape input)
    {
        var path = node.Path.Text;
        return node.Operator switch
        {
            Operator.Convolution c => WithBias(path, c.Bias, c.Channels, c.Channels, input.Width / c.Groups, c.Kernel, c.Kernel),
            Operator.Linear l => WithBias(path, l.Bias, l.Features, l.Features, input.Width),
            Operator.BatchNorm =>
            [
                .. ScaleAndShift(path, input.Width),
                new($"{path}.running_mean", WeightRole.RunningMean, [input.Width]),
                new($"{path}.running_var", WeightRole.RunningVariance, [input.Width]),
            ],
            Operator.LayerNorm => ScaleAndShift(path, input.Width),
            _ => [],
        };
    }

    private static ImmutableArray<WeightSlot> WithBias(string path, bool bias, int outputs, params ImmutableArray<int> kernel)
    {
        var weight = new WeightSlot($"{path}.weight", WeightRole.Kernel, kernel);
        return bias ? [weight, new WeightSlot($"{path}.bias", WeightRole.Bias, [outputs])] : [weight];
    }

    private static ImmutableArray<WeightSlot> ScaleAndShift(string path, int width) =>
        [new($"{path}.weight", WeightRole.Scale, [width]), new($"{path}.bias", WeightRole.Shift, [width])];
}
