using Nascent.Randomness;
using Nascent.Trials;

namespace Nascent.Strategies.Tpe;

/// <summary>The tree-structured Parzen estimator: proposes what is likely among the good trials and unlikely among the others.</summary>
/// <remarks>
/// Bergstra, Bardenet, Bengio and Kégl 2011, section 4, on decisions that are all discrete. Deviations, explained on <c>docs/strategies/tpe.md</c>:
/// the good ones are the best γ√n (hyperopt's and Optuna's rule) rather than a share of all;
/// candidates are drawn around a whole good trial, as BOHB and multivariate TPE do (Falkner, Klein and Hutter 2018), but judged decision by decision, as the paper does, so that the
/// densities are counts and cost nothing to keep;
/// failed and rejected trials and those that the clock ended are among the bad ones (one that a rule stopped counts by its forecast); and with several objectives the good ones are those of the best non-dominated rank, then of the largest crowding
/// distance (Ozaki et al. 2020 take the hypervolume that each adds for the latter).
/// </remarks>
public sealed class TpeStrategy : IStrategy
{
    private readonly GenotypeDraws _draws = new();
    private readonly ParzenDensities _densities;
    private readonly List<Trial> _new = [];

    /// <summary>The entry in the table.</summary>
    public static StrategyDescription Description { get; } = StrategyDescription.Of<TpeOptions>(
        "tpe", "models good and bad trials, and tries networks that are likely to be good",
        options => new TpeStrategy(options), "Bergstra et al. 2011");

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public TpeStrategy(TpeOptions options) => _densities = new ParzenDensities(Description.Checked(options));

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed)
    {
        foreach (var trial in _new)
            _densities.Add(trial, view);
        _new.Clear();
        var genotype = _densities.IsReady ? _densities.Draw(view, _draws, seed.Derive("candidates")) : null;
        genotype ??= _draws.Draw(view, seed.Derive("draw"));
        if (genotype is null)
            return new Proposal.Done("every genotype of the space was proposed");
        _draws.Add(genotype);
        return new Proposal.Try(genotype, view.Fidelity);
    }

    /// <inheritdoc/>
    public void Observe(Trial finished)
    {
        _draws.Observe(finished);
        _new.Add(finished);
    }
}
