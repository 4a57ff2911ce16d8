using Nascent.Randomness;
using Nascent.Search;
using Nascent.Strategies;
using Nascent.Torch.Strategies.Controllers;
using static TorchSharp.torch;

namespace Nascent.Torch.Strategies.Ppo;

/// <summary>Proximal policy optimisation: the controller of <c>reinforce</c> takes several gradient steps on each batch, none of which gains by changing a genotype's probability much.</summary>
/// <remarks>
/// Schulman, Wolski, Dhariwal, Radford and Klimov 2017, equation 7 (the clipped surrogate), with the moving-average baseline and entropy bonus of Zoph, Vasudevan, Shlens and Le 2018 in place of
/// a learnt value function. The ratio is of whole genotypes' probabilities: now, and when the trial was proposed. Deviations are those of
/// <see cref="Reinforce.ReinforceStrategy"/>: rewards are ranks, and no genotype is proposed twice by default.
/// </remarks>
public sealed class PpoStrategy : IStrategy
{
    private readonly ControllerSearch _search;

    /// <summary>Makes the strategy.</summary>
    public PpoStrategy(PpoOptions options) => _search = new(options.Controller, new PolicyObjective(options.Epochs, (now, then, advantages) =>
    {
        var ratio = (now - then).exp();
        return minimum(ratio * advantages, ratio.clamp(1 - options.Clip, 1 + options.Clip) * advantages);
    }));

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed) => _search.Propose(view, seed);

    /// <inheritdoc/>
    public void Observe(Trial finished) => _search.Observe(finished);
}
