using System.CommandLine;
using Nascent.Cli.Commands;
using Nascent.Cli.Hosting;
using Nascent.Jobs.Requests;

namespace Nascent.Cli.Tests.Commands;

public sealed class SearchOptionsTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("fashion-mnist --budget 10m --limit params<=100k --seed 3 --workers 1", true)]
    [InlineData("--estimator train", false)]
    [InlineData("--strategy random", false)]
    [InlineData("--strategy-option population=4", false)]
    [InlineData("--epochs 2", false)]
    [InlineData("--width-share 0.5", false)]
    [InlineData("--warm-start earlier", false)]
    [InlineData("--early-stopping curve", false)]
    [InlineData("--trials 10", false)]
    public void Who_names_what_needs_trained_trials_keeps_them(string line, bool open)
    {
        var (command, options) = (new RootCommand(), new SearchOptions());
        options.AddTo(command);
        var host = new CliHost(TextWriter.Null, TextWriter.Null, TimeProvider.System, ".", IsTerminal: false, Width: 120, _ => null, new());
        Settlement.Of(options.Read(command.Parse(line), host), host.Job).IsOpen.ShouldBe(open);
    }
}
