using Nascent.Architectures;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Sharing;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Torch.Tests.Sharing;

public sealed class SupernetTrainerTests
{
    // As workers do: with several threads the last bits may differ from one run to the next.
    public SupernetTrainerTests() => LibTorch.UseThreads(1);

    private static readonly SearchSpace Small = SearchSpace.Image("small", net => net
        .Conv("stem", channels: OneOf(8, 16), kernel: 3)
        .Repeat("depth", Between(1, 2), block => block.OneOf("op", Conv(kernel: 3), Separable(kernel: OneOf(3, 5)), Skip))
        .GlobalPool().Classifier());

    public static TheoryData<string> Rules => ["uniform", "fair", "sandwich"];

    [Theory]
    [MemberData(nameof(Rules))]
    [Trait("Category", "Slow")]
    public void Every_path_learns_and_one_seed_gives_one_supernet(string rule)
    {
        var data = SyntheticData.Bars();
        var (first, second) = (Trained(data, RuleOf(rule), new Seed(3)), Trained(data, RuleOf(rule), new Seed(3)));
        var (scores, others) = (new SubnetScores(first, data, new Seed(4)), new SubnetScores(second, data, new Seed(4)));
        var genotypes = Enumerable.Range(0, 6).Select(i => Small.Genotypes.SampleByDecision(new Seed(8).Derive(i))).ToArray();
        var accuracies = genotypes.Select(genotype => scores.ScoresOf(genotype)["accuracy"]!.Value).ToArray();
        accuracies.Average().ShouldBeGreaterThan(0.6, "chance is 0.25");
        genotypes.Select(genotype => others.ScoresOf(genotype)["accuracy"]!.Value).ShouldBe(accuracies);
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public void Strictly_fair_steps_train_each_operator_of_each_edge_once()
    {
        var space = NasBench201.Create(channels: 4, cellsPerStage: 1);
        for (var step = 0; step < 20; step++)
        {
            var paths = PathRule.StrictlyFair.PathsOf(space, _ => true, step, new Seed(1));
            paths.Length.ShouldBe(5);
            foreach (var decision in space.Genotypes.Decisions)
                paths.Select(path => path.Genotype[decision.Path]!).Order().ShouldBe(NasBench201.Operators.Order());
        }
    }

    [Fact]
    public void Fair_paths_train_the_options_of_a_decision_equally_often_in_as_many_steps_as_it_has_options()
    {
        var random = new RandomSpaces(5);
        var spaces = SpaceCatalog.All.Select(entry => entry.Create()).Concat(Enumerable.Range(0, 60).Select(_ => random.Next()).OfType<SearchSpace>());
        var checkedDecisions = 0;
        foreach (var space in spaces.Where(space => space.Genotypes.Decisions.Length > 0))
        {
            var steps = space.Genotypes.Decisions.Max(decision => decision.Options.Length);
            Genotype[][] paths = [.. Enumerable.Range(0, steps).Select(step => PathRule.StrictlyFair.PathsOf(space, _ => true, step, new Seed(2)).Select(path => path.Genotype).ToArray())];
            foreach (var decision in space.Genotypes.Decisions.Where(decision => paths.All(step => step.All(path => path[decision.Path] is not null))))
            {
                int[] counts = [.. decision.Options.Select(option => paths.Take(decision.Options.Length).Sum(step => step.Count(path => path[decision.Path] == option)))];
                counts.Distinct().Count().ShouldBe(1, $"{space.Name}, {decision.Path}: {string.Join(' ', counts)}");
                checkedDecisions++;
            }
        }

        checkedDecisions.ShouldBeGreaterThan(60);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_weights_of_a_supernet_begin_as_those_of_a_network_that_stands_alone(int channels)
    {
        var space = SearchSpace.Image("first", net => net
            .Conv("stem", channels: OneOf(8, 64), kernel: 3).Separable("separable", kernel: 3).GlobalPool().Classifier());
        var signature = Signature.Image(channels, 28, 28, 10);
        var largest = space.Genotypes.Enumerate().Last();
        using var supernet = new Supernet(space, signature, new Seed(3));
        using var shared = supernet.Extract(largest);
        using var alone = new ArchitectureModule(space.Resolve(largest, signature), TrainingDevice.Cpu);
        alone.Initialise(new Seed(3));
        var kernels = alone.GetWeights().Where(weight => weight.Shape.Length == 4).ToArray();
        kernels.Length.ShouldBe(3);
        foreach (var kernel in kernels)
            (Deviation(shared.GetWeights().Single(other => other.Name == kernel.Name)) / Deviation(kernel)).ShouldBeInRange(0.9, 1.1, kernel.Name);
    }

    [Fact]
    public void A_sandwich_has_the_largest_and_the_smallest_of_its_switches()
    {
        var paths = PathRule.Sandwich.PathsOf(Small, _ => true, 0, new Seed(1));
        paths.Select(path => path.Taught).ShouldBe([0, 1, 1, 1]);
        (paths[0].Genotype[new("stem.channels")], paths[0].Genotype[new("depth")]).ShouldBe(("16", "2"));
        (paths[1].Genotype[new("stem.channels")], paths[1].Genotype[new("depth")]).ShouldBe(("8", "1"));
        paths.Select(path => path.Genotype[new("block[0].op")]).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void A_limit_that_one_network_in_a_hundred_keeps_ends_no_training()
    {
        var space = NasBench201.Create(channels: 4, cellsPerStage: 1);
        foreach (var rule in new[] { PathRule.Uniform, PathRule.StrictlyFair })
            for (var step = 0; step < 15; step++)
                rule.PathsOf(space, Rare, step, new Seed(3)).All(path => Rare(path.Genotype)).ShouldBeTrue();

        static bool Rare(Genotype genotype) => new Seed(0).Derive(genotype.ToString()).Value % 100 == 0;
    }

    [Fact]
    public void What_is_forbidden_is_not_trained()
    {
        var narrow = new DecisionPath("stem.channels");
        foreach (var rule in new[] { PathRule.Uniform, PathRule.StrictlyFair })
            for (var step = 0; step < 20; step++)
                rule.PathsOf(Small, genotype => genotype[narrow] == "8", step, new Seed(1)).ShouldAllBe(path => path.Genotype[narrow] == "8");
        Should.Throw<NascentException>(() => PathRule.Uniform.PathsOf(Small, _ => false, 0, new Seed(1))).Message.ShouldContain("found no network that keeps the limits");
    }

    [Theory]
    [InlineData(OptimiserKind.Sgd)]
    [InlineData(OptimiserKind.AdamW)]
    public void A_training_that_is_broken_off_goes_on_to_the_same_weights_bit_for_bit(OptimiserKind optimiser)
    {
        var (data, folder) = (SyntheticData.Bars(), Directory.CreateTempSubdirectory());
        var recipe = new TrainingRecipe { BatchSize = 32, LearningRate = 0.01, Optimiser = optimiser };
        string Weights(params long[] breaks)
        {
            var path = Path.Combine(folder.FullName, "state");
            File.Delete(path);
            foreach (var until in breaks.Append(long.MaxValue))
            {
                using var supernet = new Supernet(Small, data.Signature, new Seed(1));
                using var trainer = new SupernetTrainer(supernet, data, recipe, PathRule.Uniform, 1, new Seed(2));
                if (File.Exists(path))
                    trainer.Restore(path);
                while (trainer.StepsDone < Math.Min(until, trainer.TotalSteps))
                    trainer.Step();
                trainer.Save(path);
            }

            return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
        }

        // Once twice in a row, so that weights that no path asked for in between are kept.
        var expected = Weights();
        Weights(1, 2, 9).ShouldBe(expected);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Another_file_is_no_training()
    {
        var (data, path) = (SyntheticData.Bars(), Path.GetTempFileName());
        using var supernet = new Supernet(Small, data.Signature, new Seed(1));
        using var trainer = new SupernetTrainer(supernet, data, new TrainingRecipe(), PathRule.Uniform, 1, new Seed(2));
        supernet.Save(path);
        Should.Throw<NascentException>(() => trainer.Restore(path)).Message.ShouldStartWith($"{path}: is no state of shared weights, or was cut short to ");
        new SharedState().Write(path);
        Should.Throw<NascentException>(() => trainer.Restore(path)).Message.ShouldBe($"{path}: found no progress of a supernet's training, expected one; it is another search's.");
        trainer.Save(path);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);
        Should.Throw<NascentException>(() => trainer.Restore(path)).Message.ShouldBe($"{path}: is damaged or cut short: its checksum does not fit.");
        File.Delete(path);
    }

    private static PathRule RuleOf(string name) => name switch { "uniform" => PathRule.Uniform, "fair" => PathRule.StrictlyFair, _ => PathRule.Sandwich };

    private static Supernet Trained(PreparedData data, PathRule rule, Seed seed)
    {
        var supernet = new Supernet(Small, data.Signature, seed.Derive("weights"));
        using var trainer = new SupernetTrainer(supernet, data, new TrainingRecipe { BatchSize = 32, LearningRate = 0.05 }, rule, 24, seed);
        while (trainer.StepsDone < trainer.TotalSteps)
            trainer.Step();
        return supernet;
    }

    private static double Deviation(NamedTensor weight) => Math.Sqrt(weight.Values.Average(value => (double)value * value));
}
