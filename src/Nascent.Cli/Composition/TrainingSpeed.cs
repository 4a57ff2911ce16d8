using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Journal;
using Nascent.Search;

namespace Nascent.Cli.Composition;

/// <summary>How long networks need for one training sample on this machine, as the search has measured it.</summary>
/// <param name="SecondsPerWork">For a unit of <see cref="TrainingWork"/>, the median over the trials.</param>
internal sealed record TrainingSpeed(double SecondsPerWork)
{
    /// <summary>What a sample costs when a network is only scored on it, in training samples.</summary>
    public const double ScoredSample = 0.35;

    // The machine may have been busy with something else during one trial: its own time counts up to this many times the usual.
    private const double MostOverUsual = 1.3;

    private static readonly ICostModel Work = new TrainingWork();

    /// <summary>The speed of a run's trials.</summary>
    /// <param name="run">The run.</param>
    /// <param name="state">Its state, with at least one trained trial.</param>
    public static TrainingSpeed Of(OpenRun run, RunState state)
    {
        var ratios = state.Trials.Where(trial => trial is { State: TrialState.Succeeded, Cost.Samples: > 0 })
            .Select(trial => OfTrial(run, trial) / WorkOf(run.NetworkOf(CandidateId.Trial(trial.Number), state))).Order().ToArray();
        return new TrainingSpeed(ratios.Length == 0 ? 1e-10 : ratios[ratios.Length / 2]);
    }

    /// <summary>Seconds that a candidate needs for one training sample: measured for a trial, estimated for a baseline.</summary>
    public double For(OpenRun run, CandidateId candidate, RunState state)
    {
        var usual = SecondsPerWork * WorkOf(run.NetworkOf(candidate, state));
        return candidate.TrialNumber is { } number && state.Trials[number].Cost.Samples > 0 ? Math.Min(OfTrial(run, state.Trials[number]), MostOverUsual * usual) : usual;
    }

    // A trial is scored on the validation part after each epoch.
    private static double OfTrial(OpenRun run, Trial trial) =>
        trial.Cost.Wall.TotalSeconds / (trial.Cost.Samples + (ScoredSample * trial.Curve.Length * run.Data.Validation.Count));

    private static double WorkOf(Architecture network) => Work.PerNode(network).Sum(node => node.Cost);
}
