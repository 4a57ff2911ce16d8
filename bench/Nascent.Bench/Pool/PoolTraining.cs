using System.Collections.Immutable;
using System.Text.Json;
using Nascent.Estimation;

namespace Nascent.Bench.Pool;

/// <summary>What one training of a drawn network gave.</summary>
/// <param name="Network">The number of its draw.</param>
/// <param name="Fidelity">How it was trained.</param>
/// <param name="Replicate">0 for its first seed.</param>
/// <param name="Validation">Its accuracy on the validation part.</param>
/// <param name="Curve">The same after each epoch.</param>
/// <param name="Right">Of a full training, the samples of the test part that it gets right, one bit each as Base64; null of others.</param>
/// <param name="Seconds">Processor time.</param>
internal sealed record PoolTraining(int Network, string Fidelity, int Replicate, double Validation, ImmutableArray<double> Curve, string? Right, double Seconds)
{
    /// <summary>Those in the files of a folder, one JSON object a line.</summary>
    public static List<PoolTraining> Read(string folder) =>
        [.. Directory.EnumerateFiles(folder, "trainings-*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Select(line => JsonSerializer.Deserialize<PoolTraining>(line)!)];

    /// <summary>Whether it is the one of a network, a fidelity and a replicate.</summary>
    public bool Is(int network, Fidelity fidelity, int replicate) => Network == network && Fidelity == fidelity.ToString() && Replicate == replicate;

    /// <summary>Adds this one to a file.</summary>
    public void AppendTo(string path) => File.AppendAllText(path, JsonSerializer.Serialize(this) + "\n");

    /// <summary>One bit a sample, as text.</summary>
    public static string TextOf(IReadOnlyList<bool> right)
    {
        var bytes = new byte[(right.Count + 7) / 8];
        for (var i = 0; i < right.Count; i++)
            bytes[i / 8] |= (byte)(right[i] ? 1 << (i % 8) : 0);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>1 for each sample of the test part that it gets right, 0 for the others.</summary>
    /// <param name="samples">How many there are.</param>
    public double[] RightOf(int samples)
    {
        var bytes = Convert.FromBase64String(Right!);
        return [.. Enumerable.Range(0, samples).Select(i => (double)((bytes[i / 8] >> (i % 8)) & 1))];
    }
}
