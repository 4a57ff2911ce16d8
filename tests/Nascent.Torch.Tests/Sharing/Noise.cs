using Nascent.Randomness;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.Sharing;

/// <summary>Tensors of numbers that are the same in every run.</summary>
internal static class Noise
{
    /// <summary>Uniform numbers in the range [0, 1).</summary>
    public static Tensor Of(params long[] sizes)
    {
        var stream = new Seed(6).Stream();
        return tensor([.. Enumerable.Range(0, (int)sizes.Aggregate(1L, (product, size) => product * size)).Select(_ => (float)stream.NextDouble())], sizes);
    }
}
