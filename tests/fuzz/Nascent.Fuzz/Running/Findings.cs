using System.Diagnostics;
using System.Globalization;

namespace Nascent.Fuzz.Running;

/// <summary>The findings of a target in a folder: of each kind the first input, and what became of it.</summary>
internal sealed class Findings
{
    private readonly string _folder;
    private readonly string _target;
    private readonly HashSet<string> _kinds;

    public Findings(string folder, string target)
    {
        (_folder, _target) = (folder, target);
        Directory.CreateDirectory(folder);
        _kinds = [.. Directory.GetFiles(folder, $"{target}-*.txt").Select(path => File.ReadLines(path).First())];
    }

    /// <summary>How many kinds there are.</summary>
    public int Count => _kinds.Count;

    /// <summary>Keeps an input unless one of its kind is kept.</summary>
    public void Add(long number, byte[] input, string kind, string what)
    {
        if (!_kinds.Add(kind))
            return;
        var path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{_target}-{number}"));
        File.WriteAllBytes(path + ".bin", input);
        File.WriteAllText(path + ".txt", $"{kind}\n{what}\n");
    }

    /// <summary>Exceptions of one type from one place are of one kind.</summary>
    public static string KindOf(Exception failure)
    {
        var frame = new StackTrace(failure).GetFrames().Select(frame => frame.GetMethod())
            .FirstOrDefault(method => method?.DeclaringType?.FullName is { } name && name.StartsWith("Nascent.", StringComparison.Ordinal) && !name.StartsWith("Nascent.Fuzz.", StringComparison.Ordinal));
        return $"{failure.GetType().Name} in {frame?.DeclaringType?.Name}.{frame?.Name}";
    }
}
