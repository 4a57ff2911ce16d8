using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Nascent.Estimation.Curves;

namespace Nascent.Benchmarks.Stopping;

/// <summary>The learning curve of one network that was trained to the end.</summary>
/// <param name="Network">The network's number in the sample, from which and its seed it follows.</param>
/// <param name="Values">The validation value after each epoch, more is better.</param>
/// <param name="Losses">The mean training loss of each epoch.</param>
/// <param name="Seconds">Processor time of the training.</param>
public sealed record RecordedCurve(int Network, ImmutableArray<double> Values, ImmutableArray<double> Losses, double Seconds)
{
    /// <summary>The curve as extrapolation sees it.</summary>
    public ScoreCurve Scores => new(Values, Losses, true);

    /// <summary>The curves in a file of one JSON object a line, by number; none where there is no file.</summary>
    public static ImmutableArray<RecordedCurve> Read(string path) => !File.Exists(path) ? []
        : [.. File.ReadLines(path).Select(Parse).DistinctBy(curve => curve.Network).OrderBy(curve => curve.Network)];

    /// <summary>Adds this curve to a file.</summary>
    public void AppendTo(string path) => File.AppendAllText(path, new JsonObject
    {
        ["network"] = Network,
        ["values"] = new JsonArray([.. Values.Select(value => JsonValue.Create(value))]),
        ["losses"] = new JsonArray([.. Losses.Select(value => JsonValue.Create(value))]),
        ["seconds"] = Seconds,
    }.ToJsonString() + "\n");

    private static RecordedCurve Parse(string line)
    {
        var json = JsonNode.Parse(line)!;
        ImmutableArray<double> Numbers(string name) => [.. json[name]!.AsArray().Select(value => value!.GetValue<double>())];
        return new(json["network"]!.GetValue<int>(), Numbers("values"), Numbers("losses"), json["seconds"]!.GetValue<double>());
    }
}
