using System.Diagnostics.CodeAnalysis;
using Nascent.Genotypes;
using Nascent.Spaces;
using Nascent.Strategies;
using Nascent.Strategies.Given;

namespace Nascent.Torch.Sharing.Searches;

/// <summary>A strategy that searches over shared weights.</summary>
public sealed record SharedMethod
{
    private SharedMethod(StrategyDescription strategy, Func<SharedSetting, ISharedSearch> begin) => (Strategy, Begin) = (strategy, begin);

    /// <summary>Its entry in the table of strategies.</summary>
    public StrategyDescription Strategy { get; }

    /// <summary>Begins a search.</summary>
    public Func<SharedSetting, ISharedSearch> Begin { get; }

    /// <summary>About how many single paths of the space a step takes as long as.</summary>
    public Func<SearchSpace, double> PathsPerStep { get; init; } = _ => 1;

    /// <summary>Whether a step computes a mixture, in which sizes take the middle option.</summary>
    public bool IsMixture { get; init; }

    /// <summary>Whether it decides between blocks alone, so that a space needs such a decision.</summary>
    public bool NeedsBlocks { get; init; }

    /// <summary>Describes a strategy over shared weights.</summary>
    /// <typeparam name="TOptions">Its options.</typeparam>
    /// <param name="name">The name on the command line.</param>
    /// <param name="help">One line that says what it does.</param>
    /// <param name="source">The paper: authors and year.</param>
    /// <param name="version">Another one whenever the same seed would prefer other networks.</param>
    /// <param name="begin">Begins a search with its options.</param>
    public static SharedMethod Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TOptions>(
        string name, string help, string source, int version, Func<SharedSetting, TOptions, ISharedSearch> begin)
        where TOptions : SharedOptions, new()
    {
        var strategy = StrategyDescription.Of<TOptions>(name, help, _ => new GivenStrategy([]), source, version) with { SearchesSharedWeights = true };
        return new(strategy, at => begin(at, strategy.OptionsWith<TOptions>(at.Options)));
    }

    /// <summary>The paths of a step in which weights and options learn from all options of a choice, side by side.</summary>
    internal static double Mixture(SearchSpace space) => 2 * space.Genotypes.Decisions
        .Where(decision => decision.Kind is DecisionKind.Operator).Select(decision => decision.Options.Length).DefaultIfEmpty(1).Max();
}
