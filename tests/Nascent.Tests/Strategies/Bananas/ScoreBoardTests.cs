using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Numerics;
using Nascent.Strategies.Bananas;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Tests.Strategies.Bananas;

public sealed class ScoreBoardTests
{
    [Fact]
    public void Scores_follow_the_order_of_trials_and_equals_share_theirs()
    {
        var board = new ScoreBoard([Objective.Of("accuracy")], [Constraint.Parse("params<=100")], 100);
        Add(board, (0.5, 10), (0.9, 10), (0.5, 10), (0.99, 120), (null, 10), (null, 500));
        board.Entries.Select(entry => entry.Scores[0]).ShouldBe(new[] { 3.5, 5, 3.5, 2, 1, 0 }.Select(place => (float)NormalScores.OfPlace(place, 6)));
    }

    [Fact]
    public void A_full_board_forgets_the_oldest_of_the_worse_half()
    {
        var board = new ScoreBoard([Objective.Of("accuracy")], [], 4);
        Add(board, (0.9, 1), (0.2, 1), (0.1, 1), (0.8, 1), (0.7, 1), (0.6, 1));
        board.Entries.Select(entry => entry.Values[0]).ShouldBe([0.9, 0.8, 0.7, 0.6]);
    }

    private static void Add(ScoreBoard board, params (double? Accuracy, double Parameters)[] trials)
    {
        foreach (var (accuracy, parameters) in trials)
            board.Add(
                new Trial(0, Genotype.Empty, Fidelity.Of("fake"), accuracy is null ? TrialState.Failed : TrialState.Succeeded)
                {
                    Metrics = accuracy is { } value ? Metrics.None.With("params", parameters).With("accuracy", value) : Metrics.None.With("params", parameters),
                },
                default);
    }
}
