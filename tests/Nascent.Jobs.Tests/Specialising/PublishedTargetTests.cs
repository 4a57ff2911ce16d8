using Nascent.Jobs.Hosting;
using Nascent.Jobs.Targets;
using Nascent.Onnx.Running;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Testing;
using Nascent.Torch.Sharing.Elastic;

namespace Nascent.Jobs.Tests.Specialising;

/// <summary>A published table in place of measurements.</summary>
public sealed class PublishedTargetTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nascent-published-");

    private JobHost Host => new() { Folder = _folder.FullName, Environment = name => name == "XDG_DATA_HOME" ? Path.Combine(_folder.FullName, "kept") : null };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_supernet_of_nas_bench_201_gives_networks_that_keep_a_published_latency()
    {
        var stop = TestContext.Current.CancellationToken;
        var space = NasBench201.Create();
        Publish([.. Enumerable.Range(0, 400).Select(i => NasBench201.Format(space.Genotypes.SampleByDecision(new Seed(9).Derive(i)))).Distinct()]);
        MadeUpData.Images(Host.PathOf("pictures"), perClass: 24);
        await SupernetJob.RunAsync(new() { Data = "pictures", Space = NasBench201.Name, Schedule = ShrinkingSchedule.Fair, Epochs = 0.3, Threads = 2, Folder = "super" }, Host, cancellationToken: stop);
        await TargetJob.AddAsync(new TargetRequest { Name = "phone", Published = "nb201_hw.csv.gz", Device = "pixel3", Supernet = "super" }, Host, cancellationToken: stop);
        var network = (await SpecializeJob.RunAsync(new() { Supernet = "super", Targets = ["phone"], Limits = ["latency<=5ms"], Folder = "files" }, Host, cancellationToken: stop)).Single();
        network.MeasuredMs.ShouldBeNull("nothing was measured");
        network.PredictedMs!.Value.ShouldBeInRange(1, 5);
        using var model = OnnxModel.Load(network.File);
        model.Card.Entries.ContainsKey("latency.published").ShouldBeTrue();
        model.Card.Entries["target"].ShouldBe("phone: pixel3, as published in HW-NAS-Bench for CIFAR-10");
    }

    [Theory]
    [InlineData("nb201_hw.csv.gz", null, 1, "expected both")]
    [InlineData("nb201_hw.csv.gz", "pixel3", 2, "nothing is measured there")]
    [InlineData("nb201_hw.csv.gz", "pixel4", 1, "Unknown published device 'pixel4'")]
    [InlineData("other.csv.gz", "pixel3", 1, "found no such file")]
    public async Task What_cannot_be_is_told(string file, string? device, int threads, string expected)
    {
        Publish(["|none~0|+|none~0|none~1|+|none~0|none~1|none~2|"]);
        (await Should.ThrowAsync<NascentException>(() => TargetJob.AddAsync(
            new TargetRequest { Name = "phone", Published = file, Device = device, Threads = threads }, Host, cancellationToken: TestContext.Current.CancellationToken))).Message.ShouldContain(expected);
    }

    [Fact]
    public async Task Networks_of_another_space_are_not_what_the_table_is_of()
    {
        Publish(["|none~0|+|none~0|none~1|+|none~0|none~1|none~2|"]);
        var (target, _) = await TargetJob.AddAsync(new TargetRequest { Name = "phone", Published = "nb201_hw.csv.gz", Device = "pixel3" }, Host, cancellationToken: TestContext.Current.CancellationToken);
        Should.Throw<NascentException>(() => PublishedLatencies.Of(target, ElasticMobile.Create())).Message.ShouldContain("found networks of 'elastic-mobile', expected those of nas-bench-201");
        PublishedLatencies.Of(target, NasBench201.Create())(NasBench201.Parse("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|")).ShouldBe(1.5);
    }

    /// <summary>A small table in the published form, in which each cell takes a hundredth of a millisecond more than the one before it.</summary>
    private void Publish(string[] cells)
    {
        Write("nb201.csv.gz", "index,arch", cells.Select((cell, i) => $"{i},{cell}"));
        Write("nb201_hw.csv.gz", "index,c10_pixel3_latency", cells.Select((_, i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i},{1.5 + (0.01 * i)}")));

        void Write(string name, string header, IEnumerable<string> rows)
        {
            using var file = new System.IO.Compression.GZipStream(File.Create(Path.Combine(_folder.FullName, name)), System.IO.Compression.CompressionLevel.Fastest);
            using var text = new StreamWriter(file);
            text.WriteLine(header);
            foreach (var row in rows)
                text.WriteLine(row);
        }
    }
}
