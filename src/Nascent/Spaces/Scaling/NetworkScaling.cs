using Nascent.Architectures;
using Nascent.Architectures.Rewriting;
using Nascent.Genotypes;
using Nascent.Tasks;

namespace Nascent.Spaces.Scaling;

/// <summary>How much deeper and wider a network is than another, and how much larger its images are (Tan and Le 2019, EfficientNet).</summary>
/// <param name="Depth">The factor of repetitions, above 0 and at most 100; above 1 their number is rounded up.</param>
/// <param name="Width">The factor of channels, above 0 and at most 100; above 1 they are rounded to multiples of 8.</param>
/// <param name="Resolution">The factor of the images' height and width, above 0 and at most 100; they are resized inside the network.</param>
public readonly record struct NetworkScaling(double Depth, double Width, double Resolution)
{
    /// <summary>The network itself.</summary>
    public static NetworkScaling None => new(1, 1, 1);

    /// <summary>All three factors to a power: α^φ, β^φ and γ^φ (equation 3 of the paper).</summary>
    /// <param name="phi">The power.</param>
    public NetworkScaling Power(double phi) => new(Math.Pow(Depth, phi), Math.Pow(Width, phi), Math.Pow(Resolution, phi));

    /// <summary>The scaled network of a genotype.</summary>
    /// <exception cref="NascentException">The genotype is not of the space, or its shapes do not fit.</exception>
    /// <exception cref="ShapeException">The network cannot read larger images.</exception>
    public Architecture Of(SearchSpace space, Genotype genotype, Signature signature) =>
        ResolutionCopy.Of(WidthCopy.Of(space.Resolve(genotype, signature, Depth), Width), Resolution);
}
