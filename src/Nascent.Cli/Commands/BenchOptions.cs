using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Nascent.Benchmarks;
using Nascent.Cli.Hosting;
using Nascent.Jobs.Benching;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Requests;
using Nascent.Reporting.Benches;
using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Cli.Commands;

/// <summary>The options of <c>bench</c>, and how they become a request.</summary>
internal sealed class BenchOptions
{
    private const int DefaultRepeats = 500;

    private readonly Argument<string[]> _tables = new("TABLE")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "A table of known results: a name ('nascent list tables') or a CSV, TSV or Parquet file (docs/tables.md). Add @F for a fidelity of its own, as in nb201:cifar10@200. Several tables make a suite.",
    };

    private readonly Option<string?> _strategies = Text("--strategies", "A,B,C", "Strategies to compare, separated by commas ('nascent list strategies'). Default: all.");
    private readonly Option<string[]> _strategyOption = Many("--strategy-option", "STRATEGY.NAME=NUMBER", "Set an option of a strategy, such as regularized-evolution.population=10; repeatable.");
    private readonly Option<string?> _evaluations = Text("--evaluations", "N", $"End each search after N evaluations. A list such as 25,50,100 makes a suite. Default: {BenchBudget.Default.Amount:0}.");
    private readonly Option<string?> _seconds = Text("--seconds", "S", "End each search after S seconds on the table's clock; may be a list.");
    private readonly Option<string?> _repeats = Text("--repeats", "N", $"Searches per strategy. Default: {DefaultRepeats}.");
    private readonly Option<string?> _fidelity = Text("--fidelity", "F", "The fidelity at which searches evaluate. Final picks are always compared at the table's highest. Default: the highest; 12 for nb201.");
    private readonly Option<string[]> _objective = Many("--objective", "METRIC", "Optimise a metric in its usual direction; repeatable, most important first. Default: accuracy, or the table's first metric.");
    private readonly Option<string[]> _maximize = Many("--maximize", "METRIC", "Maximise a metric.");
    private readonly Option<string[]> _minimize = Many("--minimize", "METRIC", "Minimise a metric.");
    private readonly Option<string[]> _limit = Many("--limit", "LIMIT", "Accept only architectures within a limit in the table's units, such as 'latency<=3'; repeatable.");
    private readonly Option<string?> _reference = Text("--reference", "VALUES", "Reference point for hypervolumes, one value per objective, such as 80,9.3. Default: the table's worst values.");
    private readonly Option<bool> _noKnown = new("--no-known") { Description = "Hide the columns that are known before training (p. columns) from the strategies." };
    private readonly Option<string?> _known = Text("--known", "yes|no|both", "Whether strategies see those columns; both makes a suite. Default: yes.");
    private readonly Option<string?> _lookAhead = Text("--look-ahead", "N", "Propose trial n once trials up to n − N are known. Default: 1.");
    private readonly Option<string?> _seed = Text("--seed", "N", $"Random seed. Default: {SearchDefaults.Seed}.");
    private readonly Option<string?> _out = Text("--out", "DIR", "Write charts (SVG and PNG) and the result of every search (CSV) into this folder.");

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_tables);
        foreach (var option in new Option[] { _strategies, _strategyOption, _evaluations, _seconds, _repeats, _fidelity, _objective, _maximize, _minimize, _limit, _reference, _noKnown, _known, _lookAhead, _seed, _out })
            command.Add(option);
    }

    /// <summary>The request that a command line makes.</summary>
    /// <exception cref="NascentException">A value is not as expected.</exception>
    public BenchRequest Read(ParseResult parsed, CliHost host)
    {
        var (tables, objectives) = (parsed.GetRequiredValue(_tables), ReadObjectives(parsed));
        if (tables.GroupBy(table => table, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new NascentException($"TABLE: found '{twice.Key}' twice, expected each once.");
        var reference = parsed.GetValue(_reference) is { } values ? Numbers("--reference", values) : (ImmutableArray<double>?)null;
        if (reference is { } point && point.Length != objectives.Length)
            throw new NascentException($"--reference: found {point.Length} value{(point.Length == 1 ? "" : "s")}, expected {objectives.Length}, one for each objective{(objectives.IsEmpty ? "; name objectives with --objective" : "")}.");
        return new BenchRequest
        {
            Tables = [.. tables],
            Strategies = ReadStrategies(parsed.GetValue(_strategies), parsed.GetValue(_strategyOption) ?? []),
            Budgets = ReadBudgets(parsed),
            Repeats = parsed.GetValue(_repeats) is { } repeats ? Quantity.Whole("--repeats", repeats, 1, 1_000_000) : DefaultRepeats,
            Fidelity = parsed.GetValue(_fidelity) is { } fidelity ? Positive("--fidelity", fidelity) : null,
            Objectives = objectives,
            Limits = [.. parsed.GetValue(_limit) ?? []],
            Reference = reference,
            Known = ReadKnown(parsed),
            LookAhead = parsed.GetValue(_lookAhead) is { } ahead ? Quantity.Whole("--look-ahead", ahead, 1, 100_000) : 1,
            Seed = parsed.GetValue(_seed) is { } seed ? Quantity.Seed("--seed", seed) : SearchDefaults.Seed,
            Folder = parsed.GetValue(_out) is { } folder ? host.PathOf(folder) : null,
        };
    }

    private ImmutableArray<BenchBudget> ReadBudgets(ParseResult parsed)
    {
        var (evaluations, seconds) = (parsed.GetValue(_evaluations), parsed.GetValue(_seconds));
        if (evaluations is not null && seconds is not null)
            throw new NascentException("--seconds: found beside --evaluations, expected one of them.");
        ImmutableArray<BenchBudget> budgets = seconds is not null ? [.. seconds.Split(',').Select(text => new BenchBudget(Positive("--seconds", text), InSeconds: true))]
            : evaluations is not null ? [.. evaluations.Split(',').Select(text => new BenchBudget(Quantity.Whole("--evaluations", text, 1, 10_000_000), InSeconds: false))]
            : [BenchBudget.Default];
        return budgets.Distinct().Count() == budgets.Length ? budgets : throw new NascentException($"{(seconds is null ? "--evaluations" : "--seconds")}: found a budget twice, expected each once.");
    }

    private ImmutableArray<bool> ReadKnown(ParseResult parsed)
    {
        if (parsed.GetValue(_noKnown))
            return parsed.GetValue(_known) is null ? [false] : throw new NascentException("--no-known: found beside --known, expected one of them.");
        return parsed.GetValue(_known) switch
        {
            null or "yes" => [true],
            "no" => [false],
            "both" => [true, false],
            var other => throw new NascentException($"--known: found '{other}', expected yes, no or both."),
        };
    }

    // Across the three options the order on the command line is the order of importance.
    private ImmutableArray<Objective> ReadObjectives(ParseResult parsed)
    {
        var objectives = ImmutableArray.CreateBuilder<Objective>();
        Option? option = null;
        foreach (var token in parsed.Tokens)
        {
            if (token.Type == TokenType.Option)
                option = new Option[] { _objective, _maximize, _minimize }.FirstOrDefault(candidate => candidate.Name == token.Value);
            else if (option is not null && token.Type == TokenType.Argument)
            {
                objectives.Add(option == _objective ? TableMetric.ObjectiveOf(token.Value) : Directed(token.Value, option == _maximize));
                option = null;
            }
        }

        if (objectives.GroupBy(objective => objective.Metric, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new NascentException($"--objective: found '{twice.Key}' twice, expected each metric once.");
        return objectives.ToImmutable();
    }

    private static Objective Directed(string name, bool maximise) =>
        Metric.Find(name) is { } known && known.HigherIsBetter != maximise
            ? throw new NascentException($"{(maximise ? "--maximize" : "--minimize")}: found '{name}', which is better when {(maximise ? "smaller" : "larger")}; use {(maximise ? "--minimize" : "--maximize")} {name}.")
            : new Objective(name, maximise);

    private static ImmutableArray<BenchStrategy> ReadStrategies(string? text, string[] settings)
    {
        ImmutableArray<StrategyDescription> chosen = text is null ? Catalogue.BuiltIn.Proposing.Strategies : [.. text.Split(',', StringSplitOptions.TrimEntries).Select(Catalogue.BuiltIn.Proposing.Named)];
        if (chosen.GroupBy(strategy => strategy.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new NascentException($"--strategies: found '{twice.Key}' twice, expected each once.");
        var options = chosen.ToDictionary(strategy => strategy.Name, _ => ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            var (name, value) = Quantity.Setting("--strategy-option", setting);
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            if (dot <= 0 || dot == name.Length - 1)
                throw new NascentException($"--strategy-option: found '{setting}', expected STRATEGY.NAME=NUMBER, such as regularized-evolution.population=10.");
            if (!options.TryGetValue(name[..dot], out var own))
                throw NascentException.UnknownName("strategy of this bench", name[..dot], options.Keys);
            if (!own.TryAdd(name[(dot + 1)..], value))
                throw new NascentException($"--strategy-option: found '{name}' twice, expected it once.");
        }

        return [.. chosen.Select(strategy => Entrant(strategy, options[strategy.Name].ToImmutable()))];
    }

    private static BenchStrategy Entrant(StrategyDescription strategy, ImmutableSortedDictionary<string, double> options)
    {
        strategy.CreateWith(options); // so that a wrong option is told before anything runs
        return new BenchStrategy(strategy.Name, () => strategy.CreateWith(options));
    }

    private static ImmutableArray<double> Numbers(string option, string text) => [.. text.Split(',').Select(part =>
        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
            : throw new NascentException($"{option}: found '{part}', expected numbers separated by commas, such as 80,9.3."))];

    private static double Positive(string option, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) && value > 0 && double.IsFinite(value) ? value
            : throw new NascentException($"{option}: found '{text}', expected a number above 0.");

    private static Option<string?> Text(string name, string value, string help) => new(name) { HelpName = value, Description = help };

    private static Option<string[]> Many(string name, string value, string help) =>
        new(name) { HelpName = value, Description = help, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
}
