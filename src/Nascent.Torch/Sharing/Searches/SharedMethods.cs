using System.Collections.Immutable;
using Nascent.Tasks;
using Nascent.Torch.Sharing.Controllers;
using Nascent.Torch.Sharing.Gradients;

namespace Nascent.Torch.Sharing.Searches;

/// <summary>The strategies that search over shared weights.</summary>
public static class SharedMethods
{
    /// <summary>The option that says how many passes the search takes; 0 where the run's time says it.</summary>
    public const string Epochs = "epochs";

    /// <summary>The option that says how many of the preferred networks become trials.</summary>
    public const string Candidates = "candidates";

    private static readonly string[] Costs = [Metric.Parameters.Name, Metric.Macs.Name, Metric.Work.Name, Metric.Latency.Name];

    /// <summary>Their table, in the order it is listed.</summary>
    public static readonly ImmutableArray<SharedMethod> All =
    [
        SharedMethod.Of<DartsOptions>("darts",
            "learns how much each option counts in a mixture of all, by gradients, together with the shared weights; known to end in skip connections without its guard",
            "Liu et al. 2019", 3, (at, options) => new MixtureSearch(at.Supernet, at.Data, at.Recipe, options.Settings(at), at.Seed))
            with { PathsPerStep = SharedMethod.Mixture, IsMixture = true, NeedsBlocks = true },
        SharedMethod.Of<PcDartsOptions>("pc-darts", "the same with a part of the channels in the mixture, and weights of edges",
            "Xu et al. 2020", 3, (at, options) => new MixtureSearch(at.Supernet, at.Data, at.Recipe, options.Settings(at), at.Seed))
            with { PathsPerStep = SharedMethod.Mixture, IsMixture = true, NeedsBlocks = true },
        SharedMethod.Of<DrnasOptions>("drnas", "the same with shares drawn from a Dirichlet distribution whose concentrations are learned",
            "Chen et al. 2021", 2, (at, options) => new MixtureSearch(at.Supernet, at.Data, at.Recipe, options.Settings(at), at.Seed))
            with { PathsPerStep = SharedMethod.Mixture, IsMixture = true, NeedsBlocks = true },
        SharedMethod.Of<GdasOptions>("gdas",
            "learns how probable each option is, by gradients through single paths that are drawn, together with the shared weights",
            "Dong and Yang 2019", 2, (at, options) => new Gdas(at.Supernet, at.Data, at.Recipe, options.Settings(at), at.Seed))
            with { PathsPerStep = _ => 2, NeedsBlocks = true },
        SharedMethod.Of<EnasOptions>("enas",
            "trains a controller and the shared weights that it draws paths of in turn; decides everything that is open",
            "Pham et al. 2018", 3, (at, options) => new Enas(at.Supernet, at.Data, at.Recipe, options.Settings(at), at.Seed))
            with { PathsPerStep = _ => 8 },
    ];

    /// <summary>The method of a strategy.</summary>
    /// <exception cref="NascentException">It is none.</exception>
    public static SharedMethod Named(string strategy) => All.FirstOrDefault(method => method.Strategy.Name == strategy)
        ?? throw NascentException.UnknownName("strategy over shared weights", strategy, All.Select(method => method.Strategy.Name));

    /// <summary>Whether more than one cost is part of the options' loss.</summary>
    /// <returns>Their options, where there are several.</returns>
    public static IReadOnlyList<string> CostsOf(ImmutableSortedDictionary<string, double> options) => [.. Costs.Where(cost => options.GetValueOrDefault(cost) > 0)];
}
