using Nascent.Benchmarks;
using Nascent.Data.Benchmarks;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Testing;
using Nascent.Trials;

namespace Nascent.Data.Tests.Benchmarks;

/// <summary>The adapters against what the benchmarks' papers and files say.</summary>
public sealed class PublishedTablesTests
{
    // Dong and Yang 2020; Dong et al. 2021: the best validation and test accuracies, and the test accuracy of ResNet's cell.
    [Theory]
    [InlineData("nb201:cifar10", 91.61, 94.37, 93.91)]
    [InlineData("nb201:cifar100", 73.49, 73.51, 70.89)]
    [InlineData("nb201:imagenet16", 46.73, 47.31, 44.23)]
    public void NasBench201_has_its_optimum_and_its_ResNet(string name, double validation, double test, double resNet)
    {
        var table = PublishedTables.Read(name, ExternalData.PathOf("nas"));
        table.Count.ShouldBe(15_625);
        table.Space.Size.ShouldBe(15_625);
        table.Levels.ShouldBe([12, 200]);
        var truth = Truth(table);
        truth.BestValidation.ShouldBe(validation, 0.0051);
        truth.BestTest.ShouldBe(test, 0.0051);
        var cell = table.RowOf(Genotype.Parse("1<-0=nor_conv_3x3;2<-0=none;2<-1=nor_conv_3x3;3<-0=skip_connect;3<-1=none;3<-2=skip_connect"));
        table.Test(cell, "accuracy").ShouldBe(resNet, 0.011);
    }

    [Fact]
    public void NasBench201_has_the_first_networks_size_and_time()
    {
        // Architecture 0 of NATS-Bench's own test: 15.64737 million multiply-accumulates, 7.221093 s an epoch on 25,000 images
        var table = PublishedTables.Read("nb201:cifar10", ExternalData.PathOf("nas"));
        table.KnownOf(0)["macs"].ShouldBe(15_647_370);
        table.SecondsOf(0, 12).ShouldBe(7.221093 * 12.324, 1e-4);
        table.SecondsOf(0, 200).ShouldBe(7.221093 * 200.324, 1e-3);
        table.KnownNames.ShouldContain("naswot");
        table.KnownNames.ShouldContain("synflow");
    }

    [Theory]
    [InlineData("nats-sss:cifar10", 93.65)]
    [InlineData("nats-sss:cifar100", 71.34)]
    [InlineData("nats-sss:imagenet16", 47.40)]
    public void NatsBenchs_sizes_have_their_optimum(string name, double test)
    {
        var table = PublishedTables.Read(name, ExternalData.PathOf("nas"));
        (table.Count, table.HasSeconds).ShouldBe((32_768, false));
        table.Space.Decisions.ShouldAllBe(decision => decision.IsOrdered && decision.Options.Length == 8);
        Truth(table).BestTest.ShouldBe(test, 0.0051);
        table.Note.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("edgegpu")]
    [InlineData("raspi4")]
    [InlineData("edgetpu")]
    [InlineData("pixel3")]
    [InlineData("eyeriss")]
    [InlineData("fpga")]
    public void Devices_have_latencies_and_what_does_not_run_there_has_none(string device)
    {
        var table = PublishedTables.Read($"nb201-hw:{device}", ExternalData.PathOf("nas"));
        table.Metrics.ShouldBe(["accuracy", "latency", "log_latency"]);
        var latencies = Enumerable.Range(0, table.Count).Select(row => table.ValueOf(row, "latency")).ToArray();
        latencies.Where(latency => !double.IsNaN(latency)).ShouldAllBe(latency => latency > 0);
        latencies.Any(double.IsNaN).ShouldBe(device == "edgetpu");
        var row = Array.FindIndex(latencies, latency => latency > 0);
        table.Measure(row, "log_latency", 12, new Seed(1)).ShouldBe(Math.Log(latencies[row]), 1e-12);
    }

    [Fact]
    public void Every_name_has_a_line_of_help_and_an_unknown_one_lists_them()
    {
        PublishedTables.Names.Length.ShouldBe(12);
        foreach (var name in PublishedTables.Names)
            PublishedTables.HelpOf(name).ShouldNotBeEmpty();
        Should.Throw<NascentException>(() => PublishedTables.Read("nb201:cifar11", "nowhere")).Message.ShouldEndWith("Did you mean 'nb201:cifar10'?");
        Should.Throw<NascentException>(() => PublishedTables.Read("nb201:cifar10", "nowhere")).Message
            .ShouldBe($"{Path.Combine("nowhere", "nb201.csv.gz")}: found no such file, expected the published benchmark's; set NASCENT_DATA to the folder that has it under nas/ (docs/tables.md).");
    }

    private static TableTruth Truth(BenchmarkTable table) => new(new TableProblem(table, [Objective.Of("accuracy")]));
}
