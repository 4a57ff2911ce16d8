using System.Collections.Immutable;
using Nascent.Strategies.Grid;
using Nascent.Strategies.LocalSearch;
using Nascent.Strategies.Nsga2;
using Nascent.Strategies.Random;
using Nascent.Strategies.RegularizedEvolution;

namespace Nascent.Strategies;

/// <summary>The strategies that need no tensors.</summary>
public static class CoreStrategies
{
    /// <summary>Their table, in the order it is listed.</summary>
    public static readonly ImmutableArray<StrategyDescription> All =
    [
        RandomOptions.Description,
        RegularizedEvolutionOptions.Description,
        Nsga2Options.Description,
        LocalSearchOptions.Description,
        GridOptions.Description,
    ];
}
