using System.CommandLine;
using System.CommandLine.Help;
using Nascent.Cli.Hosting;

namespace Nascent.Cli.Commands;

/// <summary>The commands, in the order they are listed.</summary>
internal static class CommandTable
{
    /// <summary>The whole command line.</summary>
    public static RootCommand Build(CliHost host)
    {
        var root = new RootCommand("Finds, trains and ships a neural network for your data.") { HelpName = "nascent" };
        foreach (var help in root.Options.OfType<HelpOption>().Select(option => option.Action).OfType<HelpAction>())
            help.MaxWidth = host.Width;
        root.Add(SearchCommand.Build(host));
        root.Add(PlanCommand.Build(host));
        root.Add(ResumeCommand.Build(host));
        root.Add(ShowCommand.Build(host));
        root.Add(ListCommand.Build(host));
        root.Add(ReportCommand.Build(host));
        root.Add(CompareCommand.Build(host));
        root.Add(BenchCommand.Build(host));
        root.Add(ScoreCommand.Build(host));
        root.Add(TrustCommand.Build(host));
        root.Add(LearnCommand.Build(host));
        root.Add(ExportCommand.Build(host));
        root.Add(PredictCommand.Build(host));
        root.Add(ReplayCommand.Build(host));
        root.Add(DoctorCommand.Build(host));
        root.Add(WorkerCommand.Build(host));
        return root;
    }

    /// <summary>The option <c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Write JSON, one object a line, and nothing else to standard output (docs/json.md)." };

    /// <summary>The argument RUN.</summary>
    public static Argument<string> Run(string name = "RUN") => new(name) { Description = "The run's folder, or its name below runs/." };
}
