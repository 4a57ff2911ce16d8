using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Nascent.Architectures;
using Nascent.Data;
using Nascent.Data.Storage;
using Nascent.Estimation;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Journal;
using Nascent.Onnx.Latency;
using Nascent.Onnx.Parity;
using Nascent.Onnx.Quantisation;
using Nascent.Onnx.Running;
using Nascent.Randomness;
using Nascent.Reporting.Outcomes;
using Nascent.Search;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Jobs.Deploying;

/// <summary>The last step: the test part is read, every full training is scored on it, and the winner is exported, checked and timed.</summary>
/// <param name="host">The world around.</param>
/// <param name="run">The run, whose winner is chosen.</param>
/// <param name="recorder">Its journal.</param>
/// <param name="display">Shows it.</param>
internal sealed class DeployStep(JobHost host, OpenRun run, RunRecorder recorder, IJobProgress display)
{
    private static readonly LatencyOptions OfBaselines = new() { TimeLimit = TimeSpan.FromMilliseconds(800) };

    private readonly Dictionary<(CandidateId Candidate, int Replicate), float[]> _outputs = [];

    /// <summary>Runs what is left of the step.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    /// <exception cref="NascentException">The export is not equal to the module, or a file is missing or damaged.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (recorder.State.Phase == RunPhase.Finished)
            return;
        var test = PreparedDataFile.ReadTest(run.Folder.Path(RunPaths.Test));
        if (test.Checksum != run.Data.Checksum)
            throw new NascentException($"{run.Folder.Path(RunPaths.Test)}: found the test part of other data, expected that of {run.Data.Name}.");
        await Task.Run(() => ScoreAsync(test, cancellationToken), cancellationToken);
        if (recorder.State.Deployed is null || !File.Exists(run.Folder.Path(RunPaths.Model)))
            await Task.Run(() => DeployAsync(test, cancellationToken), cancellationToken);
        ModelFacts.Write(run, recorder.State);
    }

    /// <summary>Writes the report and ends the run.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (recorder.State.Phase == RunPhase.Finished)
            return;
        var finished = new RunEvent.RunFinished { At = host.Time.GetUtcNow() };
        ReportFile.Write(host, run.Folder, recorder.State.Apply(finished)); // before it is finished, so that a finished run has all of its files
        await recorder.AppendAsync(finished, cancellationToken);
    }

    /// <summary>Writes a trained network's file, checked against the module on the test part's inputs; used by <c>export</c> too.</summary>
    /// <param name="candidate">The network.</param>
    /// <param name="replicate">Which of its full trainings; null for the weights that are deployed: the winner's last ones.</param>
    /// <param name="path">Where to.</param>
    /// <param name="test">The test part.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The export, and what it gave before it was made to compute with bytes; null where it does not.</returns>
    public (VerifiedExport Export, float[]? Exact) Export(CandidateId candidate, int? replicate, string path, TestPart test, CancellationToken cancellationToken)
    {
        var (network, weights) = replicate is { } own ? (run.NetworkOf(ResultOf(candidate, own), recorder.State), WeightsOf(candidate, own)) : (DeployedNetwork(), DeployedWeights());
        var reference = TorchPredictor.Predict(network, weights, test.Samples, run.Data.Preprocessing, run.Data.Task, cancellationToken);
        var export = VerifiedExport.Make(network, weights, run.Data.Task, run.Data.Preprocessing, EntriesOf(candidate, isLast: replicate is null && recorder.State.Final is not null), test.Samples.Values, reference);
        if (!run.Spec.Int8)
        {
            export.File.Save(path);
            return (export, null);
        }

        var file = Int8Quantiser.Quantise(export.File, run.Data.Train.Take(CalibrationRows()).Values, path);
        using var model = OnnxModel.Load(file, path);
        var outputs = model.Run(test.Samples.Values);
        file.Save(path);
        return (export with { File = file, Outputs = outputs }, export.Outputs);
    }

    private int[] CalibrationRows()
    {
        int[] rows = [.. Enumerable.Range(0, run.Data.Train.Count)];
        new Seed(run.Spec.Seed).Derive("calibration").Stream().Shuffle<int>(rows);
        return rows[..Math.Min(rows.Length, Int8Quantiser.UsualSamples)];
    }

    private async Task ScoreAsync(TestPart test, CancellationToken cancellationToken)
    {
        // Plain models of an older version's run left no weights to predict with.
        var waiting = recorder.State.Retrained.Where(result => result is { Test: null, WeightsFile: not null }).ToArray();
        if (waiting.Length == 0)
            return;
        using var step = display.Begin("Reading the test set and scoring every full training");
        var latencies = new Dictionary<CandidateId, double>();
        for (var i = 0; i < waiting.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = waiting[i];
            await recorder.AppendAsync(new RunEvent.TestScored(result.Candidate, result.Replicate, Score(result, test, latencies, cancellationToken)), cancellationToken);
            step.Report((i + 1.0) / waiting.Length);
        }
    }

    private Metrics Score(RetrainResult result, TestPart test, Dictionary<CandidateId, double> latencies, CancellationToken cancellationToken)
    {
        var metrics = SampleScores.Compute(run.Data.Task, OutputsOf(result, test, cancellationToken), test.Samples.Targets);
        if (result.Candidate.BaselineName is null)
            return metrics;
        var (network, weights) = (run.NetworkOf(result, recorder.State), WeightsOf(result.Candidate, result.Replicate));
        if (!latencies.TryGetValue(result.Candidate, out var latency))
            latencies[result.Candidate] = latency = MeasuredLatency.Measure(network, weights, run.Data.Task, run.Data.Preprocessing, host.Time, OfBaselines).MedianMs;
        return metrics.With(Metric.Latency.Name, latency);
    }

    private float[] OutputsOf(RetrainResult result, TestPart test, CancellationToken cancellationToken)
    {
        if (_outputs.TryGetValue((result.Candidate, result.Replicate), out var known))
            return known;
        var (network, weights) = (run.NetworkOf(result, recorder.State), WeightsOf(result.Candidate, result.Replicate));
        return _outputs[(result.Candidate, result.Replicate)] = TorchPredictor.Predict(network, weights, test.Samples, run.Data.Preprocessing, run.Data.Task, cancellationToken);
    }

    /// <summary>The outcome with what chance may explain of it.</summary>
    private TestFacts WithNoise(TestFacts facts, TestPart test, CancellationToken cancellationToken)
    {
        var known = CandidateSummary.AllOf(recorder.State).Where(one => one.Runs.All(result => result.WeightsFile is not null))
            .ToLookup(one => one.IsWinner, one => (one.Label, (IReadOnlyList<float[]>)[.. one.Runs.Select(result => OutputsOf(result, test, cancellationToken))]));
        var (leads, noise) = TestBootstrap.Of(run.Data.Task, run.Spec.Objectives[0], test.Samples.Targets, known[true].Single(), [.. known[false]], new Seed(run.Spec.Seed).Derive("paired-leads"));
        return facts with { Leads = [.. leads.Where(lead => recorder.State.Retrained.Any(result => result.Candidate.BaselineName == lead.Baseline))], Noise = noise };
    }

    private async Task DeployAsync(TestPart test, CancellationToken cancellationToken)
    {
        using var step = display.Begin("Exporting the chosen model, checking and timing it");
        var path = run.Folder.Path(RunPaths.Model);
        var ((file, parity, outputs), exact) = Export(recorder.State.Winner!.Candidate, null, path, test, cancellationToken);
        step.Report(0.4);
        var metrics = SampleScores.Compute(run.Data.Task, outputs, test.Samples.Targets);
        StoryTeller.Write(run.Folder.Path(RunPaths.TestFacts), WithNoise(TestOutcome.Of(run.Data.Task, outputs, test.Samples.Targets), test, cancellationToken));
        using var model = OnnxModel.Load(file, path);
        var latency = new LatencyMeter(host.Time).Measure(model, test.Samples.Values);
        step.Report(1);
        var record = new DeploymentRecord(
            new ArtifactRef("model", RunPaths.Model, Convert.ToHexStringLower(SHA256.HashData(file.Bytes))), file.Bytes.Length, metrics.With(Metric.Latency.Name, latency.MedianMs),
            parity.Scale > 0 ? parity.MaxDelta / parity.Scale : parity.MaxDelta, parity.Samples, latency.MedianMs, latency.P95Ms, latency.LowMs, latency.HighMs, latency.Threads,
            exact is null ? null : SampleScores.Compute(run.Data.Task, exact, test.Samples.Targets));
        if (recorder.State.Deployed is null)
            await recorder.AppendAsync(new RunEvent.Deployed(record), cancellationToken);
    }

    private ImmutableArray<NamedTensor> DeployedWeights() => recorder.State is { Final: { } final }
        ? WeightsOf(FinalPhase.JobIdOf(final.Candidate), final.Evaluation) : WeightsOf(recorder.State.Winner!.Candidate, recorder.State.Winner.Replicate);

    // A plain model that was fitted once more has other trees; all other networks stay what they were.
    private Architecture DeployedNetwork() => recorder.State.Winner!.Candidate is var winner && recorder.State.Final is null
        ? run.NetworkOf(ResultOf(winner, recorder.State.Winner.Replicate), recorder.State) : run.NetworkOf(winner, recorder.State);

    private RetrainResult ResultOf(CandidateId candidate, int replicate) => recorder.State.Retrained.First(result => result.Candidate == candidate && result.Replicate == replicate);

    private ImmutableArray<NamedTensor> WeightsOf(CandidateId candidate, int replicate) => WeightsOf($"{candidate}#{replicate}", ResultOf(candidate, replicate).Evaluation);

    private ImmutableArray<NamedTensor> WeightsOf(string training, Evaluation evaluation)
    {
        var artifact = evaluation.Artifacts.FirstOrDefault(artifact => artifact.Kind == ArtifactRef.Weights)
            ?? throw new NascentException($"Run '{run.Spec.Name}', {training}: found no weights in the journal, expected those of its full training.");
        return run.WeightsOf(training, artifact);
    }

    /// <summary>What the file says of itself. The last training has no scores of its own yet, and those of the earlier ones are of other weights.</summary>
    private ImmutableSortedDictionary<string, string> EntriesOf(CandidateId candidate, bool isLast)
    {
        var (state, metric) = (recorder.State, run.Metric.Name);
        var summary = CandidateSummary.AllOf(state).First(one => one.Candidate == candidate);
        var entries = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["run"] = run.Spec.Name,
            ["program"] = $"nascent {ProgramVersion.Text}",
            ["data"] = run.Data.Name,
            ["data.sha256"] = run.Data.Checksum,
        };
        if (candidate.TrialNumber is { } number)
            entries["genotype"] = state.Trials[number].Genotype.ToString();
        if (isLast)
            entries["training"] = $"{FinalWords.Length(state.Final!.Evaluation)}, on the validation samples too";
        foreach (var (part, spread) in isLast ? [] : new[] { ("validation", summary.Validation), ("test", summary.Test) })
            if (spread is not null)
                entries[$"{metric}.{part}"] = spread.Mean.ToString("R", CultureInfo.InvariantCulture);
        return entries.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}
