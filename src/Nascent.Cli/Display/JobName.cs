using System.Globalization;
using Nascent.Search.SharedSearch;

namespace Nascent.Cli.Display;

/// <summary>What people call a job: <c>trial 17</c>, <c>lenet-5, seed 2</c>, or <c>timing lenet-5</c>.</summary>
internal static class JobName
{
    private const string Retrain = "retrain:";
    private static readonly (string Mark, string Words)[] Marks = [("timing:", "timing"), ("check:", "check of"), ("final:", "final training of"), ("check-", "early score of")];

    /// <summary>The words for a job's id.</summary>
    public static string Of(string id)
    {
        if (id == SharedSearchPhase.JobId)
            return "shared weights";
        foreach (var (mark, words) in Marks)
            if (id.StartsWith(mark, StringComparison.Ordinal))
                return $"{words} {Of(id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..])}";
        var full = id.StartsWith(Retrain, StringComparison.Ordinal);
        var rest = full ? id[Retrain.Length..] : id;
        var hash = rest.LastIndexOf('#');
        var seed = hash > 0 && int.TryParse(rest.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var replicate) ? $", seed {replicate + 1}" : "";
        var candidate = hash > 0 ? rest[..hash] : rest;
        return candidate.Split(':', 2) is [var kind, var name] ? (kind == "trial" ? $"trial {name}" : name) + seed : rest;
    }
}
