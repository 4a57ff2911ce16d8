using System.Collections.Immutable;
using Nascent.Genotypes;
using Nascent.Strategies;
using Nascent.Strategies.Nsga2;
using Nascent.Tasks;
using Nascent.Testing.Strategies;
using Nascent.Trials;

namespace Nascent.Tests.Strategies;

public sealed class Nsga2StrategyTests : StrategyContract
{
    private static readonly ImmutableArray<Objective> Two = [Objective.Of("accuracy"), Objective.Of("params")];

    private static readonly DecisionSpace Space = new("hill", Enumerable.Range(0, 10)
        .Select(i => new Decision(new DecisionPath($"d{i}"), DecisionKind.Other, ["0", "1", "2", "3", "4"], IsOrdered: true)));

    protected override StrategyDescription Description => Nsga2Strategy.Description;

    [Fact]
    public void Crowding_distances_are_the_gaps_to_both_neighbours_relative_to_the_range()
    {
        // Accuracies 0, 2, 3, 10 with costs 0, 10, 15, 20: the second has (3 − 0) / 10 + (15 − 0) / 20, the third (10 − 2) / 10 + (20 − 10) / 20.
        ScoredTrial[] front = [Scored(0, 0, 0), Scored(1, 3, -15), Scored(2, 10, -20), Scored(3, 2, -10)];
        var distances = Crowding.DistancesOf(front);
        (distances[0], distances[2]).ShouldBe((double.PositiveInfinity, double.PositiveInfinity));
        distances[1].ShouldBe(1.3, 1e-12);
        distances[3].ShouldBe(1.05, 1e-12);
    }

    [Fact]
    public void Of_the_last_front_that_survives_the_most_crowded_die()
    {
        var survivors = new Survivors(4);
        survivors.Merge([Scored(0, 1, 1), Scored(1, 10, 0), Scored(2, 0, 10), Scored(3, 5, 5), Scored(4, 5.1, 4.9), Scored(5, 2, 8)]);
        Numbers(survivors).ShouldBe([1, 2, 4, 5], ignoreOrder: true); // 0 is beaten by 3, which is nearest to its neighbours 4 and 5
    }

    [Fact]
    public void A_smaller_violation_survives_a_larger_whatever_the_scores()
    {
        var survivors = new Survivors(2);
        survivors.Merge([Scored(0, 9, 9, 0.5), Scored(1, 1, 1, 0.1), Scored(2, 0, 0)]);
        Numbers(survivors).ShouldBe([2, 1]);
        survivors.Merge([Scored(3, 0, 1), Scored(4, 99, 99, 0.05)]);
        Numbers(survivors).ShouldBe([3, 2]);
    }

    [Fact]
    public void It_finds_a_wider_front_than_random_search()
    {
        // Accuracy rises with the answers above 1, parameters with all: answers of 1 are never wanted, and the best answers are 0 and 4, which dominate an area of 540 and a little more.
        var (evolved, drawn) = (Range(Description), Range(CoreStrategies.All.Single(strategy => strategy.Name == "random")));
        evolved.Average().ShouldBeGreaterThan(520);
        drawn.Average().ShouldBeLessThan(490);

        static IEnumerable<double> Range(StrategyDescription description) => Enumerable.Range(0, 10).Select(seed => Area(Search(200).Run(Create(description), (ulong)seed)));
    }

    [Fact]
    public void A_limit_on_what_is_measured_is_kept_by_most_trials_in_the_end()
    {
        var limited = Search(300) with { Objectives = [Objective.Of("accuracy")], Constraints = [new Constraint("params", true, 12)] };
        var trials = limited.Run(Create(Description));
        trials.Take(30).Count(trial => trial.Metrics["params"] <= 12).ShouldBeLessThan(8);
        trials.TakeLast(100).Count(trial => trial.Metrics["params"] <= 12).ShouldBeGreaterThan(40);
    }

    [Fact]
    public void Once_a_trial_was_rejected_none_that_would_be_is_proposed()
    {
        var limited = Search(200, genotype => Sum(genotype) <= 15) with { LookAhead = 1 };
        var trials = limited.Run(Create(Description));
        trials.Count(trial => trial.State == TrialState.Rejected).ShouldBe(1);
    }

    [Fact]
    public void Failed_trials_have_no_children()
    {
        // All that begins with 4 fails; were it inherited, half of the children of two parents would begin so.
        var search = Search(300) with { Outcome = trial => trial.Genotype.Answers[0].Answer == "4" ? trial with { State = TrialState.Failed, Reason = "nan" } : Scored(trial) };
        search.Run(Create(Description)).Skip(50).Count(trial => trial.State == TrialState.Failed).ShouldBeLessThan(25);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 1)]
    [InlineData(16, 30)]
    public void The_first_population_is_drawn_and_no_genotype_comes_twice(int lookAhead, double offspring)
    {
        var strategy = Description.CreateWith(ImmutableSortedDictionary<string, double>.Empty.Add("offspring", offspring));
        var trials = (Search(300) with { LookAhead = lookAhead }).Run(strategy);
        trials.Select(trial => trial.Genotype).Distinct().Count().ShouldBe(300);
        trials.Take(30).Average(trial => Sum(trial.Genotype)).ShouldBeInRange(17.5, 22.5); // 20 ± 0.8
    }

    [Fact]
    public void A_count_that_is_no_whole_number_is_refused() => Should.Throw<NascentException>(() => Description.CreateWith(
        ImmutableSortedDictionary<string, double>.Empty.Add("offspring", 2.5))).Message
        .ShouldBe("Strategy 'nsga2', option 'offspring': found 2.5, expected a whole number.");

    private static IStrategy Create(StrategyDescription description) => description.CreateWith(ImmutableSortedDictionary<string, double>.Empty);

    private static IEnumerable<int> Numbers(Survivors survivors) => Enumerable.Range(0, survivors.Count).Select(place => survivors[place].Trial.Number);

    private static ScoredTrial Scored(int number, double first, double second, double violation = 0) =>
        new(new Trial(number, Genotype.Empty, DrivenSearch.Full, TrialState.Succeeded), [first, second], violation);

    private static double Sum(Genotype genotype) => genotype.Answers.Sum(answer => double.Parse(answer.Answer));

    private static Trial Scored(Trial trial) => trial with
    {
        State = TrialState.Succeeded,
        Metrics = Metrics.None.With("accuracy", trial.Genotype.Answers.Sum(answer => Math.Max(0, double.Parse(answer.Answer) - 1))).With("params", Sum(trial.Genotype)),
    };

    private static DrivenSearch Search(int trials, Func<Genotype, bool>? allowed = null) =>
        new(Space, trial => allowed?.Invoke(trial.Genotype) == false ? trial with { State = TrialState.Rejected, Reason = "params<=15" } : Scored(trial))
        {
            Objectives = Two,
            Trials = trials,
            CostsOf = genotype => allowed?.Invoke(genotype) == false ? null : Metrics.None,
        };

    /// <summary>The area that is dominated, above an accuracy of 0 and below 40 parameters.</summary>
    private static double Area(List<Trial> trials)
    {
        var (area, bound) = (0.0, 40.0);
        foreach (var trial in ParetoFront.Of(trials, Two, []))
        {
            var parameters = trial.Metrics["params"]!.Value;
            area += trial.Metrics["accuracy"]!.Value * Math.Max(0, bound - parameters);
            bound = Math.Min(bound, parameters);
        }

        return area;
    }
}
