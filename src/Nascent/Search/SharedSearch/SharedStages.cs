using System.Collections.Immutable;

namespace Nascent.Search.SharedSearch;

/// <summary>The stages of a supernet's training at which its weights are kept, to see how well they rank by then.</summary>
public static class SharedStages
{
    /// <summary>The axis of a fidelity that says which stage's weights score; 1 where there is none.</summary>
    public const string Axis = "stage";

    /// <summary>The stages, as shares of the training; its end is none of them.</summary>
    public static readonly ImmutableArray<double> All = [0.25, 0.5, 0.75];
}
