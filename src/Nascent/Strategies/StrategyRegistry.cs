using System.Collections.Immutable;

namespace Nascent.Strategies;

/// <summary>The table of strategies: put together from what each project offers.</summary>
/// <param name="Strategies">The entries, in the order they are listed.</param>
public sealed record StrategyRegistry(ImmutableArray<StrategyDescription> Strategies)
{
    /// <summary>The entry of a name.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public StrategyDescription Named(string name) => Strategies.FirstOrDefault(strategy => strategy.Name == name)
        ?? throw NascentException.UnknownName("strategy", name, Strategies.Select(strategy => strategy.Name));
}
