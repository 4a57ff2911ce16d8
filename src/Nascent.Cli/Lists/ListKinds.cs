using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Nascent.Cli.Hosting;
using Nascent.Cli.Input;
using Nascent.Data.Benchmarks;
using Nascent.Data.Formats;
using Nascent.Data.Sources;
using Nascent.Jobs;
using Nascent.Jobs.Benching;
using Nascent.Jobs.Requests;
using Nascent.Spaces.Catalog;
using Nascent.Strategies;

namespace Nascent.Cli.Lists;

/// <summary>The lists, in the order in which they are shown.</summary>
internal static class ListKinds
{
    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<ListKind> All =
    [
        new("spaces", "space", _ => SpaceCatalog.All.Select(Space)),
        new("strategies", "strategy", host => host.Catalogue.Strategies.Strategies.Select(Strategy)) { Note = _ => "Options of one: 'nascent list strategies NAME'." },
        new("estimators", "estimator", host => host.Catalogue.Estimators.Select(entry => Sourced(entry.Name, entry.Help, entry.Source, entry.Version) with { IsDefault = entry.Name == SearchDefaults.Estimator })),
        new("predictors", "predictor", host => host.Catalogue.Predictors.Select(entry => Sourced(entry.Name, entry.Help, entry.Source, entry.Version))),
        new("data", "data", _ => DataCatalog.All.Select(entry => Plain(entry.Name, entry.Help))),
        new("formats", "format", _ => DataFormats.BuiltIn.All.Select(format => Plain(format.Name, format.Help))),
        new("targets", "target", host => [Plain(Targets.This, Targets.ThisHelp), .. TargetJob.All(host.Job).Select(target => Plain(target.Name, target.Words))]),
        new("tables", "table", host => PublishedTables.Names.Select(name => Table(host, name))) { Note = Missing },
        new("runs", "run-entry", RunList.ReadAsync) { IsAskedFor = true },
    ];

    private static ListEntry Plain(string name, string help) => new(name, help, new JsonObject { ["name"] = name, ["help"] = help });

    private static ListEntry Sourced(string name, string help, string source, int version) =>
        new(name, help, new JsonObject { ["name"] = name, ["help"] = help, ["source"] = source, ["version"] = version }) { Source = source };

    private static ListEntry Strategy(StrategyDescription entry)
    {
        var strategy = Sourced(entry.Name, entry.Help, entry.Source, entry.Version) with
        {
            IsDefault = entry.Name == SearchDefaults.Strategy,
            Options = [.. entry.Options.Select(option => ($"{option.Name}={option.Default.ToString("R", CultureInfo.InvariantCulture)}", $"{option.Help} ({option.Values})"))],
        };
        strategy.Fields["options"] = new JsonArray([.. entry.Options.Select(option => new JsonObject { ["name"] = option.Name, ["default"] = option.Default, ["minimum"] = option.Minimum, ["maximum"] = option.Maximum, ["help"] = option.Help })]);
        strategy.Fields["isDefault"] = strategy.IsDefault;
        return strategy;
    }

    private static ListEntry Space(CatalogEntry entry)
    {
        var size = entry.Create().Genotypes.Size;
        var words = size < 10_000_000 ? size.ToString("N0", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"about 10^{BigInteger.Log10(size):0}");
        return new(entry.Name, $"{entry.Help} ({words} networks)", new JsonObject { ["name"] = entry.Name, ["help"] = entry.Help, ["input"] = entry.Input.ToString().ToLowerInvariant(), ["size"] = size.ToString(CultureInfo.InvariantCulture) });
    }

    private static ListEntry Table(CliHost host, string name)
    {
        var help = PublishedTables.HelpOf(name);
        var isThere = File.Exists(Path.Combine(TableSource.Folder(host.Job), PublishedTables.FileOf(name)));
        return new(name, help, new JsonObject { ["name"] = name, ["help"] = help, ["found"] = isThere });
    }

    private static string? Missing(IReadOnlyList<ListEntry> tables)
    {
        string[] missing = [.. tables.Where(table => !table.Fields["found"]!.GetValue<bool>()).Select(table => table.Name)];
        return missing.Length == 0 ? null
            : $"{(missing.Length == tables.Count ? "None of these tables is" : $"{string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} not")} on this machine: set NASCENT_DATA (docs/tables.md).";
    }
}
