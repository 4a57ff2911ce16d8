using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Torch.ZeroCost;

namespace Nascent.Torch.Tests.ZeroCost;

public sealed class ZeroCostEstimatorTests
{
    private static readonly SearchSpace Space = NasBench201.Create(channels: 4, cellsPerStage: 1);
    private static readonly PreparedData Data = SyntheticData.Bars(64, 16, channels: 3);
    private static readonly Genotype Genotype = NasBench201.Parse("|nor_conv_3x3~0|+|nor_conv_3x3~0|skip_connect~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|");

    [Fact]
    public async Task Two_estimators_of_a_seed_give_the_same_bits_in_any_order()
    {
        using var first = new ZeroCostEstimator(Data, Space, new Seed(3));
        using var second = new ZeroCostEstimator(Data, Space, new Seed(3));
        var before = await first.EstimateAsync(Of(Genotype), null, CancellationToken.None);
        await second.EstimateAsync(Of(NasBench201.Parse("|nor_conv_1x1~0|+|none~0|avg_pool_3x3~1|+|none~0|none~1|nor_conv_1x1~2|")), null, CancellationToken.None);
        (await second.EstimateAsync(Of(Genotype), null, CancellationToken.None)).Metrics.ShouldBe(before.Metrics);
        using var other = new ZeroCostEstimator(Data, Space, new Seed(4));
        (await other.EstimateAsync(Of(Genotype), null, CancellationToken.None)).Metrics.ShouldNotBe(before.Metrics);
    }

    [Fact]
    public async Task It_measures_its_scores_and_their_standing_and_no_quality()
    {
        using var estimator = new ZeroCostEstimator(Data, Space, new Seed(3));
        var evaluation = await estimator.EstimateAsync(Of(Genotype), null, CancellationToken.None);
        evaluation.Metrics.Values.Keys.ShouldBe(["naswot", "synflow", Metric.ZeroCost.Name]);
        using var batch = ZeroCostEstimator.BatchOf(Data, new Seed(3));
        var scores = new ZeroCostScorer(batch, [.. ZeroCostEstimator.Members.Select(ZeroCostScores.Named)]).Score(Of(Genotype).Architecture, new Seed(9)).Scores;
        scores.ShouldAllBe(score => evaluation.Metrics[score.Key] == score.Value);
        evaluation.Cost.Samples.ShouldBe(batch.Count);
        evaluation.Curve.ShouldBeEmpty();
        evaluation.Artifacts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Half_of_the_space_stands_above_zero()
    {
        using var estimator = new ZeroCostEstimator(Data, Space, new Seed(3));
        var standings = new List<double>();
        for (var draw = 0; standings.Count < 40; draw++)
            try
            {
                standings.Add((await estimator.EstimateAsync(Of(Space.Genotypes.SampleByDecision(new Seed(70).Derive(draw))), null, CancellationToken.None)).Metrics[Metric.ZeroCost.Name]!.Value);
            }
            catch (EstimationFailedException)
            {
                // a network without a path
            }

        standings.Count(standing => standing > 0).ShouldBeInRange(10, 30);
    }

    [Fact]
    public async Task A_network_without_a_path_fails_with_a_reason()
    {
        using var estimator = new ZeroCostEstimator(Data, Space, new Seed(3));
        var failure = await Should.ThrowAsync<EstimationFailedException>(async () =>
            await estimator.EstimateAsync(Of(NasBench201.Parse("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|")), null, CancellationToken.None));
        failure.Reason.ShouldBe("no-score");
        failure.Message.ShouldStartWith("Found no naswot and no synflow of the network, expected a path");
    }

    [Fact]
    public void The_same_network_is_the_same_evaluation_whatever_its_genotype()
    {
        using var estimator = new ZeroCostEstimator(Data, Space, new Seed(3));
        // a single path of skips, through node 1 or straight
        var (a, b) = (NasBench201.Parse("|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|"), NasBench201.Parse("|skip_connect~0|+|none~0|none~1|+|none~0|skip_connect~1|none~2|"));
        estimator.KeyOf(Of(a)).ShouldBe(estimator.KeyOf(Of(b)));
        estimator.KeyOf(Of(a)).ShouldNotBe(estimator.KeyOf(Of(Genotype)));
        estimator.KeyOf(Of(a)).ShouldNotBe(estimator.KeyOf(Of(a) with { Replicate = 1 }));
    }

    [Fact]
    public async Task Cancellation_ends_it()
    {
        using var estimator = new ZeroCostEstimator(Data, Space, new Seed(3));
        await Should.ThrowAsync<OperationCanceledException>(async () => await estimator.EstimateAsync(Of(Genotype), null, new CancellationToken(canceled: true)));
    }

    private static EvaluationRequest Of(Genotype genotype) => new(Space.Resolve(genotype, Data.Signature), genotype, Fidelity.Of(ZeroCostEstimator.Name), 9, 0, null);
}
