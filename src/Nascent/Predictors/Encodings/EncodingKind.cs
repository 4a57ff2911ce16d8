namespace Nascent.Predictors.Encodings;

/// <summary>What a predictor reads of a genotype.</summary>
public enum EncodingKind
{
    /// <summary>The option of each decision.</summary>
    Answers,

    /// <summary>The sequences of operators along a cell's paths, where the space is one cell; else as <see cref="Answers"/>.</summary>
    Paths,

    /// <summary>Both.</summary>
    Both,
}
