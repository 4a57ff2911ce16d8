using Nascent.Data;
using Nascent.Estimation;
using Nascent.Search;
using Nascent.Tasks;

namespace Nascent.Cli.Composition;

/// <summary>The limit on training work that a budget by time implies for images: what is too slow to be tried, or to be trained in full, is rejected before it is trained.</summary>
internal static class WorkLimit
{
    // Candidates under a limit need about this share of it on average.
    private const double MeanOfLimit = 0.85;

    // Of the time for full training, what one training of the winner may take at most on its core: the rest is kept for estimates that err and for the export.
    private const double ShareOfOneTraining = 0.85;

    /// <summary>One limit, or none: where there is no budget by time, for tables, and where the user has limited work.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="data">The data.</param>
    /// <param name="fidelity">The fidelity of a trial.</param>
    public static IEnumerable<Constraint> For(SearchRequest request, PreparedData data, Fidelity fidelity)
    {
        if (request.Time is not { } time || data.Preprocessing is not Preprocessing.Image || request.Constraints.Any(constraint => constraint.Metric == Metric.Work.Name))
            yield break;
        var cores = Math.Max(1, request.Workers.Count);
        var trialSamples = fidelity.Axis(Fidelity.Epochs, 1) * fidelity.Axis(Fidelity.DataShare, 1) * data.Train.Count;
        var ofTrial = time.TotalSeconds * cores * SearchDefaults.SearchShare / (SearchDefaults.FewestTrials * trialSamples * MeanOfLimit);
        var epochs = request.Retrain.Epochs ?? SearchDefaults.FewestUsefulEpochs(images: true, data.Train.Count);
        var ofFull = time.TotalSeconds * (1 - SearchDefaults.SearchShare) * ShareOfOneTraining / (epochs * data.Train.Count);
        yield return new Constraint(Metric.Work.Name, true, Rounded(SearchDefaults.WorkPerSecond * Math.Min(ofTrial, ofFull)));
    }

    // Two figures are all that the estimate deserves.
    private static double Rounded(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return Math.Ceiling(value / unit) * unit;
    }
}
