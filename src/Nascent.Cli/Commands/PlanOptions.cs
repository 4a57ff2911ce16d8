using System.CommandLine;
using Nascent.Jobs.Requests;
using Nascent.Reporting.Numbers;

namespace Nascent.Cli.Commands;

/// <summary>The options of <c>plan</c>, which are those of <c>search</c> of the same names, and how they become the request of a search.</summary>
internal sealed class PlanOptions
{
    private readonly Argument<string?> _data = new("DATA") { Arity = ArgumentArity.ZeroOrOne, Description = "As for 'nascent search'. Default: the data set that ships inside." };
    private readonly Option<string?> _budget = Text("--budget", "TIME", $"Time for the whole job that is planned, such as 90s, 10m or 1h30m. Default: {Figures.Time(SearchDefaults.Time)}.");
    private readonly Option<string?> _space = Text("--space", "NAME|FILE", "The networks to choose from: a name ('nascent list spaces') or a JSON file. Default: tiny-cnn for images, tabular for tables, mlp for tables of more than 200 features.");
    private readonly Option<string[]> _limit = new("--limit") { HelpName = "LIMIT", Description = "Accept only networks within a limit, such as 'params<=100k'; repeatable.", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> _label = Text("--label", "COLUMN", "The column of a table to predict. Default: the last one.");
    private readonly Option<string?> _workers = Text("--workers", "N", "Worker processes. Default: one per CPU core.");
    private readonly Option<string?> _seed = Text("--seed", "N", $"Random seed. Default: {SearchDefaults.Seed}.");

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_data);
        foreach (var option in new Option[] { _budget, _space, _limit, _label, _workers, _seed })
            command.Add(option);
    }

    /// <summary>The request that a search of the same words would have.</summary>
    /// <exception cref="NascentException">A value is not as expected.</exception>
    public SearchRequest Read(ParseResult parsed)
    {
        return new SearchRequest
        {
            Data = parsed.GetValue(_data),
            Label = parsed.GetValue(_label),
            Space = parsed.GetValue(_space),
            Budget = parsed.GetValue(_budget) is { } budget ? Quantity.Duration("--budget", budget) : null,
            Limits = [.. parsed.GetValue(_limit) ?? []],
            Workers = parsed.GetValue(_workers) is { } many ? Quantity.Whole("--workers", many, 1, 1024) : null,
            Seed = parsed.GetValue(_seed) is { } seed ? Quantity.Seed("--seed", seed) : SearchDefaults.Seed,
        };
    }

    /// <summary>The search that the words stand for, as one types it.</summary>
    public string Search(ParseResult parsed)
    {
        var words = new List<string> { "nascent", "search" };
        if (parsed.GetValue(_data) is { } data)
            words.Add(Word(data));
        foreach (var option in new[] { _budget, _space, _label, _workers, _seed })
            if (parsed.GetValue(option) is { } value)
                words.Add($"{option.Name} {Word(value)}");
        words.AddRange((parsed.GetValue(_limit) ?? []).Select(limit => $"{_limit.Name} {Word(limit)}"));
        return string.Join(' ', words);
    }

    private static string Word(string text) => text.All(letter => char.IsLetterOrDigit(letter) || "-_./:=".Contains(letter, StringComparison.Ordinal)) ? text : $"\"{text}\"";

    private static Option<string?> Text(string name, string value, string help) => new(name) { HelpName = value, Description = help };
}
