using System.Security.Cryptography;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Specialising;
using Nascent.Jobs.Targets;
using Nascent.Onnx.Running;
using Nascent.Testing;

namespace Nascent.Jobs.Tests.Specialising;

/// <summary>A small table from the training of a supernet to files for two targets.</summary>
[Trait("Category", "Slow")]
public sealed class SpecializeJobTests : IClassFixture<SpecializeJobTests.Trained>
{
    private readonly Trained _trained;

    public SpecializeJobTests(Trained trained) => _trained = trained;

    public sealed class Trained : IAsyncLifetime
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nascent-supernet-");

        public JobHost Host => new() { Folder = _folder.FullName, Environment = name => name == "XDG_DATA_HOME" ? Path.Combine(_folder.FullName, "kept") : null };

        public SupernetFacts Facts { get; private set; } = null!;

        public static SupernetRequest Request => new() { Data = "a.csv", Epochs = 6, Threads = 2, Folder = "super" };

        public async ValueTask InitializeAsync()
        {
            MadeUpData.Table(Host.PathOf("a.csv"), rows: 600);
            (_, Facts) = await SupernetJob.RunAsync(Request, Host, cancellationToken: TestContext.Current.CancellationToken);
            foreach (var precision in new[] { Precision.Fp32, Precision.Int8 })
                await TargetJob.AddAsync(new TargetRequest { Name = $"box-{precision}", Precision = precision }, Host, cancellationToken: TestContext.Current.CancellationToken);
        }

        public ValueTask DisposeAsync()
        {
            _folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }
    }

    [Fact]
    public void The_facts_say_what_was_trained_and_how_good_its_networks_are()
    {
        var facts = _trained.Facts;
        facts.Stages.Sum(stage => stage.Epochs).ShouldBe(6, 0.5);
        facts.Largest.Parameters.ShouldBeGreaterThan(facts.Smallest.Parameters);
        facts.Scored.Length.ShouldBeGreaterThanOrEqualTo(40);
        facts.Scored.Select(one => one.Genotype).Distinct().Count().ShouldBe(facts.Scored.Length);
        facts.Scored.Average(one => one.Score).ShouldBeGreaterThan(0.7, "chance is a half");
        File.Exists(_trained.Host.PathOf("super/training.state")).ShouldBeFalse();
    }

    [Fact]
    public async Task Each_target_gets_a_file_that_keeps_the_limits_and_says_where_it_is_from()
    {
        var networks = await SpecializeJob.RunAsync(
            new SpecializeRequest { Supernet = "super", Targets = ["box-Fp32", "box-Int8"], Limits = ["latency<=5ms", "params<=40k"], Folder = "files" }, _trained.Host, cancellationToken: TestContext.Current.CancellationToken);
        networks.Select(network => network.Target).ShouldBe(["box-Fp32", "box-Int8"]);
        foreach (var network in networks)
        {
            network.Parameters.ShouldBeLessThanOrEqualTo(40_000);
            network.MeasuredMs!.Value.ShouldBeInRange(0.0001, 5);
            network.Test.ShouldBeGreaterThan(0.7);
            Math.Abs(network.Test - network.Exact).ShouldBeLessThan(0.1);
            var bytes = await File.ReadAllBytesAsync(network.File, TestContext.Current.CancellationToken);
            Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(network.Sha256);
            using var model = OnnxModel.Load(network.File);
            var entries = model.Card.Entries;
            (entries["genotype"], entries["supernet.sha256"]).ShouldBe((network.Genotype, _trained.Facts.WeightsSha256));
            entries["target"].ShouldStartWith(network.Target!);
            entries.ContainsKey("latency.predicted").ShouldBeTrue();
            entries.ContainsKey("precision").ShouldBe(network.Target == "box-Int8");
        }

        networks[0].Test.ShouldBe(networks[0].Exact);
    }

    [Fact]
    public async Task A_front_has_faster_and_slower_networks()
    {
        var networks = await SpecializeJob.RunAsync(new SpecializeRequest { Supernet = "super", Targets = ["box-Fp32"], Front = true, Folder = "front" }, _trained.Host, cancellationToken: TestContext.Current.CancellationToken);
        networks.Length.ShouldBe(SpecializeJob.FrontNetworks);
        networks[^1].Parameters.ShouldBeGreaterThan(networks[0].Parameters);
        networks.Select(network => network.File).Distinct().Count().ShouldBe(networks.Length);
    }

    [Theory]
    [InlineData("params<=10", "", "found no network that keeps params<=10")]
    [InlineData("latency<=1ms", "", "found a limit on latency without a target")]
    [InlineData("accuracy>=90%", "", "expected limits on costs")]
    [InlineData("params<=100k", "no-such", "Unknown target 'no-such'")]
    public async Task What_cannot_be_is_told(string limit, string target, string expected) => (await Should.ThrowAsync<NascentException>(() => SpecializeJob.RunAsync(
        new SpecializeRequest { Supernet = "super", Limits = [limit], Targets = target.Length == 0 ? [] : [target] }, _trained.Host, cancellationToken: TestContext.Current.CancellationToken))).Message.ShouldContain(expected);

    [Fact]
    public async Task A_ready_supernet_is_not_trained_over_and_another_folder_is_none()
    {
        (await Should.ThrowAsync<NascentException>(() => SupernetJob.RunAsync(Trained.Request, _trained.Host))).Message.ShouldContain("found a supernet that is ready");
        Directory.CreateDirectory(_trained.Host.PathOf("empty"));
        (await Should.ThrowAsync<NascentException>(() => SpecializeJob.RunAsync(new SpecializeRequest { Supernet = "empty" }, _trained.Host))).Message.ShouldContain("expected the folder of a supernet");
        (await Should.ThrowAsync<NascentException>(() => SupernetJob.RunAsync(Trained.Request with { Folder = "other", Space = "mlp" }, _trained.Host))).Message.ShouldContain("expected sizes alone");
    }

    [Fact]
    public async Task Weights_that_were_changed_are_noticed()
    {
        var copy = Directory.CreateDirectory(_trained.Host.PathOf("changed")).FullName;
        foreach (var file in Directory.GetFiles(_trained.Host.PathOf("super")))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        var weights = await File.ReadAllBytesAsync(Path.Combine(copy, "weights.safetensors"), TestContext.Current.CancellationToken);
        weights[^5] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(copy, "weights.safetensors"), weights, TestContext.Current.CancellationToken);
        (await Should.ThrowAsync<NascentException>(() => SpecializeJob.RunAsync(new SpecializeRequest { Supernet = "changed" }, _trained.Host))).Message.ShouldContain("its checksum is not that of supernet.json");
    }

    [Fact]
    public async Task An_interrupted_training_goes_on_with_the_same_request_alone()
    {
        using var stop = new CancellationTokenSource();
        var request = Trained.Request with { Folder = "broken", Epochs = 40 };
        var running = SupernetJob.RunAsync(request, _trained.Host, cancellationToken: stop.Token);
        while (!File.Exists(_trained.Host.PathOf("broken/plan.json")) && !running.IsCompleted)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        await Task.Delay(700, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
        (await Should.ThrowAsync<NascentException>(() => SpecializeJob.RunAsync(new SpecializeRequest { Supernet = "broken" }, _trained.Host))).Message.ShouldContain("whose training is not finished");
        (await Should.ThrowAsync<NascentException>(() => SupernetJob.RunAsync(request with { Seed = 2 }, _trained.Host))).Message.ShouldContain("an unfinished supernet of another request");
        var (_, facts) = await SupernetJob.RunAsync(request, _trained.Host, cancellationToken: TestContext.Current.CancellationToken);
        var (_, whole) = await SupernetJob.RunAsync(request with { Folder = "whole" }, _trained.Host, cancellationToken: TestContext.Current.CancellationToken);
        facts.WeightsSha256.ShouldBe(whole.WeightsSha256);
    }
}
