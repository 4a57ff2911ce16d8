using Nascent.Numerics;
using Nascent.Predictors;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Testing.Search;

namespace Nascent.Tests.Predictors;

public sealed class ScoreVoteTests
{
    [Fact]
    public void Scores_count_with_the_sign_that_they_have_among_the_networks_learned_from()
    {
        // Measurements are far noisier than the two scores, of which one is large for bad networks.
        var stream = new Seed(2).Stream();
        (double Quality, PredictorObservation Seen)[] all = [.. Enumerable.Range(0, 260).Select(i => stream.NextGaussian()).Select((quality, i) =>
            (quality, new PredictorObservation(new(SmallSpaces.Layers.Genotypes.Sample(new Seed(1).Derive(i)), Metrics.None.With("good", quality + (0.5 * stream.NextGaussian())).With("bad", -quality + (0.5 * stream.NextGaussian()))), quality + (2 * stream.NextGaussian()))))];
        var predictor = AccuracyPredictor.Fit(CorePredictors.All.Single(kind => kind.Name == "mlp"), new(SmallSpaces.Layers.Genotypes), "accuracy", [.. all[..60].Select(pair => pair.Seen)], new Seed(3));
        var predicted = predictor.Predict([.. all[60..].Select(pair => pair.Seen.Input)]);
        double[] truth = [.. all[60..].Select(pair => pair.Quality)];
        var outlook = RankCorrelation.KendallTau([.. predicted.Select(value => value.Outlook)], truth);
        outlook.ShouldBeGreaterThan(0.5);
        outlook.ShouldBeGreaterThan(RankCorrelation.KendallTau([.. predicted.Select(value => value.Score)], truth));
    }

    [Fact]
    public void Without_known_scores_the_outlook_is_what_is_expected()
    {
        var seen = Enumerable.Range(0, 20).Select(i => new PredictorObservation(new(SmallSpaces.Layers.Genotypes.Sample(new Seed(1).Derive(i)), Metrics.None), i)).ToArray();
        var predicted = AccuracyPredictor.Fit(CorePredictors.All[0], new(SmallSpaces.Layers.Genotypes), "accuracy", seen, new Seed(3)).Predict([.. seen.Select(pair => pair.Input)]);
        predicted.Select(value => value.Outlook / value.Score).ShouldAllBe(ratio => Math.Abs(ratio - (predicted[0].Outlook / predicted[0].Score)) < 1e-9);
    }
}
