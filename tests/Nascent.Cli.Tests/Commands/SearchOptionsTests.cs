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
        var host = Host(".");
        Settlement.Of(Read(line, host), host.Job).IsOpen.ShouldBe(open);
    }

    [Fact]
    public void Options_go_on_top_of_a_request_in_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("nascent-spec-");
        try
        {
            var asked = new SearchRequest { Data = "photos/", Trials = 7, Seed = 3, ClassWeights = true, Limits = ["params<=100k"], StrategyOptions = new SearchRequest().StrategyOptions.Add("population", 20).Add("draws", 4) };
            File.WriteAllText(Path.Combine(folder.FullName, "request.json"), asked.ToJson());
            var read = Read("other/ --spec request.json --trials 9 --strategy-option draws=5", Host(folder.FullName));
            (read.Data, read.Trials, read.Seed, read.ClassWeights).ShouldBe(("other/", 9, 3UL, true));
            read.Limits.ShouldBe(asked.Limits);
            read.StrategyOptions.ShouldBe(asked.StrategyOptions.SetItem("draws", 5));
            Read("--spec request.json", Host(folder.FullName)).ToJson().ShouldBe(asked.ToJson());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static CliHost Host(string folder) => new(TextWriter.Null, TextWriter.Null, TimeProvider.System, folder, IsTerminal: false, Width: 120, _ => null, new());

    private static SearchRequest Read(string line, CliHost host)
    {
        var (command, options) = (new RootCommand(), new SearchOptions());
        options.AddTo(command);
        return options.Read(command.Parse(line), host);
    }
}
