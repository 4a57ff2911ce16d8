namespace Nascent.Jobs.Targets;

/// <summary>What a deployed network computes with.</summary>
public enum Precision
{
    /// <summary>Floating point of 32 bits.</summary>
    Fp32,

    /// <summary>Bytes: weights and values between layers are quantised after training.</summary>
    Int8,
}
