using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Nascent.Costs;

namespace Nascent.Jobs.Targets;

/// <summary>A latency table of a target, and how well it tells the latency of whole networks.</summary>
/// <param name="Version">The version of the file's form.</param>
/// <param name="Space">The space whose networks it is of.</param>
/// <param name="Milliseconds">What each unit took.</param>
/// <param name="Offset">Added to each sum, in milliseconds.</param>
/// <param name="Scale">What sums are multiplied by.</param>
/// <param name="Fitted">Whole networks that offset and scale come from.</param>
/// <param name="Checked">Other whole networks: what was predicted, and what was measured.</param>
/// <param name="Seconds">The time that the measuring took.</param>
public sealed record LatencyFacts(int Version, string Space, ImmutableSortedDictionary<string, double> Milliseconds, double Offset, double Scale, int Fitted, ImmutableArray<CheckedLatency> Checked, double Seconds)
{
    /// <summary>The version that is written.</summary>
    public const int Present = 1;

    /// <summary>The table, to predict with.</summary>
    internal LatencyTable Table => new(Milliseconds.ToImmutableDictionary(StringComparer.Ordinal), Offset, Scale);

    /// <summary>The share of the measured latency that half of the errors are below.</summary>
    [JsonIgnore]
    public double MedianError => ErrorAt(0.5);

    /// <summary>The share of the measured latency that nine tenths of the errors are below.</summary>
    [JsonIgnore]
    public double NinthTenth => ErrorAt(0.9);

    /// <summary>Spearman's ρ of what was predicted with what was measured.</summary>
    [JsonIgnore]
    public double RankCorrelation => Checked.Length < 2 ? double.NaN : Numerics.RankCorrelation.SpearmanRho([.. Checked.Select(one => one.Predicted)], [.. Checked.Select(one => one.Measured)]);

    private double ErrorAt(double share)
    {
        double[] errors = [.. Checked.Select(one => Math.Abs(one.Predicted - one.Measured) / one.Measured).Order()];
        return errors.Length == 0 ? double.NaN : errors[Math.Min(errors.Length - 1, (int)Math.Ceiling(share * errors.Length) - 1)];
    }
}
