using System.Collections.Immutable;
using Nascent.Journal;

namespace Nascent.Search.Stopping;

/// <summary>The table of rules that stop trials early.</summary>
public static class StoppingRules
{
    /// <summary>The word for no rule.</summary>
    public const string None = "none";

    /// <summary>The entries, in the order they are listed.</summary>
    public static ImmutableArray<StoppingRuleDescription> All { get; } =
    [
        new("median", "stops a trial whose best value is below the median of the others' running averages", "Golovin et al. 2017", 1, () => new MedianRule()),
        new("curve", "stops a trial that is unlikely to beat the best, as far as the run's finished curves tell", "Domhan et al. 2015; Baker et al. 2018", 1, () => new CurveRule()),
    ];

    /// <summary>The entry of a name.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public static StoppingRuleDescription Named(string name) => All.FirstOrDefault(rule => rule.Name == name)
        ?? throw NascentException.UnknownName("stopping rule", name, [None, .. All.Select(rule => rule.Name)]);

    /// <summary>What a run records of a rule; null for <see cref="None"/>.</summary>
    /// <exception cref="NascentException">There is no such rule.</exception>
    public static ComponentSpec? SpecOf(string name) =>
        name == None ? null : new(name, Named(name).Version, ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal));
}
