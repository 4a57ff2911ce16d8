using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;

namespace Nascent.Reporting.Html.Sections;

/// <summary>Where and with what the run was executed, and how to repeat it.</summary>
internal static class ProvenanceSection
{
    public static void Write(HtmlPage page, RunStory story)
    {
        var (state, spec) = (story.State, story.State.Spec!);
        page.Section("provenance", "Provenance", folded: true);
        page.Terms([
            ("space", $"{spec.Space["name"]?.ToString() ?? "?"}"),
            ("strategy", $"{spec.Strategy.Name} (version {spec.Strategy.Version}){Options(spec.Strategy.Options)}"),
            ("estimator", $"{spec.Estimator.Name} (version {spec.Estimator.Version}) at {spec.Fidelity}"),
            ("objectives", string.Join(", ", spec.Objectives.Select(objective => $"{(objective.Maximise ? "maximize" : "minimize")} {objective.Metric}"))),
            ("limits", spec.Constraints.IsEmpty ? "none" : string.Join(", ", spec.Constraints)),
            ("seed", $"{spec.Seed}, look-ahead {spec.LookAhead}"),
            ("workers", $"{spec.Workers.Count} × {spec.Workers.Threads} {(spec.Workers.Threads == 1 ? "thread" : "threads")} on {spec.Workers.Device}"),
            .. state.Manifests.Select((manifest, index) => (index == 0 ? "executed on" : "resumed on", $"{manifest.System}; {manifest.Processor}; {manifest.Cores} cores; {Figures.Bytes(manifest.MemoryBytes)}; Nascent {manifest.Version}; {string.Join(", ", manifest.Packages.Select(package => $"{package.Key} {package.Value}"))}"))]);
        page.Raw("<h3>Repeat it</h3>");
        page.Paragraph("The first command repeats recorded trials and compares them bit for bit. The second writes best.onnx again. The third uses it.");
        page.Command($"nascent replay {Quote(story.Folder)} --sample 3\nnascent export {Quote(story.Folder)}\nnascent predict {Quote(Path.Combine(story.Folder, "best.onnx"))} INPUT…");
        page.End();
    }

    /// <summary>A word as a shell takes it.</summary>
    internal static string Quote(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"'{text}'" : text;

    private static string Options(IReadOnlyDictionary<string, double> options) =>
        options.Count == 0 ? "" : $", {string.Join(", ", options.Select(option => $"{option.Key}={option.Value:R}"))}";
}
