using CsCheck;
using Nascent.Tasks;

namespace Nascent.Tests.Tasks;

public sealed class ClassificationScoresTests
{
    // Five samples, three classes; predicted 0, 1, 1, 2, 0 for the right 0, 0, 1, 2, 2.
    private static readonly float[] Scores = [2, 1, 0, 1, 2, 0, 0, 3, 1, 0, 1, 4, 5, 0, 1];
    private static readonly int[] Labels = [0, 0, 1, 2, 2];

    [Fact]
    public void Accuracy_is_the_share_predicted_right() =>
        ClassificationScores.Compute(Scores, 3, Labels)["accuracy"].ShouldBe(3.0 / 5);

    [Fact]
    public void Balanced_accuracy_is_the_mean_recall() =>
        ClassificationScores.Compute(Scores, 3, Labels)["balanced_accuracy"]!.Value.ShouldBe((0.5 + 1 + 0.5) / 3, 1e-15);

    [Fact]
    public void Macro_F1_is_the_mean_of_two_hits_over_actual_and_predicted() =>
        ClassificationScores.Compute(Scores, 3, Labels)["macro_f1"]!.Value.ShouldBe(((2.0 / 4) + (2.0 / 3) + (2.0 / 3)) / 3, 1e-15);

    [Fact]
    public void Log_loss_is_the_mean_negative_log_of_the_softmax()
    {
        // Two classes with a difference of d in favour of the right one: ln(1 + e^-d).
        var metrics = ClassificationScores.Compute([3, 1, -1, 0], 2, [0, 0]);
        metrics["log_loss"]!.Value.ShouldBe((Math.Log(1 + Math.Exp(-2)) + Math.Log(1 + Math.E)) / 2, 1e-15);
    }

    [Fact]
    public void Equal_scores_give_the_log_of_the_number_of_classes_and_an_area_of_one_half()
    {
        var metrics = ClassificationScores.Compute(new float[12], 3, [0, 1, 2, 0]);
        metrics["log_loss"]!.Value.ShouldBe(Math.Log(3), 1e-15);
        metrics["auroc"].ShouldBe(0.5);
        metrics["accuracy"].ShouldBe(0.5);
    }

    [Fact]
    public void Auroc_counts_pairs_in_the_right_order_and_a_tie_as_half()
    {
        // Score of class 1: negatives at 1, 2, 2; positives at 2, 3. Of six pairs four are right and two are ties: 5/6.
        var metrics = ClassificationScores.Compute([0, 1, 0, 2, 0, 2, 0, 2, 0, 3], 2, [0, 0, 0, 1, 1]);
        metrics["auroc"]!.Value.ShouldBe(5.0 / 6, 1e-15);
    }

    [Fact]
    public void Auroc_ranks_by_probability_rather_than_by_raw_score()
    {
        // The second sample's raw score of class 1 is the higher, its probability the lower.
        ClassificationScores.Compute([0, 1, 10, 5], 2, [1, 0])["auroc"].ShouldBe(1.0);
    }

    [Fact]
    public void A_class_without_samples_counts_in_neither_recall_nor_area()
    {
        var metrics = ClassificationScores.Compute([2, 1, 0, 0, 2, 1], 3, [0, 1]);
        metrics["balanced_accuracy"].ShouldBe(1.0);
        metrics["macro_f1"].ShouldBe(1.0);
        metrics["auroc"].ShouldBe(1.0);
    }

    [Fact]
    public void With_one_class_only_there_is_no_area() =>
        ClassificationScores.Compute([2, 1, 3, 1], 2, [0, 0])["auroc"].ShouldBeNull();

    [Fact]
    public void A_score_that_is_not_finite_is_refused_by_place() =>
        Should.Throw<ArgumentException>(() => ClassificationScores.Compute([1, 2, float.NaN, 0], 2, [0, 1]))
            .Message.ShouldStartWith("Sample 1, class 0: found the score NaN");

    [Fact]
    public void The_area_by_ranks_is_the_share_of_pairs_in_the_right_order() => Gen.Select(Gen.Int[0, 5], Gen.Bool).Array[2, 30].Sample(samples =>
    {
        var positive = samples.Where(sample => sample.Item2).Select(sample => sample.Item1).ToArray();
        var negative = samples.Where(sample => !sample.Item2).Select(sample => sample.Item1).ToArray();
        var area = RocCurve.Area([.. samples.Select(sample => (double)sample.Item1)], [.. samples.Select(sample => sample.Item2)]);
        if (positive.Length == 0 || negative.Length == 0)
            return area is null;
        var pairs = positive.Sum(p => negative.Sum(n => p > n ? 1.0 : p == n ? 0.5 : 0));
        return Math.Abs(area!.Value - (pairs / positive.Length / negative.Length)) < 1e-12;
    });
}
