using Nascent.Costs;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Jobs.Requests;

/// <summary>The limit on training work that a budget by time implies for images: what is too slow to be tried, or to be trained in full, is rejected before it is trained.</summary>
internal static class WorkLimit
{
    /// <summary>Candidates under a limit need about this share of it on average.</summary>
    internal const double MeanOfLimit = 0.85;

    // Of the time for full training, what one training of the winner may take at most on its core: the rest is kept for estimates that err, for the export, and for more
    // epochs than the fewest useful ones.
    private const double ShareOfOneTraining = 0.85;

    // However short the time, this share of the networks that keep the user's limits stays: a search needs a choice.
    private const double LeastShare = 0.1;
    private const int Draws = 300;
    private const int DrawsOfCopies = 30;

    /// <summary>One limit, or none: where there is no budget by time, for tables, where the user has limited work, and where few networks keep the user's other limits.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="data">The data.</param>
    /// <param name="space">The space.</param>
    /// <param name="fidelity">The fidelity of a trial.</param>
    public static IEnumerable<Constraint> For(SettledRequest request, PreparedData data, SearchSpace space, Fidelity fidelity)
    {
        if (request.Time is not { } time || data.Preprocessing is not Preprocessing.Image || request.Constraints.Any(constraint => constraint.Metric == Metric.Work.Name))
            yield break;
        var estimator = request.Estimator;
        var share = SearchDefaults.SearchShareFor(estimator.Abilities, data);
        var cores = Math.Max(1, request.Workers.Count);
        var trialSamples = (Trained(fidelity, data) + (TrainingSpeed.ScoredSample * Scored(fidelity, data))) * CopyShare(space, data.Signature, fidelity);
        var ofTrial = !estimator.Abilities.TrainsEach ? double.PositiveInfinity // no candidate is trained then
            : time.TotalSeconds * cores * share / (SearchDefaults.FewestTrials * trialSamples * MeanOfLimit);
        var epochs = request.Retrain.Epochs ?? SearchDefaults.FewestUsefulEpochs(images: true, data.Train.Count);
        var ofFull = time.TotalSeconds * (1 - share) * ShareOfOneTraining / (epochs * data.Train.Count);
        if (LeastOf(space, data.Signature, request.Constraints) is { } least)
            yield return new Constraint(Metric.Work.Name, true, Rounded(Math.Max(least, SearchDefaults.WorkPerSecond * Math.Min(ofTrial, ofFull))));
    }

    private static double Trained(Fidelity fidelity, PreparedData data) => fidelity.Axis(Fidelity.Epochs, 1) * fidelity.Axis(Fidelity.DataShare, 1) * data.Train.Count;

    /// <summary>The validation part after each epoch, or some of the samples that are held out, and all of them at the end.</summary>
    private static double Scored(Fidelity fidelity, PreparedData data) => Math.Ceiling(fidelity.Axis(Fidelity.Epochs, 1)) is var epochs && fidelity.Axis(Fidelity.HeldOut, 0) is var heldOut and > 0
        ? (epochs * Math.Min(heldOut, TrainEstimator.ScoredEachEpoch)) + heldOut : epochs * data.Validation.Count;

    /// <summary>The work that the cheapest share of the space's networks stays below, of those that keep the limits; null where hardly any does.</summary>
    private static double? LeastOf(SearchSpace space, Signature signature, IEnumerable<Constraint> limits)
    {
        var networks = Enumerable.Range(0, Draws).Select(draw => new Metrics(CostTable.Totals(space.Resolve(space.Genotypes.SampleByDecision(new Seed(0).Derive(draw)), signature))));
        var works = networks.Where(costs => limits.All(limit => limit.Holds(costs) != false)).Select(costs => costs[Metric.Work.Name]!.Value).Order().ToArray();
        return works.Length < Draws / 30 ? null : works[(int)(LeastShare * works.Length)];
    }

    /// <summary>The work of the copies that trials train, beside that of the networks themselves.</summary>
    private static double CopyShare(SearchSpace space, Signature signature, Fidelity fidelity)
    {
        if (new[] { Fidelity.Width, Fidelity.Depth, Fidelity.Resolution }.All(axis => fidelity.Axis(axis, 1) == 1))
            return 1;
        var (copies, networks) = (0.0, 0.0);
        for (var draw = 0; draw < DrawsOfCopies; draw++)
        {
            var genotype = space.Genotypes.SampleByDecision(new Seed(0).Derive(draw));
            networks += CostTable.Totals(space.Resolve(genotype, signature))[Metric.Work.Name];
            copies += CostTable.Totals(SmallCopy.Of(space.Resolve(genotype, signature, fidelity.Axis(Fidelity.Depth, 1)), fidelity))[Metric.Work.Name];
        }

        return copies / networks;
    }

    // Two figures are all that the estimate deserves.
    private static double Rounded(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return Math.Round(value / unit) * unit;
    }
}
