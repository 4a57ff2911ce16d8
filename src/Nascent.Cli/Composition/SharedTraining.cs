using Nascent.Costs;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Sharing;

namespace Nascent.Cli.Composition;

/// <summary>How long a search trains the supernet that its candidates are scored by.</summary>
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
    public static Fidelity FidelityOf(SearchRequest request, PreparedData data, SearchSpace space) =>
        Fidelity.Of(WeightSharingEstimator.Name).With(Fidelity.Epochs, request.Epochs ?? (request.Time is { } time && data.Preprocessing is Preprocessing.Image ? Fitted(time, data, space) : Epochs));

    private static double Fitted(TimeSpan time, PreparedData data, SearchSpace space)
    {
        var networks = Enumerable.Range(0, Draws).Select(draw => CostTable.Totals(space.Resolve(space.SampleByDecision(new Seed(0).Derive(draw)), data.Signature)));
        var work = networks.Average(costs => costs.First(cost => cost.Key == Metric.Work.Name).Value);
        var paths = space.Decisions.Select(decision => decision.Options.Length).DefaultIfEmpty(1).Max();
        var seconds = time.TotalSeconds * SearchDefaults.SearchShare * ShareOfSearch;
        return Math.Clamp(Math.Round(seconds * SearchDefaults.WorkPerSecond / (work * paths * data.Train.Count), 1), 0.1, MostEpochs);
    }
}
