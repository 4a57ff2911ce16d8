using System.Collections.Immutable;
using System.Text.Json;
using Nascent.Files;
using Nascent.Jobs.Catalogues;
using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Runs;
using Nascent.Search;
using Nascent.Search.Stopping;

namespace Nascent.Jobs.Opening;

/// <summary>Reads a run's folder for its summary, its report and its JSON.</summary>
public static class StoryTeller
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The story of a run as it is now; the run may be going on.</summary>
    /// <exception cref="NascentException">The journal is damaged.</exception>
    public static async Task<RunStory> TellAsync(RunFolder folder, string shown, CancellationToken cancellationToken, LedgerAssumptions? assumptions = null) =>
        Tell(folder, await folder.ReadStateAsync(cancellationToken), shown, assumptions);

    /// <summary>The story of a run in a given state.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="state">Its state.</param>
    /// <param name="shown">The folder as the user would write it.</param>
    /// <param name="assumptions">What energy and carbon are computed from; the defaults where null.</param>
    public static RunStory Tell(RunFolder folder, RunState state, string shown, LedgerAssumptions? assumptions = null)
    {
        var trust = new TrustFile(folder.Path(RunPaths.Trust)).Read();
        var ledger = Ledger.Of(state, assumptions) with { TrustCpu = TimeSpan.FromSeconds(trust.Sum(training => training.CpuSeconds)) };
        return new(
            state, shown, Read<DataFacts>(folder.Path(RunPaths.Facts)), Read<TestFacts>(folder.Path(RunPaths.TestFacts)),
            LayersOf(folder, state), LinesOf(ledger, state))
        { Trust = [.. trust], Known = state.Spec is { } asked ? DocumentedCorrelations.Elsewhere(asked) : null };
    }

    private static ImmutableArray<LayerRow> LayersOf(RunFolder folder, RunState state)
    {
        if (state.Winner is null || state.Spec is not { } spec)
            return [];
        var run = OpenRun.Of(folder, spec, Catalogue.BuiltIn);
        return run.HasNetworkOf(state.Winner.Candidate, state) ? run.WinnersLayers(state) : [];
    }

    /// <summary>Writes facts beside their place and renames them, so that a reader never sees a half.</summary>
    public static void Write<T>(string path, T facts) => WholeFile.WriteText(path, JsonSerializer.Serialize(facts, Json));

    private static T? Read<T>(string path)
        where T : class
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<T>(RegularFile.ReadText(path, "what the run wrote"), Json) : null;
        }
        catch (JsonException failure)
        {
            throw new NascentException($"{path}: found a damaged file ({failure.Message}), expected what the run wrote; delete it to go on without it.", failure);
        }
    }

    private static ImmutableArray<LedgerLine> LinesOf(Ledger ledger, RunState state)
    {
        var ends = $"{ledger.Succeeded} to the end, {ledger.Failed} failed, {ledger.Stopped} {(StoppingTally.Of(state) is null ? "unfinished" : "stopped early or unfinished")}";
        return
        [
            new("considered", ledger.Considered, "networks considered", $"{ledger.Considered:N0}"),
            new("trained", ledger.Trained, "networks trained", $"{ledger.Trained:N0}", ledger.Trained > 0 ? ends : ""),
            .. Stopping(state),
            new("scored", ledger.Scored, "networks scored without training", $"{ledger.Scored:N0}", ledger.Scored > 0 ? ends : ""),
            new("rejected", ledger.Rejected, "networks rejected before training", $"{ledger.Rejected:N0}", "they break a limit or do not fit"),
            new("duplicates", ledger.Duplicates, "duplicates of an earlier network", $"{ledger.Duplicates:N0}", "same network after simplification"),
            new("lostAttempts", ledger.LostAttempts, "attempts lost when a worker ended", $"{ledger.LostAttempts:N0}", "their cost is not counted"),
            new("retrained", ledger.Retrained, "full trainings", $"{ledger.Retrained:N0}", "without those reused from earlier runs"),
            new("samples", ledger.Samples, "training samples seen", $"{ledger.Samples:N0}", "over all epochs and networks"),
            new("searchCpuSeconds", Seconds(ledger.SearchCpu), "CPU time of the search", Figures.Time(ledger.SearchCpu), "measured by the workers, all threads"),
            new("retrainCpuSeconds", Seconds(ledger.RetrainCpu), "CPU time of full training", Figures.Time(ledger.RetrainCpu), "the same"),
            .. ledger.TrustCpu > TimeSpan.Zero ? [new("trustCpuSeconds", Seconds(ledger.TrustCpu), "CPU time of full training to check the search's scores", Figures.Time(ledger.TrustCpu), "the same; failed trainings are not counted")] : ImmutableArray<LedgerLine>.Empty,
            new("wallSeconds", Seconds(ledger.Wall), "wall time", Figures.Time(ledger.Wall), "without the gaps before each resume"),
            new("energyWattHours", Math.Round(ledger.EnergyWattHours, 3), "energy", $"{ledger.EnergyWattHours:0.00} Wh", $"an estimate, not measured: {ledger.Assumptions.WattsPerCore:0.##} W per busy core"),
            new("carbonGrams", Math.Round(ledger.CarbonGrams, 3), "CO₂", $"{ledger.CarbonGrams:0.00} g", $"an estimate, not measured: {ledger.Assumptions.GramsPerKilowattHour:0.##} g per kilowatt-hour"),
            .. ledger.FullTrainingCpu is { } full ? [new("fullTrainingCpuSeconds", Seconds(full), "CPU time if every network of the search were fully trained", Figures.Time(full),
                $"{ledger.Succeeded + (StoppingTally.Of(state)?.Stopped ?? 0):N0} networks at the mean CPU time of a full training; this search took {Share(ledger.SearchCpu / full)} of that")] : ImmutableArray<LedgerLine>.Empty,
        ];
    }

    private static IEnumerable<LedgerLine> Stopping(RunState state)
    {
        if (StoppingTally.Of(state) is not { } tally)
            yield break;
        yield return new("stoppedByRule", tally.Stopped, $"networks stopped early by rule '{tally.Rule}'", $"{tally.Stopped:N0}", $"{Share(tally.Saved)} of the epochs of all trained networks were saved");
        yield return new("stoppingControls", tally.Controls, "networks that the rule would have stopped, trained to the end as a check", $"{tally.Controls:N0}", tally.Controls == 0
            ? $"one network in {Controls.DefaultShare}; there was none, so it is unknown how often the rule was wrong"
            : $"{tally.Wrong:N0} of them beat the best network until then; at most {Share(tally.MostWrong)} of stops are wrong (95 % bound)");
        yield return new("wrongStops", tally.Wrong, "of these, beat the best network until then", $"{tally.Wrong:N0}", "the rule would have been wrong");
    }

    private static string Share(double share) => $"{100 * share:0.#} %";

    private static double Seconds(TimeSpan span) => Math.Round(span.TotalSeconds, 3);
}
