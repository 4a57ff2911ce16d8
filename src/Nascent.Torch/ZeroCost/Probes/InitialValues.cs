namespace Nascent.Torch.ZeroCost.Probes;

/// <summary>The weights that networks are scored with, by the weight's name and a seed alone.</summary>
/// <remarks>
/// Training begins elsewhere, see <see cref="Modules.Weights.InitialWeights"/>: published scores are of networks as PyTorch makes them, and some scores depend on the scale of weights.
/// </remarks>
internal enum InitialValues
{
    /// <summary>Kernels and biases uniform in ± 1 / √(inputs of an output), PyTorch's default; scales 1, shifts 0.</summary>
    Uniform,

    /// <summary>Kernels normal with mean 0 and variance 1, biases and shifts 0, scales 1 (Lin et al. 2021).</summary>
    StandardNormal,
}
