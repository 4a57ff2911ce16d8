using System.Collections.Immutable;
using Nascent.Genotypes;
using Nascent.Spaces;
using Nascent.Strategies;
using Nascent.Strategies.Given;
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
        OfGradients("darts", "learns how much each option counts in a mixture of all, by gradients, beside the shared weights; known to end in skip connections without its guard", "Liu et al. 2019", 2, true, 3e-3,
            [new("secondOrder", 0, 0, 1, "1: options learn from the loss after one more step of the weights, at four times the cost"), new("perturbation", 0.3, 0, 1, "by how much the shares of options are disturbed at the end while the weights learn (Chen and Hsieh 2020); 0 in the paper, whose learningRate is 0.0003")],
            at => new MixtureSearch(at.Supernet, at.Data, at.Recipe, With(at, new MixtureSettings { SecondOrder = at.Has("secondOrder"), Perturbation = at["perturbation"] }), at.Seed)),
        OfGradients("pc-darts", "the same with a part of the channels in the mixture, and weights of edges", "Xu et al. 2020", 2, true, 3e-4,
            [new("parts", 4, 1, 64, "of how many equal parts of the channels one goes through the options")],
            at => new MixtureSearch(at.Supernet, at.Data, at.Recipe, With(at, new MixtureSettings { Parts = Whole(at, "parts") }), at.Seed)),
        OfGradients("drnas", "the same with shares drawn from a Dirichlet distribution whose concentrations are learned", "Chen et al. 2021", 1, true, 1e-3,
            [new("anchor", 1e-3, 0, 10, "how strongly concentrations are held near 1")],
            at => new MixtureSearch(at.Supernet, at.Data, at.Recipe, With(at, new MixtureSettings { Kind = MixtureKind.Dirichlet, Anchor = at["anchor"] }), at.Seed)),
        OfGradients("gdas", "learns how probable each option is by gradients through single paths that are drawn, beside the shared weights", "Dong and Yang 2019", 1, false, 3e-3,
            [new("firstTemperature", 10, 0.01, 100, "the temperature of the first step"), new("lastTemperature", 0.1, 0.01, 100, "that of the last")],
            at => new Gdas(at.Supernet, at.Data, at.Recipe, With(at, new GdasSettings { FirstTemperature = at["firstTemperature"], LastTemperature = at["lastTemperature"] }), at.Seed)),
        new(
            new("enas", "trains a controller and the shared weights that it draws paths of in turn; decides everything that is open", "Pham et al. 2018", 2,
                [.. Common(0.5), new("learningRate", 3e-4, 1e-6, 1, "learning rate of the controller"), new("entropy", 0.01, 0, 10, "weight of the policy's entropy"), new("fairShare", 0.25, 0, 1, "share of the steps after the warm-up that train all options equally often")],
                _ => new GivenStrategy([])) { SearchesSharedWeights = true },
            _ => 8, false, false,
            at => new Enas(at.Supernet, at.Data, at.Recipe, new EnasSettings { Epochs = at.Spec.Epochs, WarmUp = at["warmUp"], LearningRate = at["learningRate"], Entropy = at["entropy"], FairShare = at["fairShare"] }, at.Seed)),
    ];

    /// <summary>The method of a strategy.</summary>
    /// <exception cref="NascentException">It is none.</exception>
    public static SharedMethod Named(string strategy) => All.FirstOrDefault(method => method.Strategy.Name == strategy)
        ?? throw NascentException.UnknownName("strategy over shared weights", strategy, All.Select(method => method.Strategy.Name));

    /// <summary>Whether more than one cost is part of the options' loss.</summary>
    /// <returns>Their options, where there are several.</returns>
    public static IReadOnlyList<string> CostsOf(ImmutableSortedDictionary<string, double> options) => [.. Costs.Where(cost => options.GetValueOrDefault(cost) > 0)];

    private static SharedMethod OfGradients(
        string name, string help, string source, int version, bool isMixture, double learningRate, ImmutableArray<StrategyOption> own, Func<SharedSetting, ISharedSearch> begin) => new(
        new(name, help, source, version,
        [
            .. Common(0.3), new("learningRate", learningRate, 1e-6, 1, "learning rate of the options' weights"), new("decay", 1e-3, 0, 1, "their decay"), .. own,
            new("params", 0, 0, 1000, "what the expected parameters, beside the space's mean, count for in the options' loss"), new("macs", 0, 0, 1000, "the same of multiply-accumulates"), new("work", 0, 0, 1000, "the same of training work"),
            new("latency", 0, 0, 1000, "the same of latency here, by operators, after 40 networks were timed"),
            new("guard", 1, 0, 1, "1: a search that prefers networks that hardly learn anything begins anew, and stops in the end; 0: it goes on"), new("restarts", 2, 0, 100, "how often it begins anew"),
        ], _ => new GivenStrategy([]))
        { SearchesSharedWeights = true },
        isMixture ? Mixture : _ => 2, isMixture, true, begin);

    private static StrategyOption[] Common(double warmUp) =>
    [
        new(Epochs, 0, 0, 10_000, "passes over the half of the data that the weights learn from; 0: what the time has room for"), new(Candidates, 8, 1, 1000, "preferred networks that are tried after it"),
        new("warmUp", warmUp, 0, 0.99, "share of the steps in which the weights are trained alone"),
    ];

    // Weights and options learn from all options side by side.
    private static double Mixture(SearchSpace space) => 2 * space.Genotypes.Decisions.Where(decision => decision.Kind is DecisionKind.Operator).Select(decision => decision.Options.Length).DefaultIfEmpty(1).Max();

    private static T With<T>(SharedSetting at, T settings)
        where T : GradientSettings => settings with
        {
            Epochs = at.Spec.Epochs,
            WarmUp = at["warmUp"],
            LearningRate = at["learningRate"],
            Decay = at["decay"],
            Cost = CostsOf(at.Options) is [var cost] ? new CostTerm(at.ModelOf(cost), at[cost]) : null,
            Guard = at.Has("guard") ? new CollapseGuard { Restarts = Whole(at, "restarts") } : null,
        };

    private static int Whole(SharedSetting at, string option) => (int)Math.Round(at[option]);
}
