using System.Globalization;

namespace Nascent.Cli.Display;

/// <summary>What people call a job: <c>trial 17</c>, <c>lenet-5, seed 2</c>, or <c>timing lenet-5</c>.</summary>
internal static class JobName
{
    private const string Retrain = "retrain:";
    private const string Timing = "timing:";

    /// <summary>The words for a job's id.</summary>
    public static string Of(string id)
    {
        if (id.StartsWith(Timing, StringComparison.Ordinal))
            return $"timing {Of(id[Timing.Length..])}";
        var full = id.StartsWith(Retrain, StringComparison.Ordinal);
        var rest = full ? id[Retrain.Length..] : id;
        var hash = rest.LastIndexOf('#');
        var seed = hash > 0 && int.TryParse(rest.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var replicate) ? $", seed {replicate + 1}" : "";
        var candidate = hash > 0 ? rest[..hash] : rest;
        return candidate.Split(':', 2) is [var kind, var name] ? (kind == "trial" ? $"trial {name}" : name) + seed : rest;
    }
}
