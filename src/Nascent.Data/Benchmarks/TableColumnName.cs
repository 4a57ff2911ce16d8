using System.Globalization;
using System.Text.RegularExpressions;
using Nascent.Benchmarks;

namespace Nascent.Data.Benchmarks;

/// <summary>The name of a column of numbers of a table: <c>KIND.NAME[@FIDELITY][#REPEAT]</c>.</summary>
/// <param name="Kind">What the column holds.</param>
/// <param name="Name">The metric or score.</param>
/// <param name="Fidelity">The number after <c>@</c>, or null.</param>
/// <param name="Of">For the cost of a score: its name.</param>
/// <param name="Repeat">The number after <c>#</c>, or null.</param>
internal sealed partial record TableColumnName(BenchmarkColumnKind Kind, string Name, double? Fidelity, string? Of, int? Repeat)
{
    /// <summary>What may stand in a header.</summary>
    public const string Forms = "d.DECISION, v.METRIC, v.METRIC@FIDELITY, v.METRIC@FIDELITY#REPEAT, t.METRIC, c.seconds, c.seconds@FIDELITY, c.seconds@SCORE or p.SCORE";

    /// <summary>Reads a name.</summary>
    /// <exception cref="NascentException">It has another form.</exception>
    public static TableColumnName Parse(string text, string place)
    {
        var match = Form().Match(text);
        if (!match.Success)
            throw new NascentException($"{place}, column '{text}': found a name of no known form, expected {Forms}; rename or drop it.");
        var (name, at) = (match.Groups["name"].Value, match.Groups["at"] is { Success: true } group ? group.Value : null);
        int? repeat = match.Groups["repeat"] is { Success: true } counted ? int.Parse(counted.Value, CultureInfo.InvariantCulture) : null;
        return match.Groups["kind"].Value switch
        {
            "v" => new(BenchmarkColumnKind.Signal, name, at is null ? null : FidelityOf(text, at, place), null, repeat),
            "c" when name != "seconds" => throw new NascentException($"{place}, column '{text}': found a cost in '{name}', expected c.seconds, c.seconds@FIDELITY or c.seconds@SCORE."),
            "c" when repeat is null => at is not null && IsName(at) ? new(BenchmarkColumnKind.Cost, name, null, at, null) : new(BenchmarkColumnKind.Cost, name, at is null ? null : FidelityOf(text, at, place), null, null),
            "t" when at is null && repeat is null => new(BenchmarkColumnKind.Test, name, null, null, null),
            "p" when at is null && repeat is null => new(BenchmarkColumnKind.Known, name, null, null, null),
            var kind => throw new NascentException($"{place}, column '{text}': found a {(at is null || kind == "c" ? "repeat" : "fidelity")}, which only {(at is null || kind == "c" ? "v. columns" : "v. and c. columns")} have, expected {kind}.{name}."),
        };
    }

    /// <summary>The name in its one form, so that the same column is found again however its fidelity is written.</summary>
    public override string ToString() => $"{Kind switch { BenchmarkColumnKind.Signal => 'v', BenchmarkColumnKind.Test => 't', BenchmarkColumnKind.Cost => 'c', _ => 'p' }}.{Name}{(Fidelity is { } fidelity ? $"@{fidelity:R}" : Of is null ? "" : $"@{Of}")}{(Repeat is { } repeat ? $"#{repeat}" : "")}";

    private static bool IsName(string text) => char.IsLetter(text[0]) || text[0] == '_';

    private static double FidelityOf(string column, string text, string place) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value > 0 ? value
            : throw new NascentException($"{place}, column '{column}': found the fidelity '{text}', expected a number above 0, such as epochs.");

    [GeneratedRegex(@"^(?<kind>[vtcp])\.(?<name>[A-Za-z_][A-Za-z0-9_.-]*)(@(?<at>[^@#]+))?(#(?<repeat>[0-9]{1,6}))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
