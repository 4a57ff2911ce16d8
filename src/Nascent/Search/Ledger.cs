using Nascent.Journal;
using Nascent.Trials;

namespace Nascent.Search;

/// <summary>What a run cost.</summary>
/// <param name="Considered">Proposals.</param>
/// <param name="Trained">Trials that were trained, be it to the end or not; 0 where the estimator trains nothing.</param>
/// <param name="Scored">Trials that were scored without training, be it to the end or not; 0 where the estimator trains.</param>
/// <param name="Succeeded">Trials that were estimated to the end.</param>
/// <param name="Failed">Trials that could not be estimated.</param>
/// <param name="Stopped">Trials that were stopped early.</param>
/// <param name="Rejected">Proposals that break a constraint and were not trained.</param>
/// <param name="Duplicates">Proposals that were answered by an earlier trial.</param>
/// <param name="LostAttempts">Attempts that ended with their worker; what they cost is not counted.</param>
/// <param name="Retrained">Full trainings in this run, not counting those reused from earlier runs.</param>
/// <param name="SearchCpu">Processor time of trials, of the search over shared weights before them, and of their check.</param>
/// <param name="RetrainCpu">Processor time of full trainings in this run.</param>
/// <param name="Wall">How long the run was at work, without the gaps before each resume.</param>
/// <param name="Samples">Training samples seen in all.</param>
/// <param name="FullTrainingCpu">
/// Processor time that the search would have taken, had it trained each candidate in full as the found ones were: <see cref="Succeeded"/>, and those that a rule stopped, × the mean of this run's full trainings of found candidates. Null before there is one.
/// </param>
/// <param name="Assumptions">What energy and carbon are computed from.</param>
public sealed record Ledger(
    int Considered, int Trained, int Scored, int Succeeded, int Failed, int Stopped, int Rejected, int Duplicates, int LostAttempts, int Retrained,
    TimeSpan SearchCpu, TimeSpan RetrainCpu, TimeSpan Wall, long Samples, TimeSpan? FullTrainingCpu, LedgerAssumptions Assumptions)
{
    /// <summary>Processor time of full trainings that judge the search's scores and that the journal does not have; not counted in <see cref="RetrainCpu"/>.</summary>
    public TimeSpan TrustCpu { get; init; }

    /// <summary>Processor time of the search and of full training.</summary>
    public TimeSpan Cpu => SearchCpu + RetrainCpu + TrustCpu;

    /// <summary>Estimated energy in watt-hours: <see cref="Cpu"/> × the watts of a busy core. An estimate under that assumption, not a measurement.</summary>
    public double EnergyWattHours => Cpu.TotalHours * Assumptions.WattsPerCore;

    /// <summary>Estimated emissions in grams of CO₂-equivalent: <see cref="EnergyWattHours"/> × the carbon intensity. An estimate under both assumptions.</summary>
    public double CarbonGrams => EnergyWattHours / 1000 * Assumptions.GramsPerKilowattHour;

    /// <summary>The ledger of a run.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="assumptions">What energy and carbon are computed from; the defaults where null.</param>
    public static Ledger Of(RunState state, LedgerAssumptions? assumptions = null)
    {
        int Count(TrialState wanted) => state.Trials.Count(trial => trial.State == wanted && trial.DuplicateOf is null);
        var full = state.Retrained.Where(result => !result.Reused && result.Members.IsEmpty).ToArray();
        var found = full.Where(result => result.Candidate.TrialNumber is not null).ToArray();
        var own = state.Trials.Where(trial => trial.DuplicateOf is null).ToArray();
        var (estimated, succeeded, trains) = (own.Count(trial => trial.State != TrialState.Rejected), Count(TrialState.Succeeded), state.Spec?.SearchObjectives is null);
        return new Ledger(
            state.Trials.Count, trains ? estimated : 0, trains ? 0 : estimated, succeeded, Count(TrialState.Failed),
            Count(TrialState.Stopped), Count(TrialState.Rejected), state.Trials.Count - own.Length, state.LostAttempts.Values.Sum(), full.Length,
            Sum(own.Select(trial => trial.Cost.Cpu)) + (state.SharedSearch?.Cost.Cpu ?? TimeSpan.Zero) + (state.Check?.Cost.Cpu ?? TimeSpan.Zero), Sum(full.Select(result => result.Evaluation.Cost.Cpu)) + (state.Final?.Evaluation.Cost.Cpu ?? TimeSpan.Zero), state.ActiveTime,
            own.Sum(trial => trial.Cost.Samples) + (state.SharedSearch?.Cost.Samples ?? 0) + (state.Check?.Cost.Samples ?? 0) + full.Sum(result => result.Evaluation.Cost.Samples) + (state.Final?.Evaluation.Cost.Samples ?? 0),
            found.Length == 0 ? null : own.Count(trial => trial.HasResult) * (Sum(found.Select(result => result.Evaluation.Cost.Cpu)) / found.Length), assumptions ?? new());
    }

    private static TimeSpan Sum(IEnumerable<TimeSpan> spans) => spans.Aggregate(TimeSpan.Zero, (sum, span) => sum + span);
}
