using System.Collections.Immutable;
using System.Text.Json;

namespace Nascent.Bench.ZeroCost;

/// <summary>What was computed of one network of the published table.</summary>
/// <param name="Row">The network's row.</param>
/// <param name="Scores">Our scores, by name.</param>
/// <param name="Seconds">What each would have taken alone.</param>
/// <param name="Elapsed">Seconds that all took together.</param>
internal sealed record ScoredNetwork(int Row, ImmutableSortedDictionary<string, double> Scores, ImmutableSortedDictionary<string, double> Seconds, double Elapsed)
{
    /// <summary>The networks in a file of one JSON object a line; none where there is no file.</summary>
    public static Dictionary<int, ScoredNetwork> Read(string? path) => path is null || !File.Exists(path) ? []
        : File.ReadLines(path).Select(line => JsonSerializer.Deserialize<ScoredNetwork>(line)!).DistinctBy(network => network.Row).ToDictionary(network => network.Row);

    /// <summary>Adds this network to the file.</summary>
    public void AppendTo(string path) => File.AppendAllText(path, JsonSerializer.Serialize(this) + "\n");
}
