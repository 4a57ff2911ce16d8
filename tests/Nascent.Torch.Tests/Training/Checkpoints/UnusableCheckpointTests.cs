using Nascent.Architectures;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Torch.Training.Checkpoints;

namespace Nascent.Torch.Tests.Training.Checkpoints;

/// <summary>Checkpoints that cannot be gone on from: the training begins again, its result is the same, and it says so.</summary>
public sealed class UnusableCheckpointTests : IDisposable
{
    private static readonly TrainingRecipe Recipe = new() { LearningRate = 0.05, BatchSize = 64 };
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string, Func<byte[], byte[]?>, string> Damage() => new()
    {
        { "deleted", _ => null, "is not there" },
        { "empty", _ => [], "is no checkpoint, or was cut short to 0 bytes" },
        { "cut to its mark", bytes => bytes[..20], "is no checkpoint, or was cut short to 20 bytes" },
        { "cut in the middle", bytes => bytes[..(bytes.Length / 2)], "is damaged or cut short: its checksum does not fit" },
        { "without its last byte", bytes => bytes[..^1], "is damaged or cut short: its checksum does not fit" },
        { "a bit of a weight flipped", bytes => Flipped(bytes, bytes.Length / 2), "is damaged or cut short: its checksum does not fit" },
        { "a bit of the checksum flipped", bytes => Flipped(bytes, bytes.Length - 1), "is damaged or cut short: its checksum does not fit" },
        { "a bit of the version flipped", bytes => Flipped(bytes, 8), "is damaged or cut short: its checksum does not fit" },
        { "another file", bytes => new byte[bytes.Length], "is no checkpoint, or was cut short to" },
    };

    [Theory]
    [MemberData(nameof(Damage), DisableDiscoveryEnumeration = true)]
    public async Task A_missing_or_damaged_checkpoint_restarts_the_training_and_is_told_of(string how, Func<byte[], byte[]?> damage, string reason)
    {
        var checkpoint = CheckpointOf(await Estimate(1, horizon: 2));
        var file = Path.Combine(_folder.FullName, checkpoint.Path);
        var damaged = damage(File.ReadAllBytes(file));
        if (damaged is null)
            File.Delete(file);
        else
            File.WriteAllBytes(file, damaged);
        await ShouldRestart(checkpoint, reason, how);
    }

    [Fact]
    public async Task A_checkpoint_of_another_version_is_not_read()
    {
        var checkpoint = CheckpointOf(await Estimate(1, horizon: 2));
        var file = Path.Combine(_folder.FullName, checkpoint.Path);
        var body = File.ReadAllBytes(file)[..^32];
        body[8] = CheckpointFile.Version + 1;
        File.WriteAllBytes(file, [.. body, .. System.Security.Cryptography.SHA256.HashData(body)]);
        await ShouldRestart(checkpoint, $"is of version {CheckpointFile.Version + 1}, expected {CheckpointFile.Version}", "version");
    }

    [Fact]
    public async Task A_checkpoint_of_another_training_is_not_gone_on_from()
    {
        const string foreign = "is of another training: network, data, recipe, seed or schedule differ";
        await ShouldRestart(CheckpointOf(await Estimate(1, horizon: 2, network: Network(9))), foreign, "network");
        await ShouldRestart(CheckpointOf(await Estimate(1, horizon: 2, checksum: "bars-2")), foreign, "data");
        await ShouldRestart(CheckpointOf(await Estimate(1, horizon: 2, recipe: Recipe with { WeightDecay = 0 })), foreign, "recipe");
        await ShouldRestart(CheckpointOf(await Estimate(1, horizon: 2, seed: 9)), foreign, "seed");
        await ShouldRestart(CheckpointOf(await Estimate(1, horizon: 3)), foreign, "schedule");
        await ShouldRestart(CheckpointOf(await Estimate(1, horizon: 2, share: 0.5)), foreign, "share of the data");
    }

    [Fact]
    public async Task A_checkpoint_after_the_end_is_not_gone_on_from()
    {
        var checkpoint = CheckpointOf(await Estimate(1.5, horizon: 2));
        var expected = await Estimate(1, horizon: 2);
        File.Delete(Path.Combine(_folder.FullName, checkpoint.Path));
        checkpoint = CheckpointOf(await Estimate(1.5, horizon: 2));
        var found = await Estimate(1, horizon: 2, checkpoint: checkpoint);
        found.Note.ShouldNotBeNull().ShouldEndWith("was taken after step 12, and this training ends with step 8.");
        found.Curve.ShouldBe(expected.Curve);
    }

    [Fact]
    public async Task A_restarted_training_that_fails_says_that_it_was_restarted()
    {
        var checkpoint = new ArtifactRef(ArtifactRef.Checkpoint, "artifacts/checkpoints/gone.checkpoint", "ab");
        var failure = await Should.ThrowAsync<EstimationFailedException>(
            async () => await Estimate(2, recipe: new() { LearningRate = 1e12, WarmUp = 0, GradientClip = 0 }, network: Networks.WithoutNorm(), checkpoint: checkpoint));
        failure.Message.ShouldEndWith(" Trained from the start: the checkpoint artifacts/checkpoints/gone.checkpoint is not there.");
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_put_in_its_place_leaves_nothing_behind()
    {
        var path = Path.Combine(_folder.FullName, "place.checkpoint");
        Directory.CreateDirectory(path);
        Should.Throw<Exception>(() => CheckpointFile.Write(path, new("t", 1, 0, 0, Metrics.None, [], Cost.None, [], []))).ShouldBeAssignableTo<SystemException>();
        Directory.EnumerateFileSystemEntries(_folder.FullName).ShouldBe([path]);
    }

    private async Task ShouldRestart(ArtifactRef checkpoint, string reason, string how)
    {
        var whole = await Estimate(2);
        var found = await Estimate(2, checkpoint: checkpoint);
        found.Note.ShouldNotBeNull(how).ShouldStartWith($"Trained from the start: the checkpoint {checkpoint.Path} {reason}", customMessage: how);
        found.Curve.ShouldBe(whole.Curve, how);
        found.Metrics.ShouldBe(whole.Metrics, how);
        found.Artifacts.ShouldBe(whole.Artifacts, how);
        found.Cost.Samples.ShouldBe(whole.Cost.Samples, how);
    }

    private static byte[] Flipped(byte[] bytes, int place)
    {
        bytes[place] ^= 1;
        return bytes;
    }

    private static ArtifactRef CheckpointOf(Evaluation evaluation) => evaluation.Artifacts.Single(artifact => artifact.Kind == ArtifactRef.Checkpoint);

    private static Architecture Network(int width) => Networks.Cnn(1, 12, 4, width);

    private ValueTask<Evaluation> Estimate(
        double epochs, double? horizon = null, Architecture? network = null, string checksum = "bars-1", TrainingRecipe? recipe = null, ulong seed = 1, double share = 1, ArtifactRef? checkpoint = null)
    {
        var fidelity = Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, epochs).With(Fidelity.DataShare, share);
        var request = new EvaluationRequest(
            network ?? Network(8), Genotype.Empty, horizon is { } end ? fidelity.With(Fidelity.Horizon, end) : fidelity, seed, 0, checkpoint);
        var data = SyntheticData.Bars() with { Checksum = checksum };
        var estimator = new TrainEstimator(data, recipe ?? Recipe, Metric.Accuracy, Path.Combine(_folder.FullName, "artifacts"), "cpu", keepWeights: horizon is null);
        return estimator.EstimateAsync(request, null, TestContext.Current.CancellationToken);
    }
}
