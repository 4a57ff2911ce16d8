using System.Collections.Immutable;
using Nascent.Genotypes;
using Nascent.Spaces;
using Nascent.Strategies;
using Nascent.Strategies.Tpe;
using Nascent.Tasks;
using Nascent.Testing.Strategies;
using Nascent.Trials;

namespace Nascent.Tests.Strategies;

public sealed class TpeStrategyTests : StrategyContract
{
    protected override StrategyDescription Description => TpeStrategy.Description;

    [Fact]
    public void It_proposes_the_answers_that_good_trials_have_in_common()
    {
        var trials = Search(genotype => genotype[new DecisionPath("b")] == "y" ? 1 : 0, ordered: false).Run(Create());
        trials.Take(10).Count(trial => trial.Genotype[new DecisionPath("b")] == "y").ShouldBeLessThan(6);
        trials.Skip(30).Count(trial => trial.Genotype[new DecisionPath("b")] == "y").ShouldBeGreaterThan(18, "a quarter of random draws have it");
    }

    [Fact]
    public void It_proposes_less_of_what_fails()
    {
        var search = Search(_ => 0, ordered: false);
        var trials = (search with
        {
            Outcome = trial => trial.Genotype[new DecisionPath("b")] == "y" ? trial with { State = TrialState.Failed, Reason = "nan" } : search.Outcome(trial),
        }).Run(Create());
        trials.Skip(30).Count(trial => trial.State == TrialState.Failed).ShouldBeLessThan(4);
    }

    [Fact]
    public void In_an_ordered_decision_what_is_near_to_good_answers_counts_as_good()
    {
        // Three of twenty options are good; without order each has to be found by itself.
        int Near(bool ordered) => Enumerable.Range(0, 10).Sum(seed => Search(genotype => -Math.Abs(double.Parse(genotype[new DecisionPath("a")]!) - 5), ordered)
            .Run(Create(), (ulong)seed).Skip(15).Take(15).Count(trial => trial.Genotype[new DecisionPath("a")] is "4" or "5" or "6"));
        Near(ordered: true).ShouldBeGreaterThan(Near(ordered: false) + 10);
    }

    [Fact]
    public void Decisions_that_are_closed_count_neither_for_nor_against()
    {
        // Below 'deep' a second decision opens; 'deep' is bad whatever it says.
        var space = SearchSpace.Table("conditional", net => net
            .OneOf("op", SpaceSyntax.Linear(8, name: "flat"), SpaceSyntax.Linear(SpaceSyntax.OneOf(4, 8, 12, 16, 24, 32, 40, 48), name: "deep"))
            .Linear("last", SpaceSyntax.OneOf(4, 8, 12, 16, 24, 32, 40, 48, 56, 64), activation: SpaceSyntax.OneOf(SpaceSyntax.Relu, SpaceSyntax.Gelu, SpaceSyntax.Silu)).Classifier());
        var trials = new DrivenSearch(space.Genotypes, trial => Succeeded(trial, trial.Genotype.Answers[0].Answer == "flat" ? 1 : 0)) { Trials = 35 }.Run(Create());
        trials.Skip(20).Count(trial => trial.Genotype.Answers[0].Answer == "flat").ShouldBeGreaterThan(9);
    }

    [Fact]
    public void With_several_objectives_it_proposes_more_of_the_front_than_random_search()
    {
        var tpe = Enumerable.Range(0, 10).Sum(seed => OnFront(TwoObjectives().Run(Create(), (ulong)seed)));
        var random = Enumerable.Range(0, 10).Sum(seed => OnFront(TwoObjectives().Run(CoreStrategies.All.Single(strategy => strategy.Name == "random").CreateWith(Given()), (ulong)seed)));
        tpe.ShouldBeGreaterThan(2 * random);
    }

    [Fact]
    public void Once_a_proposal_was_rejected_those_that_would_be_are_passed_over()
    {
        static bool Breaks(Genotype genotype) => genotype[new DecisionPath("c")] == "z";
        var search = Search(_ => 0, ordered: false);
        var trials = (search with
        {
            CostsOf = genotype => Breaks(genotype) ? null : Metrics.None,
            Outcome = trial => Breaks(trial.Genotype) ? trial with { State = TrialState.Rejected, Reason = "params<=1" } : search.Outcome(trial),
            LookAhead = 1,
        }).Run(Create());
        trials.Count(trial => trial.State == TrialState.Rejected).ShouldBe(1);
    }

    [Fact]
    public void A_count_that_is_no_whole_number_is_refused() => Should.Throw<NascentException>(() => Description.CreateWith(Given(("candidates", 2.5)))).Message
        .ShouldBe("Strategy 'tpe', option 'candidates': found 2.5, expected a whole number.");

    private static ImmutableSortedDictionary<string, double> Given(params (string Name, double Value)[] options) =>
        options.ToImmutableSortedDictionary(option => option.Name, option => option.Value, StringComparer.Ordinal);

    private static int OnFront(List<Trial> trials) => trials.Skip(30).Count(trial => trial.Genotype[new DecisionPath("b")] == "y");

    /// <summary>A good accuracy and a good size need the same answer of 'b', and opposite ones of 'a'.</summary>
    private static DrivenSearch TwoObjectives() => Search(_ => 0, ordered: true) with
    {
        Objectives = [Objective.Of("accuracy"), Objective.Of("params")],
        Outcome = trial => trial with
        {
            State = TrialState.Succeeded,
            Metrics = Metrics.None
                .With("accuracy", double.Parse(trial.Genotype[new DecisionPath("a")]!) - (trial.Genotype[new DecisionPath("b")] == "y" ? 0 : 5))
                .With("params", double.Parse(trial.Genotype[new DecisionPath("a")]!) + (trial.Genotype[new DecisionPath("b")] == "y" ? 0 : 5)),
        },
    };

    private static DrivenSearch Search(Func<Genotype, double> score, bool ordered) => new(
        new DecisionSpace("made-up",
        [
            new(new("a"), DecisionKind.Width, [.. Enumerable.Range(0, 20).Select(option => $"{option}")], ordered),
            new(new("b"), DecisionKind.Operator, ["w", "x", "y", "z"], false),
            new(new("c"), DecisionKind.Operator, ["w", "x", "y", "z"], false),
        ]),
        trial => Succeeded(trial, score(trial.Genotype)))
    { Trials = 60 };

    private static Trial Succeeded(Trial trial, double accuracy) => trial with { State = TrialState.Succeeded, Metrics = Metrics.None.With("accuracy", accuracy) };
}
