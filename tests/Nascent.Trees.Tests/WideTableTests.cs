using Nascent.Data;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Trees.Features;

namespace Nascent.Trees.Tests;

/// <summary>Tables with more columns than rows, and a time to fit them in.</summary>
public sealed class WideTableTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_short_time_leaves_trees_the_features_that_tell_most(bool regression)
    {
        var data = Wide(rows: 300, features: 400, regression);
        Fit("boosted-trees", data, null)!.Cut.ShouldBeNull();
        var cut = Fit("boosted-trees", data, 1)!;
        cut.Cut.ShouldStartWith("100 trees of 100, on the 32 of 400 features that tell most");
        var scores = SampleScores.Compute(data.Task, Reference.OutputsOf(cut, data.Validation), data.Validation.Targets);
        scores[regression ? "r2" : "accuracy"]!.Value.ShouldBeGreaterThan(regression ? 0.7 : 0.85);
        Fit("boosted-trees", data, 1)!.Weights.Single().Values.ShouldBe(cut.Weights.Single().Values);
    }

    [Fact]
    public void Of_too_little_time_trees_are_left_out_and_the_linear_model_is_cut()
    {
        var data = Wide(300, 400, regression: false);
        Fit("boosted-trees", data, 0.05).ShouldBeNull();
        Fit("linear", data, 0.05)!.Cut.ShouldBe("at most 208 steps of 1,000, for the time");
    }

    [Fact]
    public void Telling_features_are_those_that_go_with_the_target()
    {
        var data = Wide(300, 50, regression: true);
        TellingFeatures.Of((SampleValues.Columns)data.Train.Values, data.Train.Targets, 2).ShouldBe([7, 31]);
        data = Wide(300, 50, regression: false);
        TellingFeatures.Of((SampleValues.Columns)data.Train.Values, data.Train.Targets, 2).ShouldBe([7, 31]);
    }

    [Theory]
    [InlineData(60, 20)]
    [InlineData(20, 60)]
    public void Ridge_weights_solve_their_equations_whether_rows_or_features_are_fewer(int rows, int features)
    {
        var data = Wide(rows, features, regression: true);
        var (train, targets) = ((SampleValues.Columns)data.Train.Values, ((SampleTargets.Numbers)data.Train.Targets).Values);
        var (weights, intercept) = RidgeRegression.Fit(train, targets, penalty: 2);
        double[] fitted = [.. train.Features.Chunk(features).Select(row => intercept + row.Zip(weights, (x, w) => x * w).Sum())];
        targets.Zip(fitted, (target, value) => target - value).Sum().ShouldBe(0, 1e-3); // by the intercept
        for (var i = 0; i < features; i++)
        {
            var gradient = Enumerable.Range(0, rows).Sum(sample => train.Features[(sample * features) + i] * (targets[sample] - fitted[sample]));
            gradient.ShouldBe(2 * weights[i], 1e-3); // by each weight
        }
    }

    private static TableModel? Fit(string name, PreparedData data, double? seconds) => new TableModels(data, new Seed(1), seconds is { } time ? TimeSpan.FromSeconds(time) : null).Fit(name);

    // Features 7 and 31 of many decide.
    private static PreparedData Wide(int rows, int features, bool regression)
    {
        LearningTask task = regression ? new LearningTask.Regression("y", 0, 1.4) : new LearningTask.Classification(["no", "yes"]);
        return new("wide", "wide-1", task, new Preprocessing.Table([]), Signature.Features(features, task.Outputs), Make("train", rows), Make("validation", 200));

        Samples Make(string part, int count)
        {
            var stream = new Seed(5).Derive(part).Stream();
            var values = new float[count * features];
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)stream.NextGaussian();
            var sums = Enumerable.Range(0, count).Select(row => (double)values[(row * features) + 7] + values[(row * features) + Math.Min(31, features - 1)]).ToArray();
            return new(new SampleValues.Columns([], values, features), regression ? new SampleTargets.Numbers(sums) : new SampleTargets.Labels(Array.ConvertAll(sums, sum => sum > 0 ? 1 : 0)));
        }
    }
}
