using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Torch.Native;
using Nascent.Torch.Strategies.Controllers;
using Nascent.Trials;
using TorchSharp;
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

    /// <summary>The entry in the table.</summary>
    public static StrategyDescription Description { get; } = StrategyDescription.Of<PpoOptions>(
        "ppo", "the LSTM controller of reinforce, trained by several small steps per batch",
        options => new PpoStrategy(options), "Schulman et al. 2017, Zoph et al. 2018");

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public PpoStrategy(PpoOptions options) => _search = new(Description.Checked(options), new PolicyObjective(options.Epochs, (now, then, advantages) =>
    {
        var ratio = now.Minus(then).exp();
        using var least = (1 - options.Clip).ToScalar();
        using var most = (1 + options.Clip).ToScalar();
        return minimum(ratio * advantages, ratio.clamp(least, most) * advantages);
    }));

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed) => _search.Propose(view, seed);

    /// <inheritdoc/>
    public void Observe(Trial finished) => _search.Observe(finished);
}
