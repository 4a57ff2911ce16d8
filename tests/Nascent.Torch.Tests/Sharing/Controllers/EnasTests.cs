using Nascent.Architectures.Operators;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Native;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Controllers;
using Nascent.Trials;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Torch.Tests.Sharing.Controllers;

public sealed class EnasTests
{
    private static readonly TrainingRecipe Recipe = new() { BatchSize = 32, LearningRate = 0.05 };

    // As workers do: with several threads the last bits may differ from one run to the next.
    public EnasTests() => LibTorch.UseThreads(1);

    // Bars are told apart by a convolution alone; widths are a decision of another kind.
    private static readonly SearchSpace Space = SearchSpace.Image("choice", net => net
        .Conv("stem", channels: OneOf(4, 8), kernel: 3)
        .OneOf("op", ("zero", Zero), ("conv", Chain(Conv(channels: 16, kernel: 3), Pool(PoolKind.Max, kernel: 2, stride: 2))))
        .GlobalPool().Classifier());

    [Fact]
    [Trait("Category", "Slow")]
    public void The_controller_learns_what_the_shared_weights_are_good_at()
    {
        var data = SyntheticData.Bars();
        using var supernet = new Supernet(Space, data.Signature, new Seed(1));
        using var search = new Enas(supernet, data, Recipe, new EnasSettings { Epochs = 30, LearningRate = 0.02 }, new Seed(2));
        search.Undecided.ShouldBeGreaterThan(0.95);
        while (search.StepsDone < search.TotalSteps)
            search.Step();
        search.Undecided.ShouldBeLessThan(0.8);
        var draws = search.Candidates(100, _ => true);
        draws.ShouldBe(draws.Distinct());
        draws.Length.ShouldBeLessThanOrEqualTo(4);
        search.Candidates(1, _ => true)[0].ToString().ShouldEndWith("op=conv");
        search.Best(new SubnetScores(supernet, data, new Seed(3)), Objective.Of(Metric.Accuracy.Name)).ToString().ShouldEndWith("op=conv");
    }

    [Fact]
    public void A_search_that_is_broken_off_goes_on_to_the_same_end_bit_for_bit()
    {
        var (path, data) = (Path.GetTempFileName(), SyntheticData.Bars());
        string Searched(params long[] breaks)
        {
            File.Delete(path);
            foreach (var until in breaks.Append(long.MaxValue))
            {
                using var supernet = new Supernet(Space, data.Signature, new Seed(1));
                using var search = new Enas(supernet, data, Recipe, new EnasSettings { Epochs = 4 }, new Seed(2));
                if (File.Exists(path))
                    search.Restore(path);
                while (!search.IsOver && search.StepsDone < until)
                    search.Step();
                search.Save(path);
            }

            return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
        }

        var whole = Searched();
        Searched(1, 13, 20).ShouldBe(whole);
        File.Delete(path);
    }

    [Fact]
    public void The_controller_is_left_alone_in_the_warm_up_and_everything_follows_from_the_seed()
    {
        var data = SyntheticData.Bars();
        List<(double, double)> Steps(ulong seed)
        {
            using var supernet = new Supernet(Space, data.Signature, new Seed(1));
            using var search = new Enas(supernet, data, Recipe, new EnasSettings { Epochs = 2, WarmUp = 0.5 }, new Seed(seed));
            var before = search.Undecided;
            var results = new List<(double, double)>();
            while (search.StepsDone < search.TotalSteps)
                results.Add(search.Step());
            before.ShouldBeInRange(0.5, 1);
            return results;
        }

        var steps = Steps(5);
        steps.Take(steps.Count / 2).ShouldAllBe(step => step.Item2 == 0);
        steps.Skip(steps.Count / 2).ShouldAllBe(step => step.Item2 > 0 && step.Item2 < 1);
        Steps(5).ShouldBe(steps);
        Steps(6).ShouldNotBe(steps);
    }
}
