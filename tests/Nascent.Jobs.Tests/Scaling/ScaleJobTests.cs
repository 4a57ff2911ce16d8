using System.Security.Cryptography;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Requests;
using Nascent.Jobs.Scaling;
using Nascent.Onnx.Running;
using Nascent.Spaces.Catalog;
using Nascent.Spaces.Scaling;
using Nascent.Testing;

namespace Nascent.Jobs.Tests.Scaling;

/// <summary>A small run, from which a family is scaled.</summary>
[Trait("Category", "Slow")]
public sealed class ScaleJobTests : IClassFixture<ScaleJobTests.Searched>
{
    private readonly Searched _searched;

    public ScaleJobTests(Searched searched) => _searched = searched;

    public sealed class Searched : IAsyncLifetime
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nascent-scale-");

        public JobHost Host => GuestProgram.Host(_folder.FullName);

        public async ValueTask InitializeAsync()
        {
            MadeUpData.Images(Host.PathOf("pictures"), perClass: 30);
            var job = await SearchJob.BeginAsync(
                new SearchRequest { Data = "pictures", Run = "run", Space = TinyCnn.Name, Strategy = "random", Estimator = "train", Trials = 2, Epochs = 1, RetrainCandidates = 1, RetrainSeeds = 1, RetrainEpochs = 1, Workers = 1, Seed = 5 },
                Host, cancellationToken: TestContext.Current.CancellationToken);
            await job.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        }

        public ValueTask DisposeAsync()
        {
            _folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }
    }

    private static ScaleRequest Request(string folder) => new() { Run = "run", Trial = 0, Steps = 3, Epochs = 1, GridEpochs = 0.5, Folder = folder };

    [Fact]
    public async Task A_family_doubles_in_cost_and_a_broken_off_job_goes_on_to_the_same()
    {
        var stop = TestContext.Current.CancellationToken;
        var (folder, facts) = await ScaleJob.RunAsync(Request("family"), _searched.Host, cancellationToken: stop);
        facts.Members.Select(member => member.Name).ShouldBe(["b0", "b1", "b2"]);
        facts.Grid.ShouldAllBe(one => one.Score != null || one.Failure != null);
        facts.Grid.Select(one => one.Scaling).ShouldContain(facts.Chosen!.Value);
        facts.Members[0].Scaling.ShouldBe(NetworkScaling.None);
        ((double)facts.Members[1].Macs / facts.Members[0].Macs).ShouldBeInRange(1.6, 2.4);
        facts.Members[2].Macs.ShouldBeGreaterThan(facts.Members[1].Macs);
        foreach (var member in facts.Members)
        {
            var path = Path.Combine(folder, member.File);
            Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path, stop))).ShouldBe(member.Sha256);
            using var model = OnnxModel.Load(path);
            model.Card.Entries["family.member"].ShouldBe(member.Name);
        }

        File.Exists(Path.Combine(folder, "family.png")).ShouldBeTrue();
        using var source = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var breaking = new Breaking(source);
        await Should.ThrowAsync<OperationCanceledException>(() => ScaleJob.RunAsync(Request("broken"), _searched.Host, breaking, source.Token));
        var (_, again) = await ScaleJob.RunAsync(Request("broken"), _searched.Host, cancellationToken: stop);
        again.Members.Select(member => (member.Scaling, member.Validation, member.Sha256)).ShouldBe(facts.Members.Select(member => (member.Scaling, member.Validation, member.Sha256)));
    }

    [Fact]
    public async Task Another_family_s_folder_is_left_alone()
    {
        var stop = TestContext.Current.CancellationToken;
        await ScaleJob.RunAsync(Request("one") with { Steps = 1 }, _searched.Host, cancellationToken: stop);
        (await Should.ThrowAsync<NascentException>(() => ScaleJob.RunAsync(Request("one") with { Steps = 1, Epochs = 2 }, _searched.Host, cancellationToken: stop))).Message.ShouldContain("found another family there");
    }

    [Theory]
    [InlineData(9, 0, "--steps: found 9")]
    [InlineData(2, 7, "--trial: found 7, expected the number of one of the 2 trials")]
    public async Task What_cannot_be_is_told(int steps, int trial, string expected) => (await Should.ThrowAsync<NascentException>(() => ScaleJob.RunAsync(
        Request("none") with { Steps = steps, Trial = trial }, _searched.Host, cancellationToken: TestContext.Current.CancellationToken))).Message.ShouldContain(expected);

    /// <summary>Breaks the job off as soon as it trains its second member.</summary>
    private sealed class Breaking(CancellationTokenSource source) : IJobProgress
    {
        public IStep Begin(string what)
        {
            if (what.StartsWith("Training b1", StringComparison.Ordinal))
                source.Cancel();
            return UnseenStep.Instance;
        }
    }
}
