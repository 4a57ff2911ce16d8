using Nascent.Genotypes;

namespace Nascent.Spaces.Compiling;

/// <summary>How large the numbers in a space may be: far above what anybody trains, and low enough that a space is compiled at once and its shapes can be counted.</summary>
internal static class SpaceLimits
{
    /// <summary>The most options of one attribute, and of one range.</summary>
    public const int MostOptions = 10_000;

    /// <summary>The most blocks under names of their own in one place: options, branches, operators, shared blocks.</summary>
    public const int MostNamed = 1_000;

    /// <summary>The most nodes of a cell, and inputs of each.</summary>
    public const int MostNodes = 64;

    /// <summary>The highest value of an attribute.</summary>
    public static int MostOf(DecisionKind kind) => kind switch
    {
        DecisionKind.Depth => 1_000,
        DecisionKind.Kernel => 1_023,
        DecisionKind.Resolution => 4_096,
        DecisionKind.Expansion => 256,
        DecisionKind.Cost => int.MaxValue,
        _ => 65_536,
    };
}
