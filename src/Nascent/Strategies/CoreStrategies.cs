using System.Collections.Immutable;
using Nascent.Strategies.Asha;
using Nascent.Strategies.Auto;
using Nascent.Strategies.Bananas;
using Nascent.Strategies.Bohb;
using Nascent.Strategies.Gp;
using Nascent.Strategies.Grid;
using Nascent.Strategies.Hyperband;
using Nascent.Strategies.LocalSearch;
using Nascent.Strategies.Nsga2;
using Nascent.Strategies.Random;
using Nascent.Strategies.RegularizedEvolution;
using Nascent.Strategies.SuccessiveHalving;
using Nascent.Strategies.Tpe;

namespace Nascent.Strategies;

/// <summary>The strategies that need no tensors.</summary>
public static class CoreStrategies
{
    /// <summary>Their table, in the order it is listed.</summary>
    public static readonly ImmutableArray<StrategyDescription> All =
    [
        RandomStrategy.Description,
        GridStrategy.Description,
        LocalSearchStrategy.Description,
        RegularizedEvolutionStrategy.Description,
        Nsga2Strategy.Description,
        TpeStrategy.Description,
        GaussianProcessStrategy.Description,
        BananasStrategy.Description,
        SuccessiveHalvingStrategy.Description,
        HyperbandStrategy.Description,
        AshaStrategy.Description,
        BohbStrategy.Description,
        AutoStrategy.Description,
    ];
}
