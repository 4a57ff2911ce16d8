using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Nascent.Data;
using Nascent.Data.Storage;
using Nascent.Genotypes;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Targets;
using Nascent.Onnx;
using Nascent.Onnx.Parity;
using Nascent.Onnx.Quantisation;
using Nascent.Onnx.Running;
using Nascent.Tasks;
using Nascent.Torch.Sharing;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Jobs.Specialising;

/// <summary>Checks the networks that are expected to be best, by their real scores and latencies, and writes the best one as a file.</summary>
/// <remarks>The choice is by the validation part; the test part is read for the network that is handed over, and decides nothing.</remarks>
internal sealed class HandingOver : IDisposable
{
    /// <summary>Networks that are checked.</summary>
    public const int Finalists = 6;

    private const int RecalibrationSamples = 2048;

    private readonly JobHost _host;
    private readonly OpenSupernet _opened;
    private readonly string _folder;
    private readonly Supernet _supernet;
    private readonly SubnetScores _scores;
    private readonly TestPart _test;
    private readonly Metric _metric;
    private readonly Objective _objective;
    private readonly Dictionary<Genotype, double> _validation = [];

    /// <param name="host">The world around.</param>
    /// <param name="supernet">The supernet.</param>
    /// <param name="folder">Where files are written.</param>
    /// <exception cref="NascentException">The supernet's weights or test part are missing or damaged.</exception>
    public HandingOver(JobHost host, OpenSupernet supernet, string folder)
    {
        (_host, _opened, _folder) = (host, supernet, folder);
        _test = PreparedDataFile.ReadTest(supernet.Folder.Test);
        if (_test.Checksum != supernet.Data.Checksum)
            throw new NascentException($"{supernet.Folder.Test}: found the test part of other data, expected that of {supernet.Data.Name}.");
        _supernet = supernet.Load();
        _scores = new(_supernet, supernet.Data, OpenSupernet.SeedOf(supernet.Facts.Seed), RecalibrationSamples, Environment.ProcessorCount);
        (_metric, _objective) = (Metric.Named(supernet.Facts.Metric), Objective.Of(supernet.Facts.Metric));
    }

    /// <summary>Checks networks, and writes the best that keeps the limits.</summary>
    /// <param name="candidates">The networks.</param>
    /// <param name="limits">What must hold; the latency is the measured one.</param>
    /// <param name="record">The target; null for none.</param>
    /// <param name="target">Where models are timed; null for nowhere, as where latencies are published.</param>
    /// <param name="precision">What the file computes with.</param>
    /// <param name="name">The file's name, without its end.</param>
    /// <param name="step">Is told of the share that is done.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <returns>The network; null where none keeps the limits.</returns>
    public async Task<SpecializedNetwork?> OverAsync(
        ImmutableArray<PredictedSubnet> candidates, ImmutableArray<Constraint> limits, TargetRecord? record, ITarget? target, Precision precision, string name, IStep step, CancellationToken cancellationToken)
    {
        var latencies = target is null ? default(ImmutableArray<double>?)
            : await new LatencyMeasuring(target, record!, _opened.Timed, _host.Time).LatenciesAsync([.. candidates.Select(one => _opened.NetworkOf(one.Genotype))], UnseenStep.Instance, cancellationToken);
        step.Report(0.6);
        var kept = candidates.Select((one, i) => (Network: one, Ms: latencies?[i])).Where(one => limits.All(limit => limit.Holds(one.Ms is { } ms ? one.Network.Costs.With(Metric.Latency.Name, ms) : one.Network.Costs) != false)).ToArray();
        if (kept.Length == 0)
            return null;
        await Task.Run(() => Score(kept.Select(one => one.Network.Genotype), cancellationToken), cancellationToken);
        step.Report(0.9);
        var (chosen, ms) = kept.MaxBy(one => _objective.Score(Metrics.None.With(_metric.Name, _validation[one.Network.Genotype])));
        return await Task.Run(() => Write(chosen, ms, record, precision, name, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _scores.Dispose();
        _supernet.Dispose();
    }

    private void Score(IEnumerable<Genotype> genotypes, CancellationToken cancellationToken)
    {
        Genotype[] unknown = [.. genotypes.Where(genotype => !_validation.ContainsKey(genotype)).Distinct()];
        foreach (var (genotype, metrics) in unknown.Zip(_scores.ScoresOf(unknown, cancellationToken)))
            _validation[genotype] = metrics[_metric.Name]!.Value;
    }

    private SpecializedNetwork Write(PredictedSubnet chosen, double? ms, TargetRecord? record, Precision precision, string name, CancellationToken cancellationToken)
    {
        var (network, weights, data) = (_opened.NetworkOf(chosen.Genotype), _scores.WeightsOf(chosen.Genotype), _opened.Data);
        var reference = TorchPredictor.Predict(network, weights, _test.Samples, data.Preprocessing, data.Task, cancellationToken);
        var validation = _validation[chosen.Genotype];
        var export = VerifiedExport.Make(network, weights, data.Task, data.Preprocessing, EntriesOf(chosen, validation, ms, record), _test.Samples.Values, reference);
        var exact = ScoreOf(export.Outputs);
        Directory.CreateDirectory(_folder);
        var path = Path.Combine(_folder, $"{name}.onnx");
        var (file, test) = precision == Precision.Int8 ? Quantised(export.File, path) : (export.File, exact);
        file.Save(path);
        return new(
            record?.Name, path, chosen.Genotype.ToString(), (long)chosen.Costs[Metric.Parameters.Name]!.Value, (long)chosen.Costs[Metric.Macs.Name]!.Value, _metric.Name, chosen.Score, validation, test, exact,
            record is null ? null : chosen.Costs[Metric.Latency.Name], ms, file.Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(file.Bytes)));
    }

    /// <summary>The model with bytes for numbers, calibrated on training samples, and its own score on the test part.</summary>
    private (OnnxModelFile File, double Test) Quantised(OnnxModelFile exact, string path)
    {
        var train = _opened.Data.Train;
        int[] rows = [.. Enumerable.Range(0, train.Count)];
        OpenSupernet.SeedOf(_opened.Facts.Seed).Derive("calibration").Stream().Shuffle<int>(rows);
        var file = Int8Quantiser.Quantise(exact, train.Take(rows[..Math.Min(rows.Length, Int8Quantiser.UsualSamples)]).Values, path);
        using var model = OnnxModel.Load(file, path);
        return (file, ScoreOf(model.Run(_test.Samples.Values)));
    }

    private double ScoreOf(float[] outputs) => SampleScores.Compute(_opened.Data.Task, outputs, _test.Samples.Targets)[_metric.Name]!.Value;

    private ImmutableSortedDictionary<string, string> EntriesOf(PredictedSubnet chosen, double validation, double? ms, TargetRecord? record)
    {
        static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
        var entries = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["supernet"] = _opened.Folder.Name,
            ["supernet.sha256"] = _opened.Facts.WeightsSha256,
            ["program"] = $"nascent {ProgramVersion.Text}",
            ["data"] = _opened.Data.Name,
            ["data.sha256"] = _opened.Data.Checksum,
            ["genotype"] = chosen.Genotype.ToString(),
            [$"{_metric.Name}.predicted"] = Number(chosen.Score),
            [$"{_metric.Name}.validation"] = Number(validation),
        };
        if (record is not null)
        {
            entries["target"] = $"{record.Name}: {record.Words}";
            entries[ms is null ? "latency.published" : "latency.predicted"] = Number(chosen.Costs[Metric.Latency.Name]!.Value);
            if (ms is { } measured)
                entries["latency.measured"] = Number(measured);
        }

        return entries.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}
