using Microsoft.Extensions.Time.Testing;
using Nascent.Journal.Json;
using Nascent.Testing.Search;

namespace Nascent.Runs.Tests;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("fashion-mnist", "random", "2026-01-31-1200-fashion-mnist-random")]
    [InlineData("", "random", "2026-01-31-1200-built-in-random")]
    [InlineData("/data/My Table (1).csv", "regularized-evolution", "2026-01-31-1200-my-table-1-regularized-evolution")]
    [InlineData("images/", "random", "2026-01-31-1200-images-random")]
    [InlineData("数据.csv", "random", "2026-01-31-1200-data-random")]
    public void A_run_is_named_by_time_data_and_strategy(string data, string strategy, string name)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
        RunName.For(time, data, strategy).ShouldBe(name);
    }

    [Fact]
    public void A_name_that_is_taken_gets_a_number()
    {
        RunFolder.Create(_folder.Root, "x").Name.ShouldBe("x");
        RunFolder.Create(_folder.Root, "x").Name.ShouldBe("x-2");
        RunFolder.Create(_folder.Root, "x").Name.ShouldBe("x-3");
    }

    [Fact]
    public void A_specification_is_read_as_it_was_written()
    {
        var folder = RunFolder.Create(_folder.Root, "x");
        folder.WriteSpec(FakeRuns.Spec(), FakeRuns.Manifest);
        var read = RunFolder.ReadSpec(folder.Root);
        System.Text.Json.JsonSerializer.Serialize(read, JournalJson.Default.RunSpec).ShouldBe(System.Text.Json.JsonSerializer.Serialize(FakeRuns.Spec(), JournalJson.Default.RunSpec));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{ \"name\": ")]
    [InlineData("{ \"name\": \"\\ud800\" }")]
    public void A_text_that_is_no_specification_is_told_with_its_path(string text)
    {
        var folder = RunFolder.Create(_folder.Root, "x");
        File.WriteAllText(folder.SpecPath, text);
        Should.Throw<NascentException>(() => RunFolder.ReadSpec(folder.Root)).Message.ShouldStartWith($"Run specification '{folder.SpecPath}': found ");
    }

    [Fact]
    public void A_specification_without_its_data_is_refused()
    {
        var folder = RunFolder.Create(_folder.Root, "x");
        folder.WriteSpec(FakeRuns.Spec(), FakeRuns.Manifest);
        foreach (var member in new[] { "data", "workers", "budget" })
        {
            var spec = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(folder.SpecPath))!.AsObject();
            spec[member] = null;
            File.WriteAllText(folder.SpecPath, spec.ToJsonString());
            Should.Throw<NascentException>(() => RunFolder.ReadSpec(folder.Root)).Message.ShouldContain("found what is no specification of a run");
            folder.WriteSpec(FakeRuns.Spec(), FakeRuns.Manifest);
        }
    }

    [Fact]
    public void Runs_are_listed_by_name_and_other_folders_are_not()
    {
        foreach (var name in new[] { "b", "a" })
            RunFolder.Create(_folder.Root, name).OpenJournal(TimeProvider.System).Dispose();
        Directory.CreateDirectory(_folder["c"]);
        RunFolder.List(_folder.Root).Select(run => run.Name).ShouldBe(["a", "b"]);
        RunFolder.List(_folder["none"]).ShouldBeEmpty();
        Should.Throw<NascentException>(() => RunFolder.Open(_folder["c"])).Message.ShouldStartWith($"Run '{_folder["c"]}': found no journal in it");
    }

    [Fact]
    public void The_manifest_knows_the_machine()
    {
        var manifest = RunManifestReader.Read("1.2.3", new Dictionary<string, string>(StringComparer.Ordinal) { ["TorchSharp"] = "0.107.0" });
        manifest.Cores.ShouldBe(Environment.ProcessorCount);
        manifest.MemoryBytes.ShouldBeGreaterThan(1L << 28);
        manifest.Processor.ShouldNotBeEmpty();
        manifest.Packages.Keys.ShouldBe([".NET", "TorchSharp"]);
    }

    public void Dispose() => _folder.Dispose();
}
