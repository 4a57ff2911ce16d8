using System.CommandLine;
using System.CommandLine.Help;
using Nascent.Cli.Commands.Devices;
using Nascent.Cli.Commands.Families;
using Nascent.Cli.Help;
using Nascent.Cli.Hosting;

namespace Nascent.Cli.Commands;

/// <summary>The commands, in the order they are listed.</summary>
internal static class CommandTable
{
    /// <summary>The whole command line.</summary>
    public static RootCommand Build(CliHost host)
    {
        var root = new RootCommand("Find a small neural network for your images or your table. You get an ONNX file and a report that compares it with standard networks.") { HelpName = "nascent" };
        var layouts = new HelpLayouts();
        var page = new HelpPage(host, layouts, all: false);
        foreach (var help in root.Options.OfType<HelpOption>())
            (help.Action, help.Description) = (page, "Show the help of nascent, or of a command.");
        foreach (var version in root.Options.OfType<VersionOption>())
            version.Description = "Show the version.";
        var everything = new Option<bool>("--help-all") { Description = "Show all options, also those that only experts need.", Recursive = true, Arity = ArgumentArity.Zero, Action = new HelpPage(host, layouts, all: true) };
        Command[] everyday = [SearchCommand.Build(host, layouts, everything), PlanCommand.Build(host), ResumeCommand.Build(host), ShowCommand.Build(host), PredictCommand.Build(host)];
        Command[] later = [ReportCommand.Build(host), CompareCommand.Build(host), TrustCommand.Build(host), ReplayCommand.Build(host), ScaleCommand.Build(host, Json()), ExportCommand.Build(host), LearnCommand.Build(host)];
        Command[] devices = [TrainSupernetCommand.Build(host, Json()), TargetCommand.Build(host, Json()), SpecializeCommand.Build(host, Json()), TargetAgentCommand.Build(host)];
        Command[] research = [BenchCommand.Build(host), ScoreCommand.Build(host)];
        Command[] others = [ListCommand.Build(host), DoctorCommand.Build(host), HelpCommand.Build(root, page)];
        foreach (var command in (Command[])[.. everyday, .. later, .. devices, .. research, .. others, WorkerCommand.Build(host)])
            root.Add(command);
        layouts.Set(root, new(
            [new("Everyday", [.. everyday]), new("After a run", [.. later]), new("Many devices", [.. devices]), new("Research", [.. research]), new("Other", [.. others]), new("Options", [.. root.Options])],
            [("nascent search photos/ --limit \"params<=100k\"", "a folder with one sub-folder of images per class")]));
        root.Add(everything);
        return root;
    }

    /// <summary>The command of worker processes alone: each starts sooner without the others.</summary>
    public static RootCommand ForWorker(CliHost host) => [WorkerCommand.Build(host)];

    /// <summary>The option <c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Write JSON instead of text: one object per line (docs/json.md)." };

    /// <summary>The argument RUN.</summary>
    public static Argument<string> Run(string name = "RUN", string help = "The run's folder, or its name below runs/.") => new(name) { Description = help };
}
