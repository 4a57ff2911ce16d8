using Nascent.Randomness;

namespace Nascent.Torch.Modules;

/// <summary>What dropout masks of a step follow from.</summary>
/// <param name="Seed">The key of their randomness.</param>
/// <param name="Progress">How far the training is, 0 to 1: the rate of dropout of paths rises with it. By default at its end.</param>
internal readonly record struct DropoutKey(Seed Seed, double Progress = 1)
{
    /// <summary>A key without a place in a training.</summary>
    public static implicit operator DropoutKey(Seed seed) => new(seed);

    /// <summary>The key of one of several parts.</summary>
    public DropoutKey Derive(int part) => this with { Seed = Seed.Derive(part) };
}
