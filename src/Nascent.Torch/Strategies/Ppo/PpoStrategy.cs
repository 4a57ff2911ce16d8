using Nascent.Randomness;
using Nascent.Search;
using Nascent.Strategies;
using Nascent.Torch.Strategies.Controllers;
using static TorchSharp.torch;

namespace Nascent.Torch.Strategies.Ppo;

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
