using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Genotypes;
using Nascent.Jobs.Hosting;
using Nascent.Onnx.Export;
using Nascent.Onnx.Latency;
using Nascent.Onnx.Quantisation;
using Nascent.Randomness;

namespace Nascent.Jobs.Targets;

/// <summary>Measures the latency table of a space's networks on a target.</summary>
/// <param name="target">The target.</param>
/// <param name="record">The target as it was added.</param>
/// <param name="timed">The networks.</param>
/// <param name="time">The clock.</param>
internal sealed class LatencyMeasuring(ITarget target, TargetRecord record, TimedSpace timed, TimeProvider time)
{
    /// <summary>Networks that are drawn to find the units of the space.</summary>
    public const int Draws = 3000;

    private const int Fitted = 24, Checked = 50, Rounds = 2, MostRounds = 16;
    private const double MostDifference = 1 + (1.0 / 30);
    private static readonly Seed Key = new Seed(0).Derive("latency table");

    /// <summary>Measures the whole table.</summary>
    /// <param name="step">Is told of the share that is done.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public async Task<LatencyFacts> MeasureAsync(IStep step, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var units = UnitsOf(Enumerable.Range(0, Draws).Select(i => timed.Space.Genotypes.SampleByDecision(Key.Derive("unit").Derive(i))));
        Genotype[] whole = [.. Enumerable.Range(0, Fitted + Checked).Select(i => timed.Space.Genotypes.SampleByDecision(Key.Derive("whole").Derive(i)))];
        units = [.. units.Concat(UnitsOf(whole)).DistinctBy(unit => unit.Key)];
        var milliseconds = await UnitTimesAsync(units, new Part(step, 0, 0.6), cancellationToken);
        Architecture[] networks = [.. whole.Select(NetworkOf)];
        var measured = await LatenciesAsync(networks, new Part(step, 0.6, 0.4), cancellationToken);
        var table = new LatencyTable(milliseconds).FittedTo(networks[..Fitted], measured[..Fitted]);
        return new(
            LatencyFacts.Present, timed.Space.Name, table.Milliseconds.ToImmutableSortedDictionary(StringComparer.Ordinal), table.Offset, table.Scale, Fitted,
            [.. Enumerable.Range(Fitted, Checked).Select(i => new CheckedLatency(whole[i].ToString(), table.Of(networks[i])!.Value, measured[i]))], time.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>What units take that a table lacks.</summary>
    /// <param name="units">The units.</param>
    /// <param name="step">Is told of the share that is done.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public async Task<ImmutableDictionary<string, double>> UnitTimesAsync(IReadOnlyList<LatencyUnit> units, IStep step, CancellationToken cancellationToken)
    {
        TensorShape[] shapes = [.. units.Where(unit => !unit.IsFirst).Select(unit => unit.Input).Distinct()];
        byte[][] models = [.. shapes.Select(UnitModels.WithoutUnit).Concat(units.Select(unit => UnitModels.Of(unit, timed.Task, timed.Preprocessing))).Select(InPrecision)];
        var least = await LeastAsync(models, MeasuringCare.Unit, step, cancellationToken);
        var without = shapes.Index().ToDictionary(shape => shape.Item, shape => least[shape.Index]);
        return units.Index().ToImmutableDictionary(unit => unit.Item.Key, unit => least[shapes.Length + unit.Index] - (unit.Item.IsFirst ? 0 : without[unit.Item.Input]), StringComparer.Ordinal);
    }

    /// <summary>What networks take, in milliseconds, where the reference takes what it took when the target was added.</summary>
    public Task<ImmutableArray<double>> LatenciesAsync(IReadOnlyList<Architecture> networks, IStep step, CancellationToken cancellationToken) =>
        LeastAsync([.. networks.Select(ModelOf)], MeasuringCare.Network, step, cancellationToken);

    /// <summary>The least of the times of several rounds, each in an order of its own, so that a while in which something disturbs the machine meets other models in each.</summary>
    /// <remarks>All models have two rounds. Those whose two least times differ by more than a thirtieth, one of which was disturbed, are timed again, up to sixteen rounds in all, for twice the time of the first two: a machine may be disturbed for a while.</remarks>
    private async Task<ImmutableArray<double>> LeastAsync(byte[][] models, MeasuringCare care, IStep step, CancellationToken cancellationToken)
    {
        var (least, second) = (Enumerable.Repeat(double.PositiveInfinity, models.Length).ToArray(), Enumerable.Repeat(double.PositiveInfinity, models.Length).ToArray());
        var (began, usual) = (time.GetTimestamp(), TimeSpan.Zero);
        for (var round = 0; round < MostRounds; round++)
        {
            if (round == Rounds)
                usual = time.GetElapsedTime(began);
            if (round > Rounds && time.GetElapsedTime(began) > 3 * usual)
                break;
            int[] order = [.. Enumerable.Range(0, models.Length).Where(i => round < Rounds || second[i] > MostDifference * least[i])];
            Key.Derive("order").Derive(round).Stream().Shuffle<int>(order);
            if (order.Length == 0)
                break;
            IStep part = round < Rounds ? new Part(step, (double)round / Rounds, 1.0 / Rounds) : UnseenStep.Instance;
            var times = await target.MeasureAsync([.. order.Select(i => models[i])], care, part, cancellationToken);
            foreach (var (place, i) in order.Index())
            {
                var ms = times[place].At(record.ReferenceMs);
                second[i] = Math.Min(second[i], Math.Max(ms, least[i]));
                least[i] = Math.Min(least[i], ms);
            }
        }

        return [.. least];
    }

    /// <summary>The model of a network with weights that were not trained, as it is exported.</summary>
    private byte[] ModelOf(Architecture network) =>
        InPrecision(OnnxExporter.Export(network, UntrainedWeights.Of(network, new Seed(0)), timed.Task, timed.Preprocessing, ImmutableSortedDictionary<string, string>.Empty).Bytes);

    // Speed does not depend on ranges, so that a made-up sample is enough.
    private byte[] InPrecision(byte[] model) => record.Precision == Precision.Int8 ? Int8Quantiser.QuantiseForTiming(model, "A model to be timed") : model;

    private LatencyUnit[] UnitsOf(IEnumerable<Genotype> genotypes) => [.. genotypes.SelectMany(genotype => LatencyUnit.Of(NetworkOf(genotype))).DistinctBy(unit => unit.Key)];

    private Architecture NetworkOf(Genotype genotype) => timed.Space.Resolve(genotype, timed.Signature);

    /// <summary>A part of a step.</summary>
    private sealed class Part(IStep step, double first, double share) : IStep
    {
        public void Report(double done) => step.Report(first + (share * done));

        public void Dispose()
        {
        }
    }
}
