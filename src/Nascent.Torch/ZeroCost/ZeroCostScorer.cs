using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Randomness;
using Nascent.Torch.Native;
using Nascent.Torch.ZeroCost.Probes;
using Nascent.Torch.ZeroCost.Scores;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost;

/// <summary>Computes zero-cost scores of networks over one batch.</summary>
/// <remarks>
/// The forward pass and the gradients that several scores read are computed once. One thread computes, so that the same network, batch and seed give the same bits.
/// Not safe for use by several threads at once.
/// </remarks>
/// <param name="batch">The samples; they are kept.</param>
/// <param name="scores">What to compute.</param>
/// <param name="time">The clock; the system's by default.</param>
public sealed class ZeroCostScorer(ZeroCostBatch batch, ImmutableArray<ZeroCostScore> scores, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>The scores of a network with initial weights of a seed.</summary>
    /// <param name="architecture">The network; it reads what the batch holds.</param>
    /// <param name="seed">The key of initial weights and of random inputs.</param>
    public ZeroCostResult Score(Architecture architecture, Seed seed)
    {
        LibTorch.UseThreads(1);
        using var scope = NewDisposeScope();
        var began = _time.GetTimestamp();
        using var probe = new Probe(architecture, batch, seed, scores.Any(score => score.NeedsProducts), _time);
        var values = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        var seconds = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var score in scores)
        {
            var (value, elapsed) = probe.Timed(score.Of);
            seconds[score.Name] = elapsed.TotalSeconds;
            if (value is { } number && double.IsFinite(number))
                values[score.Name] = number;
        }

        return new(values.ToImmutable(), seconds.ToImmutable(), _time.GetElapsedTime(began));
    }
}
