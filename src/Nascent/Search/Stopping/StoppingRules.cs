using System.Collections.Immutable;
using Nascent.Journal;

namespace Nascent.Search.Stopping;

/// <summary>A table of rules that stop trials early.</summary>
/// <param name="All">The entries, in the order they are listed.</param>
public sealed record StoppingRules(ImmutableArray<StoppingRuleDescription> All)
{
    /// <summary>The word for no rule.</summary>
    public const string None = "none";

    /// <summary>The rules of this program.</summary>
    public static StoppingRules BuiltIn { get; } = new([MedianRule.Description, CurveRule.Description]);

    /// <summary>These rules and another one.</summary>
    public StoppingRules With(StoppingRuleDescription rule) => new(All.Add(rule));

    /// <summary>The entry of a name.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public StoppingRuleDescription Named(string name) => All.FirstOrDefault(rule => rule.Name == name)
        ?? throw NascentException.UnknownName("stopping rule", name, [None, .. All.Select(rule => rule.Name)]);

    /// <summary>What a run records of a rule; null for <see cref="None"/>.</summary>
    /// <exception cref="NascentException">There is no such rule.</exception>
    public ComponentSpec? SpecOf(string name) =>
        name == None ? null : new(name, Named(name).Version, ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal));
}
