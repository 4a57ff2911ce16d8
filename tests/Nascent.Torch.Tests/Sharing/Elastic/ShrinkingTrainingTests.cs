using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Elastic;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Torch.Tests.Sharing.Elastic;

public sealed class ShrinkingTrainingTests : IDisposable
{
    private static readonly SearchSpace Space = SearchSpace.Image("sizes", net => net
        .Scale(OneOf(75, 100))
        .Conv("stem", channels: OneOf(8, 16), kernel: 3)
        .Repeat("depth", Between(1, 2), block => block.InvertedBottleneck(kernel: OneOf(3, 5), expand: OneOf(2, 3)).Residual(true, ShortcutAlignment.WhenEqual))
        .GlobalPool().Classifier());

    private static readonly TrainingRecipe Recipe = new() { BatchSize = 32, LearningRate = 0.1 };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string> Schedules => [.. ShrinkingSchedule.All.Select(schedule => schedule.Name)];

    private static ShrinkingTraining TrainingOf(PreparedData data, string schedule, int threads) => new(
        Space, data, Recipe, ShrinkingSchedule.All.First(one => one.Name == schedule), new Seed(5), threads, TimeProvider.System);

    private static Dictionary<string, float[]> ValuesOf(Supernet supernet) => supernet.Weights.ToDictionary(weight => weight.Key, weight => weight.Value.Values.ToArray());

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Largest_and_smallest_learn_and_a_kill_changes_nothing(string schedule)
    {
        var data = SyntheticData.Bars();
        var whole = TrainingOf(data, schedule, 2);
        using var supernet = whole.NewSupernet();
        var stages = whole.Run(supernet, Path.Combine(_folder.FullName, "whole.state"), null, 12, null, CancellationToken.None);
        stages.Sum(stage => stage.Epochs).ShouldBe(12, 1.0);
        using var scores = new SubnetScores(supernet, data, new Seed(1), threads: 2);
        scores.ScoresOf([ElasticSizes.Largest(Space), ElasticSizes.Smallest(Space)], TestContext.Current.CancellationToken).ShouldAllBe(metrics => metrics["accuracy"] > 0.6);

        var (state, broken) = (Path.Combine(_folder.FullName, "broken.state"), 0);
        var again = TrainingOf(data, schedule, 2);
        while (true)
        {
            using var stop = new CancellationTokenSource();
            using var part = again.NewSupernet();
            try
            {
                stop.CancelAfter(TimeSpan.FromMilliseconds(300));
                again.Run(part, state, null, 12, null, broken < 4 ? stop.Token : CancellationToken.None).Select(stage => stage.Epochs).ShouldBe(stages.Select(stage => stage.Epochs));
                var (expected, found) = (ValuesOf(supernet), ValuesOf(part));
                using var restored = again.NewSupernet();
                again.Run(restored, state, null, 12, null, CancellationToken.None);
                restored.Load(ElasticSizes.Largest(Space));
                foreach (var (name, values) in found)
                    values.ShouldBe(expected[name], name);
                ValuesOf(restored)["stem.conv.weight"].ShouldBe(expected["stem.conv.weight"]);
                break;
            }
            catch (OperationCanceledException)
            {
                broken++;
            }
        }

        broken.ShouldBeGreaterThan(0, "the training was broken off");
    }
}
