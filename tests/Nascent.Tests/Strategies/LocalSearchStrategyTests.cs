using System.Collections.Immutable;
using Nascent.Genotypes;
using Nascent.Strategies;
using Nascent.Strategies.LocalSearch;
using Nascent.Tasks;
using Nascent.Testing.Strategies;
using Nascent.Trials;

namespace Nascent.Tests.Strategies;

public sealed class LocalSearchStrategyTests : StrategyContract
{
    private static readonly DecisionSpace Space = new("hill", Enumerable.Range(0, 5)
        .Select(i => new Decision(new DecisionPath($"d{i}"), DecisionKind.Other, ["0", "1", "2", "3", "4"], IsOrdered: true)));

    protected override StrategyDescription Description => LocalSearchStrategy.Description;

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(16)]
    public void With_all_neighbours_known_a_climb_moves_to_the_best_of_them(int lookAhead)
    {
        var trials = Run(new LocalSearchOptions { Starts = 1, First = false }, Height, lookAhead, 200);
        var (from, next) = (trials[0], 1);
        while (true)
        {
            var tried = trials.Take(next).Select(trial => trial.Genotype).ToHashSet();
            var expected = Space.Neighbours(from.Genotype).Where(genotype => !tried.Contains(genotype)).ToHashSet();
            trials.Skip(next).Take(expected.Count).Select(trial => trial.Genotype).ShouldBe(expected, ignoreOrder: true);
            next += expected.Count;
            var best = trials.Take(next).MaxBy(trial => Height(trial.Genotype))!;
            if (best == from)
                break;
            from = best;
        }

        Height(from.Genotype).ShouldBe(0); // one hill: every climb ends at its top
        next.ShouldBeLessThan(100);
    }

    [Fact]
    public void With_first_a_climb_needs_fewer_trials()
    {
        // Each of five decisions must get from its start to one answer of five.
        var (first, all) = (Mean(first: true), Mean(first: false));
        first.ShouldBeLessThan(all - 5);

        static double Mean(bool first) => Enumerable.Range(0, 30).Average(seed =>
            Run(new LocalSearchOptions { Starts = 1, First = first }, Height, 1, 300, (ulong)seed).FindIndex(trial => Height(trial.Genotype) == 0));
    }

    [Fact]
    public void A_climb_begins_at_the_best_start()
    {
        var trials = Run(new LocalSearchOptions { Starts = 10, First = false }, Height, 8, 11);
        var best = trials.Take(10).MaxBy(trial => Height(trial.Genotype))!;
        Space.Neighbours(best.Genotype).ShouldContain(trials[10].Genotype);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_new_climb_begins_where_no_neighbour_is_better(bool first)
    {
        // A start among the zeros is no better than its neighbours, so each climb but that to the top ends after 21 trials.
        var trials = Run(new LocalSearchOptions { Starts = 1, First = first }, genotype => genotype.Answers.All(answer => answer.Answer == "4") ? 1 : 0, 4, 210);
        var starts = Enumerable.Range(1, 209).Count(i => !Space.Neighbours(trials[i].Genotype).Intersect(trials.Take(i).Select(trial => trial.Genotype)).Any());
        starts.ShouldBeInRange(3, 12);
    }

    [Fact]
    public void The_whole_space_is_tried_in_the_end() =>
        Run(new LocalSearchOptions { Starts = 3, First = true }, Height, 8, 10_000).Select(trial => trial.Genotype).Distinct().Count().ShouldBe(3125);

    [Fact]
    public void Failed_trials_are_not_climbed_from()
    {
        var search = new DrivenSearch(Space, trial => trial.Genotype.Answers[0].Answer == "2"
            ? trial with { State = TrialState.Failed, Reason = "nan" }
            : trial with { State = TrialState.Succeeded, Metrics = Metrics.None.With("accuracy", Height(trial.Genotype)) })
        { Trials = 150 };
        var trials = search.Run(new LocalSearchStrategy(new LocalSearchOptions { Starts = 1, First = false }));
        var failed = trials.Where(trial => !trial.HasResult).Select(trial => trial.Genotype).ToHashSet();
        var others = trials.Where(trial => trial.HasResult).ToArray();
        foreach (var trial in trials.Where(trial => !trial.HasResult).Skip(1))
            others.Any(other => Space.Neighbours(other.Genotype).Contains(trial.Genotype)).ShouldBeTrue();
        failed.Count.ShouldBeInRange(3, 40);
    }

    [Fact]
    public void With_several_objectives_it_finds_the_front_and_what_lies_between_its_ends()
    {
        // The sum of the answers against the sum of what is left of 4: all genotypes are on one front, of which a climb keeps one a sum.
        var search = new DrivenSearch(Space, trial => trial with { State = TrialState.Succeeded, Metrics = Metrics.None.With("accuracy", Sum(trial.Genotype)).With("params", Sum(trial.Genotype)) })
        {
            Objectives = [Objective.Of("accuracy"), Objective.Of("params")],
            Trials = 600,
        };
        var trials = search.Run(new LocalSearchStrategy(new LocalSearchOptions { Starts = 1, First = false }));
        trials.Select(trial => Sum(trial.Genotype)).Distinct().Count().ShouldBeGreaterThan(18);
    }

    [Fact]
    public void Once_a_trial_was_rejected_neighbours_that_would_be_are_passed_over()
    {
        var search = new DrivenSearch(Space, trial => Allowed(trial.Genotype)
            ? trial with { State = TrialState.Succeeded, Metrics = Metrics.None.With("accuracy", Height(trial.Genotype)) }
            : trial with { State = TrialState.Rejected, Reason = "params<=1" })
        { Trials = 200, LookAhead = 1, CostsOf = genotype => Allowed(genotype) ? Metrics.None : null };
        search.Run(Create(Description)).Count(trial => trial.State == TrialState.Rejected).ShouldBe(1);

        static bool Allowed(Genotype genotype) => Sum(genotype) <= 9;
    }

    [Fact]
    public void A_count_that_is_no_whole_number_is_refused() => Should.Throw<NascentException>(() => Description.CreateWith(
        ImmutableSortedDictionary<string, double>.Empty.Add("starts", 2.5))).Message
        .ShouldBe("Strategy 'local-search', option 'starts': found 2.5, expected a whole number.");

    private static IStrategy Create(StrategyDescription description) => description.CreateWith(ImmutableSortedDictionary<string, double>.Empty);

    private static double Sum(Genotype genotype) => genotype.Answers.Sum(answer => double.Parse(answer.Answer));

    /// <summary>One hill with its top at the middle, where it is 0.</summary>
    private static double Height(Genotype genotype) => -genotype.Answers.Sum(answer => Math.Abs(double.Parse(answer.Answer) - 2));

    private static List<Trial> Run(LocalSearchOptions options, Func<Genotype, double> score, int lookAhead, int trials, ulong seed = 1) =>
        new DrivenSearch(Space, trial => trial with { State = TrialState.Succeeded, Metrics = Metrics.None.With("accuracy", score(trial.Genotype)) }) { LookAhead = lookAhead, Trials = trials }
            .Run(new LocalSearchStrategy(options), seed);
}
