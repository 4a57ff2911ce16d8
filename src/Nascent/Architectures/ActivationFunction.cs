namespace Nascent.Architectures;

/// <summary>The pointwise non-linear functions.</summary>
public enum ActivationFunction
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>min(max(0, x), 6).</summary>
    Relu6,

    /// <summary>x for x ≥ 0, else 0.01 x.</summary>
    LeakyRelu,

    /// <summary>x for x ≥ 0, else eˣ − 1 (Clevert et al. 2016, α = 1).</summary>
    Elu,

    /// <summary>x · sigmoid(x) (Hendrycks and Gimpel 2016; Ramachandran et al. 2017).</summary>
    Silu,

    /// <summary>x · Φ(x), the exact form with erf (Hendrycks and Gimpel 2016).</summary>
    Gelu,

    /// <summary>x · min(max(0, x + 3), 6) / 6 (Howard et al. 2019).</summary>
    HardSwish,

    /// <summary>1 / (1 + e⁻ˣ): the gate of squeeze-and-excitation.</summary>
    Sigmoid,

    /// <summary>min(max(0, x + 3), 6) / 6: the cheap gate of squeeze-and-excitation (Howard et al. 2019).</summary>
    HardSigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,
}
