using Nascent.Search;
using Nascent.Spaces;

namespace Nascent.Strategies.Rungs;

/// <summary>What is left to do once every genotype of a space was proposed: those that never had the full fidelity, the most promising first.</summary>
/// <remarks>The order is made once, when no trial is pending.</remarks>
internal sealed class Remainder
{
    private Queue<Genotype>? _left;

    /// <summary>Whether the order is made.</summary>
    public bool HasBegun => _left is not null;

    /// <summary>The proposal: the next of them, or the end.</summary>
    public Proposal Next(SearchView view)
    {
        if (_left is null && view.Pending.Count > 0)
            return new Proposal.Wait();
        _left ??= Order(view);
        return _left.TryDequeue(out var genotype) ? new Proposal.Try(genotype, view.Fidelity) : new Proposal.Done("every genotype of the space was proposed");
    }

    private static Queue<Genotype> Order(SearchView view)
    {
        var full = view.Observed.Where(trial => trial.Fidelity.Equals(view.Fidelity)).Select(trial => trial.Genotype).ToHashSet();
        return new(new TrialOrder(view.Objectives, view.Constraints).BestOf(view.Observed).Select(trial => trial.Genotype).Where(genotype => !full.Contains(genotype)));
    }
}
