using Nascent.Trials;

namespace Nascent.Strategies.Rungs;

/// <summary>What is left to do once every genotype of a space was proposed: those that never had the full fidelity, the most promising first.</summary>
/// <remarks>The order is made once, when no trial is pending.</remarks>
/// <param name="ladder">The rungs.</param>
internal sealed class Remainder(Ladder ladder)
{
    private Queue<Trial>? _left;

    /// <summary>Whether the order is made.</summary>
    public bool HasBegun => _left is not null;

    /// <summary>The proposal: the next of them, or the end.</summary>
    public Proposal Next(SearchView view)
    {
        if (_left is null && view.Pending.Count > 0)
            return new Proposal.Wait();
        _left ??= Order(view);
        return _left.TryDequeue(out var trial) ? ladder.Raised(trial, ladder.Top) : new Proposal.Done("every genotype of the space was proposed");
    }

    private static Queue<Trial> Order(SearchView view)
    {
        var full = view.Observed.Where(trial => trial.Fidelity.Equals(view.Fidelity)).Select(trial => trial.Genotype).ToHashSet();
        return new(new TrialOrder(view.Objectives, view.Constraints).BestOf(view.Observed).Where(trial => !full.Contains(trial.Genotype)));
    }
}
