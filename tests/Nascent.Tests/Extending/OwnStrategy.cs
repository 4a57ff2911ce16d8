using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Trials;

namespace Nascent.Tests.Extending;

/// <summary>A strategy that mutates the best trial so far.</summary>
public sealed class OwnStrategy(OwnStrategyOptions options) : IStrategy
{
    private readonly OwnStrategyOptions _options = Description.Checked(options);
    private readonly UnseenGenotypes _unseen = new();

    public static StrategyDescription Description { get; } = StrategyDescription.Of<OwnStrategyOptions>(
        "mutate-best", "mutates the best trial so far", options => new OwnStrategy(options));

    public Proposal Propose(SearchView view, Seed seed)
    {
        if (_unseen.IsExhausted(view.Space))
            return new Proposal.Done("every genotype of the space was proposed");
        var best = new TrialOrder(view.Objectives, view.Constraints).FirstOf(view.Observed);
        var explores = best is null || seed.Derive("explore").Stream().NextDouble() < _options.Explore;
        var child = explores ? null
            : Enumerable.Range(0, _options.Tries).Select(i => view.Space.Mutate(best!.Genotype, seed.Derive(i))).FirstOrDefault(other => !_unseen.IsSeen(other));
        var genotype = child ?? _unseen.Draw(view.Space, seed.Derive("draw"))!;
        _unseen.Add(genotype);
        return new Proposal.Try(genotype, view.Fidelity);
    }

    public void Observe(Trial finished)
    {
        // the view has all that is asked for
    }
}
