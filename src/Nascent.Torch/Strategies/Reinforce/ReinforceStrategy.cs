using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Torch.Strategies.Controllers;
using Nascent.Trials;

namespace Nascent.Torch.Strategies.Reinforce;

/// <summary>Policy gradient search: an LSTM controller draws genotypes and makes those more probable that turn out better than lately usual.</summary>
/// <remarks>
/// Williams 1992 (REINFORCE with a baseline, equation 11); Zoph and Le 2017 (the controller, a moving average as the baseline, an update by Adam);
/// Pham, Guan, Zoph, Le and Dean 2018 (temperature and tanh constant); the entropy bonus as in Zoph, Vasudevan, Shlens and Le 2018. Deviations, each because of how Nascent works:
/// a reward is not the accuracy but the share of the latest trials that a trial is not beaten by (<c>docs/strategies/reinforce.md</c>), which needs no scale and no cube, and counts
/// broken constraints, failures and several objectives by one rule;
/// trials are observed in order with a look-ahead, so that the gradient is taken at weights that have changed since the proposal, as with the paper's asynchronous replicas;
/// learning rates are those of tens to hundreds of trials, not of thousands;
/// a genotype is by default not proposed twice, since its training would be the same bit for bit.
/// </remarks>
public sealed class ReinforceStrategy : IStrategy
{
    private readonly ControllerSearch _search;

    /// <summary>The entry in the table.</summary>
    public static StrategyDescription Description { get; } = StrategyDescription.Of<ReinforceOptions>(
        "reinforce", "an LSTM controller makes one decision after another and learns from the scores",
        options => new ReinforceStrategy(options), "Williams 1992, Zoph and Le 2017");

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public ReinforceStrategy(ReinforceOptions options) => _search = new(Description.Checked(options), new PolicyObjective(1, (now, _, advantages) => now * advantages));

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed) => _search.Propose(view, seed);

    /// <inheritdoc/>
    public void Observe(Trial finished) => _search.Observe(finished);
}
