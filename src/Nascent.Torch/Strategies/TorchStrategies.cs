using System.Collections.Immutable;
using Nascent.Strategies;
using Nascent.Torch.Strategies.Ppo;
using Nascent.Torch.Strategies.Reinforce;

namespace Nascent.Torch.Strategies;

/// <summary>The strategies that need tensors.</summary>
public static class TorchStrategies
{
    /// <summary>Their table, in the order it is listed.</summary>
    public static readonly ImmutableArray<StrategyDescription> All = [ReinforceStrategy.Description, PpoStrategy.Description];
}
