using System.Text.Json.Nodes;
using Nascent.Jobs.Hosting;
using Nascent.Journal;
using Nascent.Journal.Json;
using Nascent.Reporting.Documents;
using Nascent.Search;

namespace Nascent.Cli.Display;

/// <summary>Writes every recorded event, and what workers report, as JSON lines.</summary>
/// <param name="lines">Where they go.</param>
/// <param name="time">The clock.</param>
internal sealed class JsonDisplay(JsonLines lines, TimeProvider time) : ICommandDisplay
{
    public void Say(string text) => lines.Write("note", new JsonObject { ["text"] = text });

    public IStep Begin(string what)
    {
        lines.Write("step", new JsonObject { ["text"] = what });
        return new SpokenStep(time, (share, left) => lines.Write("progress", new JsonObject { ["text"] = what, ["share"] = Math.Round(share, 4), ["secondsLeft"] = Math.Round(left.TotalSeconds, 1) }));
    }

    public void Recorded(RunEvent what, RunState state)
    {
        var fields = JsonNode.Parse(JournalJson.Write(what))!.AsObject();
        lines.Write(fields["kind"]!.GetValue<string>(), fields);
    }

    public void Reported(JobReport report)
    {
        if (report is JobReport.Progress { SoFar: { Curve: { IsDefaultOrEmpty: false } curve } } progress)
        {
            var fields = new JsonObject { ["job"] = progress.JobId, ["epoch"] = curve[^1].Epoch, ["trainLoss"] = Finite(curve[^1].TrainLoss), ["validation"] = Finite(curve[^1].Validation) };
            if (progress.SoFar.Note is { } note)
                fields["note"] = note;
            lines.Write("progress", fields);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
