using Nascent.Journal;

namespace Nascent.Search;

/// <summary>What a run cost.</summary>
/// <param name="Considered">Proposals.</param>
/// <param name="Trained">Trials that were trained, be it to the end or not.</param>
/// <param name="Succeeded">Trials that were estimated to the end.</param>
/// <param name="Failed">Trials that could not be estimated.</param>
/// <param name="Stopped">Trials that were stopped early.</param>
/// <param name="Rejected">Proposals that break a constraint and were not trained.</param>
/// <param name="Duplicates">Proposals that were answered by an earlier trial.</param>
/// <param name="LostAttempts">Attempts that ended with their worker; what they cost is not counted.</param>
/// <param name="Retrained">Full trainings in this run, not counting those reused from earlier runs.</param>
/// <param name="SearchCpu">Processor time of trials.</param>
/// <param name="RetrainCpu">Processor time of full trainings in this run.</param>
/// <param name="Wall">How long the run was at work, without the gaps before each resume.</param>
/// <param name="Samples">Training samples seen in all.</param>
/// <param name="WattsPerCore">The assumption behind the energy: what one busy core draws.</param>
public sealed record Ledger(
    int Considered, int Trained, int Succeeded, int Failed, int Stopped, int Rejected, int Duplicates, int LostAttempts, int Retrained,
    TimeSpan SearchCpu, TimeSpan RetrainCpu, TimeSpan Wall, long Samples, double WattsPerCore)
{
    /// <summary>Watts that one busy core is assumed to draw, with its share of the machine, where nothing is said.</summary>
    public const double DefaultWattsPerCore = 15;

    /// <summary>Processor time of the search and of full training.</summary>
    public TimeSpan Cpu => SearchCpu + RetrainCpu;

    /// <summary>Estimated energy in watt-hours: <see cref="Cpu"/> × <see cref="WattsPerCore"/>. An estimate under that assumption, not a measurement.</summary>
    public double EnergyWattHours => Cpu.TotalHours * WattsPerCore;

    /// <summary>The ledger of a run.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="wattsPerCore">What one busy core is assumed to draw, in watts.</param>
    public static Ledger Of(RunState state, double wattsPerCore = DefaultWattsPerCore)
    {
        int Count(TrialState wanted) => state.Trials.Count(trial => trial.State == wanted && trial.DuplicateOf is null);
        var full = state.Retrained.Where(result => !result.Reused).ToArray();
        var own = state.Trials.Where(trial => trial.DuplicateOf is null).ToArray();
        return new Ledger(
            state.Trials.Count, own.Count(trial => trial.State != TrialState.Rejected), Count(TrialState.Succeeded), Count(TrialState.Failed),
            Count(TrialState.Stopped), Count(TrialState.Rejected), state.Trials.Count - own.Length, state.LostAttempts.Values.Sum(), full.Length,
            Sum(own.Select(trial => trial.Cost.Cpu)), Sum(full.Select(result => result.Evaluation.Cost.Cpu)), state.ActiveTime,
            own.Sum(trial => trial.Cost.Samples) + full.Sum(result => result.Evaluation.Cost.Samples), wattsPerCore);
    }

    private static TimeSpan Sum(IEnumerable<TimeSpan> spans) => spans.Aggregate(TimeSpan.Zero, (sum, span) => sum + span);
}
