using System.Collections.Immutable;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Journal;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Searches;
using Nascent.Trials;

namespace Nascent.Jobs.Requests;

/// <summary>How long a search trains shared weights: those that its candidates are scored by, or that its strategy searches over.</summary>
internal static class SharedTraining
{
    /// <summary>Epochs where there is no time to fit them to.</summary>
    public const double Epochs = 10;

    // Of the search's time; the rest is for scoring candidates.
    private const double ShareOfSearch = 0.6;
    private const double MostEpochs = 200;
    private const int Draws = 30;

    /// <summary>The fidelity of a trial: epochs of the supernet, as asked, or what the search's time has room for at a core's usual speed (<see cref="SearchDefaults.WorkPerSecond"/>), as one process trains it.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="data">The data.</param>
    /// <param name="space">The space.</param>
    /// <param name="limits">What candidates must keep, and paths that are trained.</param>
    /// <exception cref="NascentException">No network that was drawn keeps the limits.</exception>
    public static Fidelity FidelityOf(SettledRequest request, PreparedData data, SearchSpace space, ImmutableArray<Constraint> limits) =>
        Fidelity.Of(WeightSharingEstimator.Name).With(Fidelity.Epochs, request.Epochs ?? (request.Time is { } time && data.Preprocessing is Preprocessing.Image ? Fitted(time, data, space, limits) : Epochs));

    /// <summary>The fidelity where nothing is asked and no time limits it.</summary>
    public static Fidelity UsualFidelity { get; } = Fidelity.Of(WeightSharingEstimator.Name).With(Fidelity.Epochs, Epochs);

    /// <summary>How a strategy that searches over shared weights does so: as asked, or for what the search's time has room for; null where it does not.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="data">The data.</param>
    /// <param name="space">The space.</param>
    public static SharedSpec? SearchOf(StrategyDescription strategy, SettledRequest request, PreparedData data, SearchSpace space)
    {
        if (!strategy.SearchesSharedWeights)
            return null;
        var values = strategy.ValuesOf(request.StrategyOptions);
        var epochs = values[SharedMethods.Epochs] is > 0 and var asked ? asked
            : request.Time is { } time && data.Preprocessing is Preprocessing.Image ? Fitted(SearchSeconds(time, data), data.Train.Count / 2, data.Signature, space, SharedMethods.Named(strategy.Name)) : Epochs;
        return new(epochs, request.Trials ?? (int)values[SharedMethods.Candidates]);
    }

    /// <summary>Refuses wishes that a strategy over shared weights cannot fulfil.</summary>
    /// <exception cref="NascentException">There is one.</exception>
    public static void Require(SettledRequest request, StrategyDescription strategy, SearchSpace space)
    {
        if (!strategy.SearchesSharedWeights)
            return;
        if (request.Estimator.Name != SearchDefaults.Estimator)
            throw new NascentException($"--estimator: found '{request.Estimator.Name}' beside --strategy {strategy.Name}, which trains shared weights itself and then trains what it prefers; leave it out.");
        if (request.Workers.Device != SearchDefaults.Device)
            throw new NascentException($"--device: found '{request.Workers.Device}' beside --strategy {strategy.Name}, whose shared weights are trained on the processor; expected {SearchDefaults.Device}.");
        if (SharedMethods.CostsOf(request.StrategyOptions) is { Count: > 1 } costs)
            throw new NascentException($"--strategy-option: found {string.Join(" and ", costs)}, expected one of them: the loss has one cost.");
        if (SharedMethods.Named(strategy.Name).NeedsBlocks && !space.Genotypes.Decisions.Any(decision => decision.Kind is DecisionKind.Operator))
            throw new NascentException($"--strategy: found '{strategy.Name}', which decides between blocks, expected a strategy that decides sizes too, such as enas or auto: space '{space.Name}' has no decision between blocks.");
    }

    private static double SearchSeconds(TimeSpan time, PreparedData data) => time.TotalSeconds * SearchDefaults.SearchShareFor(data);

    private static double Fitted(TimeSpan time, PreparedData data, SearchSpace space, ImmutableArray<Constraint> limits)
    {
        var allows = CostLimits.Of(space, data.Signature, limits);
        return Fitted(SearchSeconds(time, data), data.Train.Count, data.Signature, space, i => PathRule.StrictlyFair.PathsOf(space, allows, i, new Seed(0)).Select(path => path.Genotype));
    }

    private static double Fitted(double seconds, int samples, Signature signature, SearchSpace space, SharedMethod method)
    {
        Genotype OfMixture(Seed seed) => space.Genotypes.Complete(decision => decision.Kind is DecisionKind.Operator ? seed.Derive(decision.Path.Text).Stream().NextInt(decision.Options.Length) : decision.Options.Length / 2, seed);
        return Fitted(seconds / method.PathsPerStep(space), samples, signature, space, i => [new Seed(0).Derive(i) is var seed && method.IsMixture ? OfMixture(seed) : space.Genotypes.SampleByDecision(seed)]);
    }

    /// <summary>Epochs that take the share of some seconds, where a step trains some networks, drawn by a number.</summary>
    private static double Fitted(double seconds, int samples, Signature signature, SearchSpace space, Func<int, IEnumerable<Genotype>> networks)
    {
        var work = Enumerable.Range(0, Draws).Average(i => networks(i).Sum(network => CostTable.Totals(space.Resolve(network, signature))[Metric.Work.Name]));
        return Math.Clamp(Math.Round(ShareOfSearch * seconds * SearchDefaults.WorkPerSecond / (work * samples), 1), 0.1, MostEpochs);
    }
}
