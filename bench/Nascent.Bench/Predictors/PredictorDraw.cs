using System.Collections.Immutable;
using System.Text.Json;

namespace Nascent.Bench.Predictors;

/// <summary>How one predictor did that was fitted to one random draw of networks.</summary>
/// <param name="Predictor">Its name.</param>
/// <param name="Scores">Whether it read the published zero-cost scores.</param>
/// <param name="Size">How many networks it learned from.</param>
/// <param name="Draw">The draw's number.</param>
/// <param name="OutlookTau">Kendall's τ of its outlook for the other networks with their 200-epoch test accuracy.</param>
/// <param name="Tau">The same of the score that it expects.</param>
/// <param name="EarlyTau">Kendall's τ of that with their 12-epoch validation accuracy, which it was fitted to.</param>
/// <param name="Covered">For each of <see cref="Levels"/>, the share of the other networks whose 12-epoch accuracy lies in the interval of that probability.</param>
/// <param name="Seconds">Processor time of the fit, cross-validation included, and of the predictions.</param>
internal sealed record PredictorDraw(string Predictor, bool Scores, int Size, int Draw, double OutlookTau, double Tau, double EarlyTau, ImmutableArray<double> Covered, double Seconds)
{
    /// <summary>The probabilities of the intervals.</summary>
    public static readonly ImmutableArray<double> Levels = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

    /// <summary>Those in a file of one JSON object a line; none where there is no file.</summary>
    public static List<PredictorDraw> Read(string? path) =>
        path is null || !File.Exists(path) ? [] : [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<PredictorDraw>(line)!)];

    /// <summary>Adds this one to the file.</summary>
    public void AppendTo(string path) => File.AppendAllText(path, JsonSerializer.Serialize(this) + "\n");
}
