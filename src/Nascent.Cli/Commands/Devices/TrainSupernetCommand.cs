using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Data;
using Nascent.Files;
using Nascent.Jobs;
using Nascent.Jobs.Requests;
using Nascent.Jobs.Specialising;
using Nascent.Reporting.Documents;
using Nascent.Reporting.Numbers;
using Nascent.Torch.Sharing.Elastic;

namespace Nascent.Cli.Commands.Devices;

/// <summary><c>nascent train-supernet [DATA]</c>: one network that holds very many smaller ones.</summary>
internal static class TrainSupernetCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static Command Build(CliHost host, Option<bool> json)
    {
        var command = new Command("train-supernet", $"Train one network that holds very many smaller ones. 'nascent specialize' then takes one out for each device, in seconds and without training. By default it takes {Figures.Time(SupernetRequest.UsualTime)}. The same command goes on if it was interrupted.");
        var data = new Argument<string?>("DATA") { Arity = ArgumentArity.ZeroOrOne, Description = "As for 'nascent search'. Default: the data set that ships inside." };
        var space = Text("--space", "NAME|FILE", "The networks to hold: a name ('nascent list spaces') or a JSON file, whose open decisions are all sizes. Default: elastic-mobile for images, elastic-mobile-large for those above 60 pixels, elastic-mlp for tables.");
        var schedule = Text("--schedule", "NAME|FILE", $"How sizes are opened: {string.Join(", ", ShrinkingSchedule.All.Select(one => one.Name))}, or a JSON file of stages. Default: {ShrinkingSchedule.All[0].Name}.");
        var budget = Text("--budget", "TIME", $"Time for the whole job, such as 20m or 1h30m. Default: {Figures.Time(SupernetRequest.UsualTime)}.");
        var epochs = Text("--epochs", "N", "Passes over the data, in place of a time.");
        var label = Text("--label", "COLUMN", "The column of a table to predict. Default: the last one.");
        var size = Text("--image-size", "PIXELS", "Height and width that images are fitted to. Default: their most common or middle size, from 8 to 64.");
        var threads = Text("--threads", "N", "Threads that train side by side; results depend on their number. Default: one per CPU core.");
        var seed = Text("--seed", "N", $"Random seed. Default: {SearchDefaults.Seed}.");
        var output = new Option<string?>("--output", "-o") { HelpName = "DIR", Description = "Folder for the supernet. Default: one below supernets/, named after data and space." };
        command.Add(data);
        foreach (var option in new Option[] { budget, epochs, space, schedule, label, size, threads, seed, output, json })
            command.Add(option);
        command.SetAction(async (parsed, _) => await RunAsync(
            host,
            new SupernetRequest
            {
                Data = parsed.GetValue(data),
                Space = parsed.GetValue(space),
                Schedule = parsed.GetValue(schedule) is { } word ? ScheduleOf(host, word) : ShrinkingSchedule.All[0],
                Time = parsed.GetValue(budget) is { } time ? Quantity.Duration("--budget", time) : null,
                Epochs = parsed.GetValue(epochs) is { } passes ? Positive("--epochs", passes) : null,
                DataOptions = DataOptions.Default with { Label = parsed.GetValue(label), ImageSize = parsed.GetValue(size) is { } pixels ? Quantity.Whole("--image-size", pixels, 4, 1024) : null },
                Threads = parsed.GetValue(threads) is { } many ? Quantity.Whole("--threads", many, 1, 256) : null,
                Seed = parsed.GetValue(seed) is { } key ? Quantity.Seed("--seed", key) : SearchDefaults.Seed,
                Folder = parsed.GetValue(output),
            },
            parsed.GetValue(json)));
        return command;
    }

    private static ShrinkingSchedule ScheduleOf(CliHost host, string word)
    {
        if (ShrinkingSchedule.All.FirstOrDefault(one => one.Name == word) is { } known)
            return known;
        return File.Exists(host.Job.PathOf(word)) ? ShrinkingSchedule.Parse(RegularFile.ReadText(host.Job.PathOf(word), "a schedule as JSON"), word)
            : throw NascentException.UnknownName("schedule", word, ShrinkingSchedule.All.Select(one => one.Name));
    }

    private static double Positive(string option, string text) => Quantity.Amount(option, text) is > 0 and <= 10_000 and var value ? value
        : throw new NascentException($"{option}: found '{text}', expected a number above 0 and at most 10,000.");

    private static async Task<int> RunAsync(CliHost host, SupernetRequest request, bool json)
    {
        host.Interruption.Listen();
        try
        {
            string folder;
            SupernetFacts facts;
            await using (var display = Displays.Of(host, json))
                (folder, facts) = await SupernetJob.RunAsync(request, host.Job, display, host.Interruption.Token);
            if (json)
                Write(host, folder, facts);
            else
                Tell(host, folder, facts);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (host.Interruption.IsAsked)
        {
            host.Error.WriteLine("nascent: interrupted; give the same command again to go on.");
            return ExitCode.Interrupted;
        }
    }

    private static void Tell(CliHost host, string folder, SupernetFacts facts)
    {
        var metric = facts.Metric;
        host.Output.WriteLine($"Supernet {host.Shorten(folder)}: {Figures.Count(double.Parse(facts.Networks, CultureInfo.InvariantCulture))} networks in {Figures.Count(facts.Values)} shared values; {string.Join(", ", facts.Stages.Select(stage => $"{stage.Name} {stage.Epochs:0.0} epochs"))} in {Figures.Time(TimeSpan.FromSeconds(facts.Stages.Sum(stage => stage.Seconds)))}.");
        host.Output.WriteLine($"Largest:  {Words(facts.Largest, metric)}");
        host.Output.WriteLine($"Smallest: {Words(facts.Smallest, metric)}");
        host.Output.WriteLine($"Of {facts.Scored.Length} networks drawn at random: {metric} {Figures.Of(metric, facts.Scored.Min(one => one.Score))} to {Figures.Of(metric, facts.Scored.Max(one => one.Score))}{(facts.Predictor.Tau is { } tau ? $"; predicted with τ {tau:0.00} on networks not shown" : "")}.");
        host.Output.WriteLine($"A network for this machine: nascent target add NAME, then nascent specialize {host.Shorten(folder)} --target NAME");
    }

    private static string Words(ScoredSubnet network, string metric) =>
        $"{metric} {Figures.Of(metric, network.Score)} on validation samples, {Figures.Count(network.Parameters)} parameters, {Figures.Count(network.Macs)} multiply-accumulates";

    private static void Write(CliHost host, string folder, SupernetFacts facts)
    {
        var fields = (JsonObject)JsonSerializer.SerializeToNode(facts, Json)!;
        fields["folder"] = folder;
        new JsonLines(host.RawOutput).Write("supernet", fields);
    }

    private static Option<string?> Text(string name, string value, string help) => new(name) { HelpName = value, Description = help };
}
