using System.Text.Json;
using System.Text.Json.Nodes;
using Nascent.Reporting.Documents;

namespace Nascent.Cli.Predicting;

/// <summary>Predictions as JSON, one object a line.</summary>
/// <param name="lines">Where to.</param>
internal sealed class PredictionLines(JsonLines lines) : IPredictionWriter
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <inheritdoc/>
    public void Write(PredictedSample sample)
    {
        var fields = new JsonObject { ["input"] = sample.Input, ["row"] = sample.Row, ["prediction"] = JsonSerializer.SerializeToNode(sample.Prediction, Json) };
        if (sample.Fault is { } fault)
            fields["error"] = fault;
        lines.Write("prediction", fields);
    }

    /// <inheritdoc/>
    public void Close()
    {
    }
}
