using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Testing.Search;
using Nascent.Torch.Strategies.Controllers;
using TorchSharp;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.Strategies;

public sealed class LstmControllerTests
{
    [Theory]
    [InlineData("layers")]
    [InlineData("tiny-cnn")]
    public void A_draw_and_a_batch_of_walks_agree_on_probabilities(string name)
    {
        var (space, controller, tokens) = Controller(name);
        var drawn = Enumerable.Range(0, 6).Select(i => controller.Sample(space.Genotypes, new Seed(5).Derive(i))).ToArray();
        using var scope = NewDisposeScope();
        var (logs, _) = controller.Score([.. drawn.Select(pair => DecisionWalk.Of(space.Genotypes, tokens, pair.Genotype))]);
        var found = logs.data<double>().ToArray();
        for (var i = 0; i < drawn.Length; i++)
            found[i].ShouldBe(drawn[i].LogProbability, 1e-9);
    }

    [Fact]
    public void Probabilities_of_all_genotypes_sum_to_one()
    {
        var (space, controller, _) = Controller("six");
        space.Genotypes.Enumerate().Sum(genotype => Math.Exp(controller.LogProbabilityOf(space.Genotypes, genotype))).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void A_fresh_controller_is_nearly_even_and_its_entropy_nearly_the_most()
    {
        var (space, controller, tokens) = Controller("layers");
        using var scope = NewDisposeScope();
        var (_, entropies) = controller.Score([DecisionWalk.Of(space.Genotypes, tokens, space.Genotypes.At(17))]);
        entropies.item<double>().ShouldBe(3 * (Math.Log(6) + Math.Log(3)), 0.1);
    }

    [Fact]
    public void The_gradient_is_that_of_finite_differences()
    {
        var (space, controller, tokens) = Controller("layers");
        DecisionWalk[] walks = [DecisionWalk.Of(space.Genotypes, tokens, space.Genotypes.At(17)), DecisionWalk.Of(space.Genotypes, tokens, space.Genotypes.At(4000))];
        double Value()
        {
            using var scope = NewDisposeScope();
            using var untaped = no_grad();
            var (logs, entropies) = controller.Score(walks);
            return (logs + (0.3 * entropies)).sum().item<double>();
        }

        using var all = NewDisposeScope();
        var (taped, spread) = controller.Score(walks);
        (taped + (0.3 * spread)).sum().backward();
        foreach (var weights in controller.Weights)
        {
            using var untaped = no_grad();
            var element = weights.view(-1).narrow(0, weights.numel() / 2, 1);
            element.add_(1e-5);
            var above = Value();
            element.sub_(2e-5);
            var below = Value();
            element.add_(1e-5);
            weights.grad!.view(-1)[weights.numel() / 2].item<double>().ShouldBe((above - below) / 2e-5, 1e-6);
        }
    }

    [Fact]
    public void The_tanh_constant_bounds_how_sure_it_can_be()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new double[] { -1000, 0, 1000 });
        new LogitShape(1, 2.5).Apply(logits).data<double>().ToArray().ShouldBe([-2.5, 0, 2.5]);
        new LogitShape(100, 0).Apply(logits).data<double>().ToArray().ShouldBe([-10, 0, 10]);
    }

    [Fact]
    public void Drawing_and_learning_leave_no_tensors_behind()
    {
        var (space, controller, tokens) = Controller("layers");
        var options = new ControllerOptions { Hidden = 16, LearningRate = 0.01, Batch = 2, Baseline = 0.9, Entropy = 0, Temperature = 1, TanhConstant = 2.5, Window = 10, Distinct = true };
        var learner = new PolicyLearner(controller, options, new PolicyObjective(2, (now, then, advantages) => (now - then) * advantages));
        Round(0);
        Round(1);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (var i = 2; i < 30; i++)
            Round(i);
        DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount.ShouldBe(before);

        void Round(int i)
        {
            var (genotype, log) = controller.Sample(space.Genotypes, new Seed(5).Derive(i));
            learner.Learn(DecisionWalk.Of(space.Genotypes, tokens, genotype), i % 3, log);
        }
    }

    private static (SearchSpace Space, LstmController Controller, DecisionTokens Tokens) Controller(string name)
    {
        var space = name switch { "layers" => SmallSpaces.Layers, "six" => SmallSpaces.Six, _ => SpaceCatalog.Create(name) };
        var tokens = new DecisionTokens(space.Genotypes);
        return (space, new LstmController(tokens, 16, new LogitShape(1, 2.5), new Seed(3)), tokens);
    }
}
