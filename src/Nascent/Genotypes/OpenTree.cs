using System.Collections.Immutable;

namespace Nascent.Genotypes;

/// <summary>Which decisions are open under which answers, while a space is being compiled.</summary>
internal abstract record OpenTree
{
    private OpenTree()
    {
    }

    public static OpenTree Empty { get; } = new All([]);

    /// <summary>All parts are open together.</summary>
    public sealed record All(ImmutableArray<OpenTree> Parts) : OpenTree;

    /// <summary>A decision, and what each of its options opens.</summary>
    public sealed record Pick(Decision Decision, ImmutableArray<OpenTree> Branches) : OpenTree;

    /// <summary>A layer here inherits this decision's answer.</summary>
    public sealed record Needs(Decision Decision) : OpenTree;

    /// <summary>A decision that opens nothing else.</summary>
    public static OpenTree Leaf(Decision decision) => new Pick(decision, [.. Enumerable.Repeat(Empty, decision.Options.Length)]);

    /// <summary>The decisions that something inside inherits.</summary>
    public IEnumerable<Decision> Inherits => this switch
    {
        All all => all.Parts.SelectMany(part => part.Inherits),
        Pick pick => pick.Branches.SelectMany(branch => branch.Inherits),
        Needs needs => [needs.Decision],
        _ => [],
    };

    /// <summary>
    /// Opens a decision of settings in just the branches that inherit it, or null where nothing does. Where two parts side by side may each
    /// inherit it under answers of their own, it is opened above both.
    /// </summary>
    public OpenTree? Open(Decision decision)
    {
        switch (UseOf(decision))
        {
            case Use.Never:
                return null;
            case Use.Always:
                return new All([Leaf(decision), Without(decision)]);
        }

        switch (this)
        {
            case Pick pick:
                return pick with { Branches = [.. pick.Branches.Select(branch => branch.Open(decision) ?? branch)] };
            case All all when all.Parts.Count(part => part.UseOf(decision) != Use.Never) == 1:
                return new All([.. all.Parts.Select(part => part.Open(decision) ?? part)]);
            default:
                return new All([Leaf(decision), Without(decision)]);
        }
    }

    private OpenTree Without(Decision decision) => this switch
    {
        All all => new All([.. all.Parts.Select(part => part.Without(decision))]),
        Pick pick => pick with { Branches = [.. pick.Branches.Select(branch => branch.Without(decision))] },
        Needs needs when needs.Decision.Path == decision.Path => Empty,
        _ => this,
    };

    private Use UseOf(Decision decision) => this switch
    {
        All all => all.Parts.Select(part => part.UseOf(decision)).DefaultIfEmpty(Use.Never).Max(),
        Pick pick => pick.Branches.Select(branch => branch.UseOf(decision)).ToArray() is var uses
            && uses.All(use => use == uses[0]) ? uses[0] : Use.Sometimes,
        Needs needs when needs.Decision.Path == decision.Path => Use.Always,
        _ => Use.Never,
    };

    private enum Use
    {
        Never,
        Sometimes,
        Always,
    }
}
