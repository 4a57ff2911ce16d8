using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Torch.Native;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Gradients;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Torch.Tests.Sharing.Gradients;

public sealed class GradientSearchTests
{
    // As workers do: with several threads the last bits may differ from one run to the next.
    public GradientSearchTests() => LibTorch.UseThreads(1);

    // Bars are told apart by a convolution alone; four more choices let a search prefer networks that nearly all others exceed.
    private static readonly SearchSpace Space = SearchSpace.Image("choices", net => net
        .Conv("stem", channels: 16, kernel: 3).Width(16)
        .OneOf("a", Conv(kernel: 3), Skip).OneOf("b", Conv(kernel: 3), Skip).OneOf("c", Conv(kernel: 3), Skip).OneOf("d", Conv(kernel: 3), Skip)
        .GlobalPool().Classifier());

    private static readonly PreparedData Data = SyntheticData.Bars();

    private static readonly TrainingRecipe Recipe = new() { BatchSize = 32, LearningRate = 0.05 };

    public static TheoryData<string> Methods => ["gdas", "darts", "drnas"];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_cost_moves_a_search_to_cheap_options(string method)
    {
        using var supernet = new Supernet(Space, Data.Signature, new Seed(1));
        using var search = Search(method, supernet, new CostTerm(new ParameterCount(), 100), null);
        while (!search.IsOver)
            search.Step();
        search.Best.Answers.Select(answer => answer.Answer).ShouldAllBe(answer => answer == "skip");
        search.Collapse.ShouldBeNull();
    }

    [Fact]
    public void So_does_latency_by_operators()
    {
        using var supernet = new Supernet(Space, Data.Signature, new Seed(1));
        using var search = Search("drnas", supernet, new CostTerm(new OperatorLatency([0.01, 1e-6, 1e-6, 1e-6, 1e-6, 1e-7]), 100), null);
        while (!search.IsOver)
            search.Step();
        search.Best.Answers.Select(answer => answer.Answer).ShouldAllBe(answer => answer == "skip");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_guard_stops_a_search_that_goes_to_skip_connections_and_keeps_what_it_preferred_before(string method)
    {
        using var supernet = new Supernet(Space, Data.Signature, new Seed(1));
        using var search = Search(method, supernet, new CostTerm(new ParameterCount(), 100), new CollapseGuard { Patience = 0, Looks = 1000 });
        var preferred = search.Best;
        while (!search.IsOver)
        {
            search.Step();
            if (search.Collapse is null)
                preferred = search.Best;
        }

        search.StepsDone.ShouldBeLessThan(search.TotalSteps);
        search.Collapse!.ShouldContain("of the space's networks have more than its");
        search.Best.ShouldBe(preferred);
        search.Best.Answers.Select(answer => answer.Answer).ShouldContain("conv");
        Should.Throw<InvalidOperationException>(() => search.Step()).Message.ShouldBe(search.Collapse);
    }

    [Fact]
    public void A_guard_with_restarts_lets_the_options_begin_anew_before_it_stops()
    {
        using var supernet = new Supernet(Space, Data.Signature, new Seed(1));
        using var search = Search("darts", supernet, new CostTerm(new ParameterCount(), 100), new CollapseGuard { Patience = 0, Looks = 1000, Restarts = 1 });
        while (search.Restarts.IsEmpty)
            search.Step();
        var first = search.StepsDone;
        search.Collapse.ShouldBeNull();
        search.Restarts[0].ShouldContain($"Step {first} prefers");
        foreach (var decision in Space.Genotypes.Decisions)
            search.ProbabilitiesOf(decision).ShouldAllBe(share => share == 1.0 / decision.Options.Length);
        while (!search.IsOver)
            search.Step();
        search.StepsDone.ShouldBeGreaterThan(first);
        search.Collapse!.ShouldContain($"Step {search.StepsDone} prefers");
        search.Restarts.Length.ShouldBe(1);
    }

    [Fact]
    public void A_search_that_does_not_collapse_is_not_stopped()
    {
        using var supernet = new Supernet(Space, Data.Signature, new Seed(1));
        using var search = Search("darts", supernet, null, new CollapseGuard());
        while (!search.IsOver)
            search.Step();
        (search.StepsDone, search.Collapse).ShouldBe((search.TotalSteps, null));
    }

    [Theory]
    [InlineData("gdas")]
    [InlineData("darts")]
    [InlineData("drnas")]
    [InlineData("pc-darts")]
    public void A_search_that_is_broken_off_goes_on_to_the_same_end_bit_for_bit(string method)
    {
        // Collapses early, begins anew, and is broken off around that.
        var (path, cost, guard) = (Path.GetTempFileName(), new CostTerm(new ParameterCount(), 100), new CollapseGuard { Patience = 0.05, Looks = 1000, Restarts = 1 });
        (string End, string Best, int Restarts) Searched(params long[] breaks)
        {
            File.Delete(path);
            var end = (Best: "", Restarts: 0);
            foreach (var until in breaks.Append(long.MaxValue))
            {
                using var supernet = new Supernet(Space, Data.Signature, new Seed(1));
                using var search = Search(method, supernet, cost, guard);
                if (File.Exists(path))
                    search.Restore(path);
                while (!search.IsOver && search.StepsDone < until)
                    search.Step();
                search.Save(path);
                end = (search.Candidates(3, _ => true)[0].ToString(), search.Restarts.Length);
            }

            return (Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))), end.Best, end.Restarts);
        }

        var whole = Searched();
        whole.Restarts.ShouldBe(1);
        var broken = Searched(3, 60, 64, 100);
        (broken.Best, broken.Restarts).ShouldBe((whole.Best, whole.Restarts));
        broken.End.ShouldBe(whole.End);
        File.Delete(path);
    }

    [Fact]
    public void Candidates_keep_the_limits_and_begin_with_the_preferred_network()
    {
        using var supernet = new Supernet(Space, Data.Signature, new Seed(1));
        using var search = Search("darts", supernet, null, null);
        var all = search.Candidates(8, _ => true);
        all[0].ShouldBe(search.Best);
        (all.Length, all.Distinct().Count()).ShouldBe((8, 8));
        search.Candidates(8, genotype => genotype.ToString().StartsWith("a=skip", StringComparison.Ordinal)).ShouldAllBe(genotype => genotype.ToString().StartsWith("a=skip", StringComparison.Ordinal));
        search.Candidates(8, _ => false).ShouldBeEmpty();
        search.Undecided.ShouldBe(1, 1e-9);
        search.SharesOf(Space.Genotypes.Decisions[0])!.Value.ShouldBe([0.5, 0.5]);
    }

    [Fact]
    public void The_gradient_of_the_expected_cost_is_that_of_its_definition()
    {
        // Without draws: one choice, so that the expected cost is the sum of probability times cost.
        var space = SearchSpace.Image("one", net => net.Conv("stem", channels: 4, kernel: 3).Width(8).OneOf("op", Conv(kernel: 1), Conv(kernel: 3, name: "large"), Zero).GlobalPool().Classifier());
        var (decision, options, model) = (space.Genotypes.Decisions[0], new ArchitectureWeights(0.1, 0), new ParameterCount());
        options.Step(decision, [0.3, -0.2, 0.1]);
        double[] costs = [.. Enumerable.Range(0, 3).Select(option => ((ICostModel)model).Total(space.Resolve(space.Genotypes.Complete(_ => option, default), Data.Signature)))];
        var usual = Enumerable.Range(0, 64).Average(i => costs[space.Genotypes.OptionsOf(space.Genotypes.SampleByDecision(new Seed(7).Derive(i)))[0]]);
        var gradients = new Dictionary<DecisionPath, double[]>();
        new ExpectedCost(space, Data.Signature, new CostTerm(model, 2), new Seed(7)).AddTo(gradients, options, _ => 0, new Seed(8));

        var values = options.ValuesOf(decision).ToArray();
        double Expected(int changed, double by)
        {
            var exponents = values.Select((value, i) => Math.Exp(value + (i == changed ? by : 0))).ToArray();
            return 2 * exponents.Zip(costs, (exponent, cost) => exponent / exponents.Sum() * cost).Sum() / usual;
        }

        for (var i = 0; i < 3; i++)
            gradients[decision.Path][i].ShouldBe((Expected(i, 1e-5) - Expected(i, -1e-5)) / 2e-5, 1e-6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_gradient_by_an_options_probability_is_that_by_its_number(bool isDirichlet)
    {
        var decision = new Decision(new("op"), DecisionKind.Operator, ["a", "b", "c"], false);
        var options = new ArchitectureWeights(0.4, 0, isDirichlet);
        options.Step(decision, [0.3, -0.2, -0.1]);
        options.Step(decision, [0.3, -0.4, 0.2]);
        double[] costs = [3, -1, 2];
        var values = options.ValuesOf(decision).ToArray();
        double Expected(int changed, double by)
        {
            var numbers = values.Select((value, i) => value + (i == changed ? by : 0));
            var parts = numbers.Select(number => !isDirichlet || number <= 0 ? Math.Exp(number) : number + 1).ToArray();
            return parts.Zip(costs, (part, cost) => part / parts.Sum() * cost).Sum();
        }

        options.ProbabilitiesOf(decision).Zip(costs, (probability, cost) => probability * cost).Sum().ShouldBe(Expected(0, 0), 1e-12);
        var gradient = options.ThroughProbabilities(decision, costs);
        for (var i = 0; i < 3; i++)
            gradient[i].ShouldBe((Expected(i, 1e-6) - Expected(i, -1e-6)) / 2e-6, 1e-6);
    }

    [Fact]
    public void Options_learn_before_the_weights_of_a_step()
    {
        double First(double rate)
        {
            using var supernet = new Supernet(Space, Data.Signature, new Seed(3));
            using var search = new MixtureSearch(supernet, Data, Recipe with { LearningRate = rate, WarmUp = 0 }, new MixtureSettings { Epochs = 1, WarmUp = 0 }, new Seed(2));
            return search.Step().OfOptions;
        }

        First(1).ShouldBe(First(1e-9));
    }

    [Theory]
    [InlineData("darts", false)]
    [InlineData("gdas", false)]
    [InlineData("darts", true)]
    public void Normalisations_learn_scale_and_shift_only_where_asked(string method, bool learned)
    {
        using var supernet = new Supernet(Space, Data.Signature, new Seed(3));
        using GradientSearch search = method == "gdas" ? new Gdas(supernet, Data, Recipe, new GdasSettings { Epochs = 1, LearnedNorms = learned }, new Seed(2))
            : new MixtureSearch(supernet, Data, Recipe, new MixtureSettings { Epochs = 1, LearnedNorms = learned }, new Seed(2));
        for (var i = 0; i < 3; i++)
            search.Step();
        using var module = supernet.Extract(search.Best);
        var names = Space.Resolve(search.Best, Data.Signature).Weights.Where(slot => slot.Role is WeightRole.Scale or WeightRole.Shift).Select(slot => slot.Name).ToHashSet();
        var norms = module.GetWeights().Where(weight => names.Contains(weight.Name)).ToArray();
        norms.Length.ShouldBeGreaterThan(1);
        norms.All(weight => weight.Values.All(value => value is 0 or 1)).ShouldBe(!learned);
    }

    private static GradientSearch Search(string method, Supernet supernet, CostTerm? cost, CollapseGuard? guard) => method == "gdas"
        ? new Gdas(supernet, Data, Recipe, new GdasSettings { Epochs = 12, LearningRate = 0.05, Cost = cost, Guard = guard }, new Seed(2))
        : new MixtureSearch(supernet, Data, Recipe, new MixtureSettings
        {
            Parts = method == "pc-darts" ? 4 : 1,
            Kind = method == "drnas" ? MixtureKind.Dirichlet : MixtureKind.Softmax,
            Epochs = 12,
            LearningRate = 0.05,
            Perturbation = 0.03,
            Cost = cost,
            Guard = guard,
        }, new Seed(2));
}
