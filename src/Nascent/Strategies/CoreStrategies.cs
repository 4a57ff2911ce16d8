using System.Collections.Immutable;
using Nascent.Strategies.Auto;
using Nascent.Strategies.GaussianProcess;
using Nascent.Strategies.Random;
using Nascent.Strategies.RegularizedEvolution;

namespace Nascent.Strategies;

/// <summary>The strategies that need no tensors.</summary>
public static class CoreStrategies
{
    /// <summary>Their table, in the order it is listed.</summary>
    public static readonly ImmutableArray<StrategyDescription> All = [AutoOptions.Description, RandomOptions.Description, RegularizedEvolutionOptions.Description, GaussianProcessOptions.Description];
}
