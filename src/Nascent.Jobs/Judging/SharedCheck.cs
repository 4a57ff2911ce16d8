using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Requests;
using Nascent.Journal;
using Nascent.Reporting.Outcomes;
using Nascent.Reporting.Trust;
using Nascent.Search;
using Nascent.Search.SharedSearch;
using Nascent.Torch.ZeroCost;
using Nascent.Trials;

namespace Nascent.Jobs.Judging;

/// <summary>The check of a run whose trials are scored by shared weights: some of all ranks are trained by themselves, briefly, and where costs rank these no worse than the scores did, the scores are not what decides.</summary>
/// <param name="run">The run.</param>
/// <param name="recorder">Its journal, in which the search has ended.</param>
internal sealed class SharedCheck(OpenRun run, RunRecorder recorder)
{
    /// <summary>Trials that are trained, evenly spaced over the ranks.</summary>
    public const int Trials = 8;

    /// <summary>Checks, where it was not done yet and there are enough trials.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    /// <exception cref="NascentException">The journal cannot be written, or workers do not start.</exception>
    public async Task RunAsync(ITrialEngine engine, IProgress<JobReport> progress, CancellationToken cancellationToken)
    {
        var ranked = TrustEvidence.Ranked(recorder.State);
        if (!run.Estimator.Abilities.SharesWeights || recorder.State.Check is not null || recorder.State.Plan is not null || ranked.Length < SharedAgreement.FewestTrials)
            return;
        Trial[] trials = [.. TrustRun.EvenlySpaced(ranked.Length, Math.Min(Trials, ranked.Length)).Select(place => ranked[place])];
        var brief = RunSpecFactory.UsualFidelity(run.Data, run.Spec.Budget.Time);
        await new CheckPhase(recorder, engine, progress).RunAsync(trials, brief, Fidelity.Of(ZeroCostEstimator.Name), Judge, cancellationToken);
    }

    /// <summary>The trials in the order in which they are to be trained in full.</summary>
    public static IEnumerable<Trial> Ranked(RunSpec spec, RunState state)
    {
        var ranked = spec.TrialOrder.BestOf(state.Trials);
        if (state.Check is not { } check || check.Estimator == spec.Estimator.Name)
            return ranked;
        var (sign, values) = (spec.Objectives[0].Maximise ? 1 : -1, check.Trials.Where(one => one.Value is not null).ToDictionary(one => one.Trial, one => one.Value!.Value));
        return ranked.Where(trial => values.ContainsKey(trial.Number)).OrderByDescending(trial => sign * values[trial.Number])
            .Concat(ranked.Where(trial => !values.ContainsKey(trial.Number)).OrderByDescending(trial => trial.Metrics[check.Estimator] ?? double.NegativeInfinity));
    }

    private string Judge(ImmutableArray<CheckedTrial> found) => SharedAgreement.Of(recorder.State, found)?.Better ?? run.Spec.Estimator.Name;
}
