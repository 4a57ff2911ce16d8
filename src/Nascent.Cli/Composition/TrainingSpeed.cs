using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Journal;
using Nascent.Search;

namespace Nascent.Cli.Composition;

/// <summary>How long networks need for one training sample on this machine, as the search has measured it.</summary>
/// <param name="SecondsPerWork">For a unit of <see cref="TrainingWork"/>, the median over the trials.</param>
internal sealed record TrainingSpeed(double SecondsPerWork)
{
    private static readonly ICostModel Work = new TrainingWork();

    /// <summary>The speed of a run's trials.</summary>
    /// <param name="run">The run.</param>
    /// <param name="state">Its state, with at least one trained trial.</param>
    public static TrainingSpeed Of(OpenRun run, RunState state)
    {
        var ratios = state.Trials.Where(trial => trial is { State: TrialState.Succeeded, Cost.Samples: > 0 })
            .Select(trial => OfTrial(trial) / WorkOf(run.NetworkOf(CandidateId.Trial(trial.Number), state))).Order().ToArray();
        return new TrainingSpeed(ratios.Length == 0 ? 1e-10 : ratios[ratios.Length / 2]);
    }

    /// <summary>Seconds that a candidate needs for one sample: measured for a trial, estimated for a baseline.</summary>
    public double For(OpenRun run, CandidateId candidate, RunState state) =>
        candidate.TrialNumber is { } number && state.Trials[number].Cost.Samples > 0 ? OfTrial(state.Trials[number]) : SecondsPerWork * WorkOf(run.NetworkOf(candidate, state));

    private static double OfTrial(Trial trial) => trial.Cost.Wall.TotalSeconds / trial.Cost.Samples;

    private static double WorkOf(Architecture network) => Work.PerNode(network).Sum(node => node.Cost);
}
