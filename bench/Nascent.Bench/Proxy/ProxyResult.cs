using System.Collections.Immutable;
using System.Text.Json;

namespace Nascent.Bench.Proxy;

/// <summary>What the proxy training of one network of the published table gave.</summary>
/// <param name="Setting">How it was trained.</param>
/// <param name="Row">The network's row.</param>
/// <param name="Losses">The training loss of each step, the mean over replicates; as far as all came.</param>
/// <param name="Accuracy">On the validation images, after the last step, the mean over replicates; 0 for one that failed.</param>
/// <param name="Seconds">Processor time of the training, with making the network.</param>
/// <param name="ScoringSeconds">Processor time of scoring the validation images.</param>
/// <param name="Scores">Zero-cost scores of the network itself, by name.</param>
internal sealed record ProxyResult(
    string Setting, int Row, ImmutableArray<float> Losses, double Accuracy, double Seconds, double ScoringSeconds, ImmutableSortedDictionary<string, double> Scores)
{
    /// <summary>Minus the mean training loss over a part of the steps: higher for better, and worst where the training failed.</summary>
    /// <param name="from">Where the part begins, a share of the steps.</param>
    /// <param name="steps">The steps of a whole training.</param>
    public double MinusLoss(double from, int steps) =>
        Losses.Length < steps ? double.NegativeInfinity : -Losses.Skip((int)(from * steps)).Average(loss => (double)loss);

    /// <summary>The results in a file of one JSON object a line, of one setting; none where there is no file.</summary>
    public static Dictionary<int, ProxyResult> Read(string? path, string setting) => path is null || !File.Exists(path) ? []
        : File.ReadLines(path).Select(line => JsonSerializer.Deserialize<ProxyResult>(line)!).Where(result => result.Setting == setting).DistinctBy(result => result.Row).ToDictionary(result => result.Row);

    /// <summary>Adds this result to the file.</summary>
    public void AppendTo(string path) => File.AppendAllText(path, JsonSerializer.Serialize(this) + "\n");
}
