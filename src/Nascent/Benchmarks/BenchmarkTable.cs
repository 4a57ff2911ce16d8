using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Benchmarks;

/// <summary>Published results of many architectures: searched in place of training. Every genotype counts as its own.</summary>
/// <remarks>Immutable and safe for use by several threads. The format is on <c>docs/tables.md</c>.</remarks>
public sealed class BenchmarkTable
{
    /// <summary>The name of the estimator in a table's fidelities.</summary>
    public const string Estimator = "table";

    private readonly Dictionary<Genotype, int> _rows = [];
    private readonly Genotype[] _genotypes;
    private readonly Metrics[] _known;
    private readonly double[] _knownSeconds;
    private readonly Dictionary<(string Metric, double Level), double[][]> _signals = [];
    private readonly Dictionary<double, double[]> _seconds = [];
    private readonly Dictionary<string, double[]> _tests;

    /// <summary>Makes a table.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="decisions">The decisions and the answer of each row; those of one answer alone are left out.</param>
    /// <param name="columns">Everything else.</param>
    /// <param name="placeOf">Where a row, counted from 0, lies in its file, for errors; by default its number, counted from 1.</param>
    /// <exception cref="NascentException">Rows are alike, or something that a search needs is missing; the message names the row or the column.</exception>
    public BenchmarkTable(string name, IReadOnlyList<(string Name, string[] Answers)> decisions, IReadOnlyList<BenchmarkColumn> columns, Func<int, string>? placeOf = null)
    {
        placeOf ??= row => $"Table '{name}', row {row + 1}";
        Name = name;
        var open = decisions.Select(decision => (decision.Name, decision.Answers, Options: OptionsOf(decision.Answers, out var ordered), Ordered: ordered)).Where(decision => decision.Options.Length > 1).ToArray();
        Space = new DecisionSpace(name, open.Select(decision => new Decision(new DecisionPath(decision.Name), decision.Ordered ? DecisionKind.Other : DecisionKind.Operator, decision.Options, decision.Ordered)));
        var count = decisions.Count == 0 ? 0 : decisions[0].Answers.Length;
        if (open.Length == 0)
            throw new NascentException($"Table '{name}': found no column d.DECISION with two different answers, expected at least one.");
        _genotypes = new Genotype[count];
        for (var row = 0; row < count; row++)
        {
            _genotypes[row] = new Genotype([.. open.Select(decision => (new DecisionPath(decision.Name), decision.Answers[row]))]);
            if (!_rows.TryAdd(_genotypes[row], row))
                throw new NascentException($"{placeOf(row)}: found the answers of {placeOf(_rows[_genotypes[row]])} again ({_genotypes[row]}), expected one row an architecture; repeated measurements are columns, such as v.accuracy@12#0 and v.accuracy@12#1.");
        }

        foreach (var group in columns.Where(column => column.Kind == BenchmarkColumnKind.Signal).GroupBy(column => (column.Name, column.Fidelity ?? 0)))
            _signals[group.Key] = [.. group.OrderBy(column => column.Repeat).Select(column => column.Values)];
        if (_signals.Count == 0)
            throw new NascentException($"Table '{name}': found no column v.METRIC or v.METRIC@FIDELITY, expected at least one that a search may see.");
        _tests = columns.Where(column => column.Kind == BenchmarkColumnKind.Test).ToDictionary(column => column.Name, column => column.Values, StringComparer.Ordinal);
        foreach (var column in columns.Where(column => column.Kind == BenchmarkColumnKind.Cost && column.Of is null))
            _seconds[column.Fidelity ?? 0] = column.Values;
        (_known, _knownSeconds) = KnownOf(columns, count);
        Metrics = [.. _signals.Keys.Select(key => key.Metric).Distinct(StringComparer.Ordinal)];
        Levels = [.. _signals.Keys.Select(key => key.Level).Where(level => level > 0).Distinct().Order()];
        HasKnownSeconds = _knownSeconds.Any(seconds => seconds > 0);
        KnownNames = [.. columns.Where(column => column.Kind == BenchmarkColumnKind.Known).Select(column => column.Name)];
    }

    /// <summary>The table's name.</summary>
    public string Name { get; }

    /// <summary>Its decisions; combinations that no row has are invalid architectures.</summary>
    public DecisionSpace Space { get; }

    /// <summary>The number of architectures.</summary>
    public int Count => _genotypes.Length;

    /// <summary>The metrics that a search may see.</summary>
    public ImmutableArray<string> Metrics { get; }

    /// <summary>The fidelities, rising; empty where signals have none.</summary>
    public ImmutableArray<double> Levels { get; }

    /// <summary>What is known of each architecture before training.</summary>
    public ImmutableArray<string> KnownNames { get; }

    /// <summary>The fidelity that its published protocol searches at, or null for the highest.</summary>
    public double? DefaultLevel { get; init; }

    /// <summary>What is noteworthy about the table, for its reports; empty where nothing is.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether evaluations have a cost in seconds.</summary>
    public bool HasSeconds => _seconds.Count > 0;

    /// <summary>The row of a genotype, or −1 for an invalid architecture.</summary>
    public int RowOf(Genotype genotype) => _rows.GetValueOrDefault(genotype, -1);

    /// <summary>The genotype of a row.</summary>
    public Genotype GenotypeOf(int row) => _genotypes[row];

    /// <summary>What is known of a row before training.</summary>
    public Metrics KnownOf(int row) => _known[row];

    /// <summary>Whether reading that costs anything.</summary>
    public bool HasKnownSeconds { get; }

    /// <summary>What reading it costs, in seconds.</summary>
    public double KnownSecondsOf(int row) => _knownSeconds[row];

    /// <summary>The fidelity of a level; 0 for the only one of a table without levels.</summary>
    public static Fidelity FidelityOf(double level) => level == 0 ? Fidelity.Of(Estimator) : Fidelity.Of(Estimator).With(Fidelity.Epochs, level);

    /// <summary>Whether a metric can be measured at a level.</summary>
    public bool Has(string metric, double level) => SignalsOf(metric, level) is not null;

    /// <summary>A measurement; of repeated ones the seed draws one. NaN where the row has none.</summary>
    /// <param name="row">The row, in the range [0, rows).</param>
    /// <param name="metric">The metric's name.</param>
    /// <param name="level">The fidelity, such as epochs; 0 for the only one of a table without levels.</param>
    /// <param name="seed">What draws one of repeated measurements.</param>
    public double Measure(int row, string metric, double level, Seed seed)
    {
        if (SignalsOf(metric, level) is not { } repeats)
            return double.NaN;
        if (repeats.Length == 1)
            return repeats[0][row];
        var there = repeats.Where(repeat => !double.IsNaN(repeat[row])).ToArray();
        return there.Length == 0 ? double.NaN : there[seed.Stream().NextInt(there.Length)][row];
    }

    /// <summary>The mean of a row's measurements; NaN where it has none.</summary>
    /// <param name="row">The row, in the range [0, rows).</param>
    /// <param name="metric">The metric's name.</param>
    /// <param name="level">The fidelity, such as epochs; 0 for the only one of a table without levels.</param>
    public double Mean(int row, string metric, double level)
    {
        var (sum, count) = (0.0, 0);
        foreach (var repeat in SignalsOf(metric, level) ?? [])
            if (!double.IsNaN(repeat[row]))
                (sum, count) = (sum + repeat[row], count + 1);
        return count == 0 ? double.NaN : sum / count;
    }

    /// <summary>The fidelities at which a metric can be measured, rising; empty where it has none, or is known before training.</summary>
    public ImmutableArray<double> LevelsOf(string metric) => Has(metric, 0) ? Levels : [.. Levels.Where(level => Has(metric, level))];

    /// <summary>What a row is worth: the mean of a metric's measurements at its highest fidelity, or its value that is known before training. NaN where there is none.</summary>
    public double ValueOf(int row, string metric)
    {
        if (!Metrics.Contains(metric))
            return _known[row][metric] ?? double.NaN;
        return Mean(row, metric, LevelsOf(metric) is [.., var highest] ? highest : 0);
    }

    /// <summary>Whether evaluations at a level have a cost in seconds.</summary>
    public bool HasSecondsAt(double level) => _seconds.ContainsKey(level) || _seconds.ContainsKey(0);

    /// <summary>What is reported of a row at the end: its test value, or NaN where there is none.</summary>
    public double Test(int row, string metric) => _tests.TryGetValue(metric, out var values) ? values[row] : double.NaN;

    /// <summary>Whether the table has test values of a metric.</summary>
    public bool HasTest(string metric) => _tests.ContainsKey(metric);

    /// <summary>What an evaluation costs, in seconds; 0 where the table has no times.</summary>
    public double SecondsOf(int row, double level) => _seconds.TryGetValue(level, out var values) || _seconds.TryGetValue(0, out values) ? values[row] : 0;

    private double[][]? SignalsOf(string metric, double level) => _signals.GetValueOrDefault((metric, level)) ?? _signals.GetValueOrDefault((metric, 0));

    private static (Metrics[] Known, double[] Seconds) KnownOf(IReadOnlyList<BenchmarkColumn> columns, int count)
    {
        var known = columns.Where(column => column.Kind == BenchmarkColumnKind.Known).ToArray();
        var costs = columns.Where(column => column.Kind == BenchmarkColumnKind.Cost && column.Of is not null).ToArray();
        var (values, seconds) = (new Metrics[count], new double[count]);
        for (var row = 0; row < count; row++)
        {
            values[row] = new Metrics(known.Where(column => !double.IsNaN(column.Values[row])).ToImmutableSortedDictionary(column => column.Name, column => column.Values[row], StringComparer.Ordinal));
            seconds[row] = costs.Where(column => !double.IsNaN(column.Values[row])).Sum(column => column.Values[row]);
        }

        return (values, seconds);
    }

    private static ImmutableArray<string> OptionsOf(string[] answers, out bool ordered)
    {
        var options = answers.Distinct(StringComparer.Ordinal).ToArray();
        var numbers = Array.ConvertAll(options, option => double.TryParse(option, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : double.NaN);
        ordered = numbers.All(double.IsFinite);
        if (ordered)
            Array.Sort(numbers, options);
        else
            Array.Sort(options, StringComparer.Ordinal);
        return [.. options];
    }
}
