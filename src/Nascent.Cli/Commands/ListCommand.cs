using System.CommandLine;
using System.Text.Json.Nodes;
using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Cli.Input;
using Nascent.Data.Benchmarks;
using Nascent.Data.Sources;
using Nascent.Jobs.Benching;
using Nascent.Jobs.Opening;
using Nascent.Reporting.Documents;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Runs;
using Nascent.Spaces.Catalog;
using Spectre.Console;

namespace Nascent.Cli.Commands;

/// <summary><c>nascent list WHAT</c>: the tables of what there is.</summary>
internal static class ListCommand
{
    private static readonly string[] Kinds = ["spaces", "strategies", "estimators", "predictors", "data", "targets", "tables", "runs"];

    public static Command Build(CliHost host)
    {
        var command = new Command("list", $"List what there is: {string.Join(", ", Kinds)}. Without a word, all but runs.");
        var what = new Argument<string?>("WHAT") { Arity = ArgumentArity.ZeroOrOne, Description = string.Join(", ", Kinds) };
        var json = CommandTable.Json();
        command.Add(what);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var word = parsed.GetValue(what);
            if (word is not null && !Kinds.Contains(word))
                throw NascentException.UnknownName("list", word, Kinds);
            foreach (var kind in word is null ? Kinds[..^1] : [word])
                Write(host, kind, kind == "runs" ? await RunsAsync(host, cancellationToken) : Entries(host, kind), parsed.GetValue(json), titled: word is null);
            return ExitCode.Done;
        });
        return command;
    }

    private static IReadOnlyList<(string Name, string Help, JsonObject Fields)> Entries(CliHost host, string kind) => kind switch
    {
        "spaces" => [.. SpaceCatalog.All.Select(entry => (entry.Name, $"{entry.Help} ({Size(entry)} genotypes)", new JsonObject { ["name"] = entry.Name, ["help"] = entry.Help, ["input"] = entry.Input.ToString().ToLowerInvariant(), ["size"] = entry.Create().Genotypes.Size.ToString() }))],
        "strategies" => [.. host.Catalogue.Strategies.Strategies.Select(entry => (entry.Name, $"{entry.Help}{(entry.Source.Length > 0 ? $" [{entry.Source}]" : "")}{string.Concat(entry.Options.Select(option => $"\n  {option.Name}={option.Default:R}  {option.Help}"))}",
            new JsonObject
            {
                ["name"] = entry.Name, ["help"] = entry.Help, ["source"] = entry.Source, ["version"] = entry.Version,
                ["options"] = new JsonArray([.. entry.Options.Select(option => new JsonObject { ["name"] = option.Name, ["default"] = option.Default, ["minimum"] = option.Minimum, ["maximum"] = option.Maximum, ["help"] = option.Help })]),
            }))],
        "estimators" => [.. host.Catalogue.Estimators.Select(entry => (entry.Name, entry.Help, new JsonObject { ["name"] = entry.Name, ["help"] = entry.Help, ["source"] = entry.Source, ["version"] = entry.Version }))],
        "predictors" => [.. host.Catalogue.Predictors.Select(entry => (entry.Name, $"{entry.Help} [{entry.Source}]", new JsonObject { ["name"] = entry.Name, ["help"] = entry.Help, ["source"] = entry.Source, ["version"] = entry.Version }))],
        "data" => [.. DataCatalog.All.Select(entry => (entry.Name, entry.Help, new JsonObject { ["name"] = entry.Name, ["help"] = entry.Help }))],
        "tables" => [.. PublishedTables.Names.Select(name => Table(host, name))],
        _ => [(Targets.This, Targets.ThisHelp, new JsonObject { ["name"] = Targets.This, ["help"] = Targets.ThisHelp })],
    };

    private static (string Name, string Help, JsonObject Fields) Table(CliHost host, string name)
    {
        var (folder, help) = (TableSource.Folder(host.Job), PublishedTables.HelpOf(name));
        var isThere = File.Exists(Path.Combine(folder, PublishedTables.FileOf(name)));
        return (name, isThere ? help : $"{help}; not here: set NASCENT_DATA", new JsonObject { ["name"] = name, ["help"] = help, ["found"] = isThere });
    }

    private static async Task<IReadOnlyList<(string Name, string Help, JsonObject Fields)>> RunsAsync(CliHost host, CancellationToken cancellationToken)
    {
        var rows = new List<(string, string, JsonObject)>();
        foreach (var folder in RunFolder.List(host.PathOf(RunPaths.Runs)))
        {
            var state = await folder.ReadStateAsync(cancellationToken);
            var metric = state.Spec?.Objectives[0].Metric;
            var searched = state.Spec?.TrialObjectives[0].Metric;
            var best = Standing.Best(state)?.Metrics[searched ?? ""];
            var test = CandidateSummary.AllOf(state).FirstOrDefault(candidate => candidate.IsWinner)?.Test;
            rows.Add((folder.Name, $"{RunWords.Phase(state)}; {Tally.Of(state)}{(test is not null ? $"; test {metric} {Figures.Of(metric!, test)}" : best is not null ? $"; best {RunWords.SearchScore(state.Spec!)} {Figures.Of(searched!, best)}" : "")}",
                new JsonObject { ["name"] = folder.Name, ["folder"] = folder.Root, ["state"] = RunWords.State(state), ["trials"] = state.Trials.Count, ["metric"] = metric, ["best"] = best, ["bestMetric"] = searched, ["test"] = test?.Mean }));
        }

        return rows;
    }

    private static void Write(CliHost host, string kind, IReadOnlyList<(string Name, string Help, JsonObject Fields)> entries, bool json, bool titled)
    {
        if (json)
        {
            var lines = new JsonLines(host.Output);
            foreach (var (_, _, fields) in entries)
                lines.Write(kind is "strategies" ? "strategy" : kind.TrimEnd('s') is var one && kind == "data" ? "data" : kind.TrimEnd('s') is "run" ? "run-entry" : one, fields);
            return;
        }

        if (titled)
            host.Output.WriteLine(kind);
        if (entries.Count == 0)
        {
            host.Output.WriteLine($"No {kind}: begin one with 'nascent search'.");
            return;
        }

        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(titled ? 2 : 0).PadRight(3)).AddColumn();
        foreach (var (name, help, _) in entries)
            grid.AddRow(Markup.Escape(name), Markup.Escape(help));
        Displays.Console(host).Write(grid);
    }

    private static string Size(CatalogEntry entry)
    {
        var size = entry.Create().Genotypes.Size;
        return size < 10_000_000 ? size.ToString("N0") : $"about 10^{System.Numerics.BigInteger.Log10(size):0}";
    }
}
