using System.Collections.Immutable;
using System.Globalization;
using Nascent.Fuzz.Targets;
using Nascent.Randomness;

namespace Nascent.Fuzz.Running;

/// <summary>What the command line says.</summary>
/// <param name="Targets">The targets that are run, in order; never empty.</param>
/// <param name="Seconds">How long each is run.</param>
/// <param name="Seed">The key of all inputs.</param>
/// <param name="Out">The folder of findings.</param>
/// <param name="First">The number of the first input: that of an earlier finding repeats it.</param>
/// <param name="IsChild">Whether this process runs one target itself.</param>
internal sealed record FuzzArguments(ImmutableArray<string> Targets, double Seconds, Seed Seed, string Out, long First, bool IsChild)
{
    public const string ChildWord = "--child";

    public static string Usage => $"Nascent.Fuzz [TARGET…] [--seconds N] [--seed S] [--out DIR] [--first N]\nTargets: {string.Join(", ", FuzzTargets.Names)}";

    public static FuzzArguments? Parse(string[] words)
    {
        var arguments = new FuzzArguments([], 4, new(1), Path.Combine(Path.GetTempPath(), "nascent-fuzz"), 0, IsChild: false);
        for (var i = 0; i < words.Length; i++)
            if (Read(ref arguments, words, ref i) is false)
                return null;
        return arguments with { Targets = arguments.Targets.IsEmpty ? FuzzTargets.Names : arguments.Targets, Out = Path.GetFullPath(arguments.Out) };
    }

    private static bool Read(ref FuzzArguments arguments, string[] words, ref int i)
    {
        var word = words[i];
        if (word == ChildWord)
            arguments = arguments with { IsChild = true };
        else if (FuzzTargets.Names.Contains(word))
            arguments = arguments with { Targets = arguments.Targets.Add(word) };
        else if (++i == words.Length)
            return false;
        else if (word == "--out")
            arguments = arguments with { Out = words[i] };
        else if (word == "--seconds" && double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
            arguments = arguments with { Seconds = seconds };
        else if (word == "--seed" && ulong.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            arguments = arguments with { Seed = new(seed) };
        else if (word == "--first" && long.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out var first))
            arguments = arguments with { First = first };
        else
            return false;
        return true;
    }
}
