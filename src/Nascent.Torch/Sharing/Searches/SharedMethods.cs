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
            "learns by gradients how much each option counts, together with shared weights; a guard prevents collapse into skip connections",
            "Liu et al. 2019", 3, (at, options) => new MixtureSearch(at.Supernet, at.Data, at.Recipe, options.Settings(at), at.Seed))
            with { PathsPerStep = SharedMethod.Mixture, IsMixture = true, NeedsBlocks = true },
        SharedMethod.Of<PcDartsOptions>("pc-darts", "darts on a share of the channels, with a weight per edge",
            "Xu et al. 2020", 3, (at, options) => new MixtureSearch(at.Supernet, at.Data, at.Recipe, options.Settings(at), at.Seed))
            with { PathsPerStep = SharedMethod.Mixture, IsMixture = true, NeedsBlocks = true },
        SharedMethod.Of<DrnasOptions>("drnas", "darts with shares drawn from a learned Dirichlet distribution",
            "Chen et al. 2021", 2, (at, options) => new MixtureSearch(at.Supernet, at.Data, at.Recipe, options.Settings(at), at.Seed))
            with { PathsPerStep = SharedMethod.Mixture, IsMixture = true, NeedsBlocks = true },
        SharedMethod.Of<GdasOptions>("gdas",
            "learns by gradients how probable each option is, on one random path per step, together with shared weights",
            "Dong and Yang 2019", 2, (at, options) => new Gdas(at.Supernet, at.Data, at.Recipe, options.Settings(at), at.Seed))
            with { PathsPerStep = _ => 2, NeedsBlocks = true },
        SharedMethod.Of<EnasOptions>("enas",
            "trains a controller and shared weights in turn; the controller makes every decision of the space",
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
