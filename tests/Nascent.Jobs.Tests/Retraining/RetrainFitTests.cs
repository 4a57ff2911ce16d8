using Nascent.Jobs.Retraining;
using Nascent.Trials;

namespace Nascent.Jobs.Tests.Retraining;

public sealed class RetrainFitTests
{
    // Two found networks of 10 s an epoch, two baselines of 2 s and 3 s.
    private static readonly RetrainFit Fit = new()
    {
        Best = [CandidateId.Trial(7), CandidateId.Trial(2)],
        Baselines = [CandidateId.Baseline("a"), CandidateId.Baseline("b")],
        SecondsPerEpoch = id => id.TrialNumber is not null ? 10 : id.BaselineName == "a" ? 2 : 3,
        IsKnown = (_, _, _) => false,
        Seconds = 0,
        Workers = 2,
        FewestUseful = 20,
        Most = 60,
    };

    private static readonly RetrainChoice[] Choices = [.. RetrainFit.Shrinking((2, 1), (3, 1))];

    [Theory]
    [InlineData(new[] { 4.0, 1, 1, 1 }, 2, 4)]
    [InlineData(new[] { 1.0, 1, 1, 4 }, 2, 5)]
    [InlineData(new[] { 2.0, 3 }, 1, 5)]
    [InlineData(new double[0], 2, 0)]
    public void Workers_take_the_next_job_as_they_get_free(double[] jobs, int workers, double expected) => RetrainFit.Makespan(jobs, workers).ShouldBe(expected);

    [Fact]
    public void Long_trainings_go_first_so_that_quick_ones_fill_the_gap()
    {
        // One found network of 2.5 s an epoch beside the baselines: 3 and 2.5 + 2, not 2.5 + 3 and 2.
        var fit = Fit with { Best = [CandidateId.Trial(7)], SecondsPerEpoch = id => id.TrialNumber is not null ? 2.5 : Fit.SecondsPerEpoch(id), Seconds = 90 };
        fit.Choose([new(1, 1, 1)]).Epochs.ShouldBe(20);
        (fit with { Seconds = 89 }).Choose([new(1, 1, 1)]).Epochs.ShouldBe(18);
    }

    [Fact]
    public void Seeds_are_given_up_to_two_then_candidates_then_the_second_seed_of_baselines_then_of_all() =>
        RetrainFit.Shrinking((3, 1), (4, 1)).ShouldBe([new(3, 4, 4), new(3, 3, 3), new(3, 2, 2), new(2, 2, 2), new(1, 2, 2), new(1, 2, 1), new(1, 1, 1)]);

    [Fact]
    public void What_was_asked_for_is_kept_and_the_rest_given_up()
    {
        RetrainFit.Shrinking((2, 1), (3, 3)).ShouldBe([new(2, 3, 3), new(1, 3, 3)]);
        RetrainFit.Shrinking((2, 2), (3, 1)).ShouldBe([new(2, 3, 3), new(2, 2, 2), new(2, 2, 1), new(2, 1, 1)]);
        RetrainFit.Shrinking((2, 2), (3, 3)).ShouldBe([new(2, 3, 3)]);
        RetrainFit.Shrinking((1, 1), (1, 1)).ShouldBe([new(1, 1, 1)]);
    }

    // A worker's seconds an epoch: 38 with 2 candidates and 3 seeds, 25 with 2 and 2, 15 with 1 and 2, 13 with one seed of the baselines, 10 with 1 and 1.
    [Theory]
    [InlineData(3000, 2, 3, 3, 60)]
    [InlineData(800, 2, 3, 3, 20)]
    [InlineData(700, 2, 2, 2, 28)]
    [InlineData(400, 1, 2, 2, 26)]
    [InlineData(270, 1, 2, 1, 20)]
    [InlineData(250, 1, 1, 1, 24)]
    [InlineData(95, 1, 1, 1, 8)]
    [InlineData(3, 1, 1, 1, 1)]
    public void The_first_choice_that_leaves_useful_epochs_is_taken(double seconds, int candidates, int seeds, int baselineSeeds, int epochs) =>
        (Fit with { Seconds = seconds }).Choose(Choices).ShouldBe((new(candidates, seeds, baselineSeeds), epochs));

    [Fact]
    public void Results_that_are_there_leave_their_time_to_the_others()
    {
        var known = Fit with { Seconds = 400, IsKnown = (id, replicate, epochs) => id.BaselineName is not null && epochs == 40 };
        known.Choose([new(1, 2, 2)]).Epochs.ShouldBe(40);
        (known with { IsKnown = (_, _, _) => false }).Choose([new(1, 2, 2)]).Epochs.ShouldBe(26);
    }
}
