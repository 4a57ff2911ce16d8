using Nascent.Estimation;
using Nascent.Jobs.Requests;
using Nascent.Jobs.Retraining;
using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Plans;
using Nascent.Torch.Training;
using Nascent.Torch.ZeroCost;
using Nascent.Trials;

namespace Nascent.Jobs.Planning;

/// <summary>What the measured times of a plan come to at each fidelity, and in a budget.</summary>
/// <param name="input">What was measured; at least one candidate was trained.</param>
internal sealed class PlanTiming(PlanInput input)
{
    /// <summary>The name of scoring without training.</summary>
    public const string ZeroCost = ZeroCostEstimator.Name;

    private const int FewestTrials = 3;
    private static readonly double[] Passes = [0.25, 0.5, 1, 2, 4];

    private readonly TimedCandidate[] _trained = [.. input.Candidates.Where(candidate => candidate.Brief is { Samples: > 0 })];
    private readonly RunSpec _spec = input.Spec;
    private readonly RetrainFit _fit = FitOf(input);

    /// <summary>The rungs, from no training to full training, the recommended one among them.</summary>
    public IEnumerable<PlanRung> Rungs()
    {
        var trains = _spec.Estimator.Name == TrainEstimator.Name;
        var scored = input.Candidates.Select(candidate => candidate.ZeroCost).OfType<TimeSpan>().Select(time => time.TotalSeconds).ToArray();
        if (scored.Length > 0)
            yield return Rung(ZeroCost, 0, scored, !trains);
        foreach (var passes in (trains ? Passes.Append(_spec.Fidelity.Amount) : Passes).Distinct().Order())
            yield return Rung(Name(passes), passes, [.. _trained.Select(candidate => SecondsOf(candidate, passes))], trains && passes.Equals(_spec.Fidelity.Amount));
        var epochs = Split().Epochs;
        double[] full = [.. _trained.Select(candidate => epochs * SecondsPerEpoch(candidate))];
        yield return Rung(PlanRung.Full, epochs, full, false);
    }

    /// <summary>How the time is split, by the plan that a search would make of the measured times.</summary>
    public PlanSplit Split()
    {
        var (time, baselines) = (_spec.Budget.Time!.Value, _fit.Baselines.Length);
        var seeds = _spec.Retrain.Folds > 1 ? (_spec.Retrain.Folds, _spec.Retrain.Folds) : (SearchDefaults.RetrainSeeds, 1);
        var (choice, epochs) = _fit.Choose([.. RetrainFit.Shrinking((_fit.Best.Length, 1), seeds)]);
        var search = time * _spec.Budget.SearchShare;
        return new(search, time - search, choice.Candidates, choice.Seeds, baselines, choice.BaselineSeeds, epochs);
    }

    /// <summary>The least time in which the search has three trials of the recommended kind, and each planned network one epoch afterwards.</summary>
    public TimeSpan LeastTime()
    {
        var trial = _spec.Estimator.Name == TrainEstimator.Name ? _trained.Min(candidate => SecondsOf(candidate, _spec.Fidelity.Amount)) : 0;
        var search = FewestTrials * trial / _spec.Workers.Count / _spec.Budget.SearchShare;
        var found = input.Full.Where(one => one.Candidate.BaselineName is null).Min(one => one.SecondsPerEpoch);
        var epoch = RetrainFit.Makespan(input.Full.Where(one => one.Candidate.BaselineName is not null).Select(one => one.SecondsPerEpoch).Append(found).OrderDescending(), _spec.Workers.Count);
        var full = ((epoch / RetrainPlanner.ShareOf(_spec)) + SearchDefaults.Reserve.TotalSeconds) / (1 - _spec.Budget.SearchShare);
        return TimeSpan.FromSeconds(Math.Ceiling(Math.Max(search, full)));
    }

    /// <summary>Refuses a time in which, whatever the machine, nothing could be trained in full: it is no longer than what the end of a run needs.</summary>
    /// <exception cref="NascentException">It is.</exception>
    public static void RequireRoom(RunSpec spec)
    {
        var least = TimeSpan.FromSeconds(Math.Ceiling(SearchDefaults.Reserve.TotalSeconds / (1 - spec.Budget.SearchShare)));
        if (spec.Budget.Time < least)
            throw new NascentException($"--budget: found {Figures.Time(spec.Budget.Time.Value)}, expected more than {Figures.Time(least)}: of what the search leaves, the test, the export and the report need {Figures.Time(SearchDefaults.Reserve)}.");
    }

    /// <summary>Work that one worker did in a second of brief training, the median.</summary>
    public double WorkPerSecond()
    {
        var rates = _trained.Select(candidate => (candidate.Costs[Tasks.Metric.Work.Name] ?? 0) / SecondsPerSample(candidate)).Order().ToArray();
        return rates[rates.Length / 2];
    }

    private static string Name(double passes) => $"{passes.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture)} {(passes == 1 ? "epoch" : "epochs")}";

    private static RetrainFit FitOf(PlanInput input)
    {
        var speed = input.Full.ToDictionary(one => one.Candidate, one => one.SecondsPerEpoch);
        var ofFound = input.Full.Where(one => one.Candidate.BaselineName is null).Select(one => one.SecondsPerEpoch).ToArray();
        for (var i = ofFound.Length; i < input.MostInFull && ofFound.Length > 0; i++) // as many as a search would train: they take as long as those that were timed
            speed[CandidateId.Trial(int.MaxValue - i)] = ofFound.Average();
        var time = input.Spec.Budget.Time!.Value;
        return new RetrainFit
        {
            Best = [.. speed.Keys.Where(id => id.BaselineName is null)],
            Baselines = [.. speed.Keys.Where(id => id.BaselineName is not null)],
            SecondsPerEpoch = id => speed[id],
            IsKnown = (_, _, _) => false,
            Seconds = ((time * (1 - input.Spec.Budget.SearchShare)) - SearchDefaults.Reserve).TotalSeconds * RetrainPlanner.ShareOf(input.Spec),
            Workers = input.Spec.Workers.Count,
            FewestUseful = input.Epochs.Fewest,
            Most = input.Epochs.Most,
        };
    }

    private PlanRung Rung(string name, double passes, double[] seconds, bool recommended)
    {
        var room = _spec.Workers.Count * (_spec.Budget.Time!.Value * _spec.Budget.SearchShare).TotalSeconds;
        return new(name, passes, seconds.Min(), seconds.Average(), seconds.Max(), (long)(room / Math.Max(1e-6, seconds.Average()))) { IsRecommended = recommended };
    }

    // A trial is scored as often as the timed ones were; what is scored costs a share of what is trained.
    private double SecondsOf(TimedCandidate candidate, double passes) => SecondsPerSample(candidate) * ((passes * input.Train) + (TrainingSpeed.ScoredSample * ScoredInAll));

    // Full training has another recipe; how much that changes was measured with the costliest.
    private double SecondsPerEpoch(TimedCandidate candidate) => input.Full.Max(one => one.Candidate.BaselineName is null ? one.SecondsPerEpoch : 0) * SecondsPerSample(candidate) / _trained.Max(SecondsPerSample);

    private double SecondsPerSample(TimedCandidate candidate) => candidate.Brief!.Wall.TotalSeconds / (candidate.Brief.Samples + (TrainingSpeed.ScoredSample * ScoredInAll));

    // The validation part after each epoch, or some of the samples that are held out, and all of them at the end.
    private double ScoredInAll
    {
        get
        {
            var heldOut = input.Timed.Axis(Fidelity.HeldOut, 0);
            return (Math.Ceiling(input.Timed.Axis(Fidelity.Epochs, 1)) * (heldOut > 0 ? Math.Min(heldOut, TrainEstimator.ScoredEachEpoch) : input.Scored)) + heldOut;
        }
    }
}
