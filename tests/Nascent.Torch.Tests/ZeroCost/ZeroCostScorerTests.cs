using Nascent.Architectures;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Torch.ZeroCost;
using Nascent.Torch.ZeroCost.Probes;
using Nascent.Torch.ZeroCost.Scores;
using TorchSharp;

namespace Nascent.Torch.Tests.ZeroCost;

public sealed class ZeroCostScorerTests
{
    private static readonly string[] Names = [.. ZeroCostScores.All.Select(score => score.Name)];

    public static TheoryData<string> Spaces => [.. SpaceCatalog.All.Select(entry => entry.Name == Mobile.Name ? new TheoryDataRow<string>(entry.Name) { Traits = { ["Category"] = ["Slow"] } } : new(entry.Name))];

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Every_ready_space_has_every_score(string name)
    {
        var entry = SpaceCatalog.All.Single(known => known.Name == name);
        var data = entry.Input == InputKind.Image ? SyntheticData.Bars(64, 16, side: 16, channels: 3) : Linears.Classes(7, 64, 3);
        using var batch = ZeroCostBatch.Draw(data, 12, new Seed(1));
        var (space, scorer) = (entry.Create(), new ZeroCostScorer(batch, ZeroCostScores.All));
        for (var i = 0; i < 3; i++)
        {
            var genotype = space.Genotypes.Sample(new Seed(20).Derive(i));
            var result = scorer.Score(space.Resolve(genotype, data.Signature), new Seed(2));
            result.Scores.Keys.Order().ShouldBe(Names.Order(), $"{name} {genotype}");
            result.Scores.Values.ShouldAllBe(value => double.IsFinite(value));
            result.Seconds.Values.ShouldAllBe(value => value >= 0);
        }
    }

    [Fact]
    public void A_number_to_predict_leaves_out_what_needs_classes()
    {
        using var batch = ZeroCostBatch.Draw(SyntheticData.Plane(), 32, new Seed(1));
        var scores = new ZeroCostScorer(batch, ZeroCostScores.All).Score(Networks.Mlp(2, 1, 64, 64), new Seed(2)).Scores;
        Names.Except(scores.Keys).ShouldBe(["epe-nas"]);
    }

    [Fact]
    public void A_network_without_a_path_leaves_out_what_does_not_exist()
    {
        var space = NasBench201.Create(channels: 4, cellsPerStage: 1);
        var data = SyntheticData.Bars(64, 16, channels: 3);
        using var batch = ZeroCostBatch.Draw(data, 8, new Seed(1));
        var architecture = space.Resolve(NasBench201.Parse("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|"), data.Signature);
        var scores = new ZeroCostScorer(batch, ZeroCostScores.All).Score(architecture, new Seed(2)).Scores;
        Names.Except(scores.Keys).ShouldBe(["synflow", "naswot", "jacob_cov", "zen", "epe-nas"], ignoreOrder: true);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_others()
    {
        using var batch = ZeroCostBatch.Draw(SyntheticData.Bars(), 16, new Seed(1));
        using var again = ZeroCostBatch.Draw(SyntheticData.Bars(), 16, new Seed(1));
        var architecture = Networks.Cnn(1, 12, 4, 8, 16);
        var first = new ZeroCostScorer(batch, ZeroCostScores.All).Score(architecture, new Seed(2)).Scores;
        new ZeroCostScorer(again, ZeroCostScores.All).Score(architecture, new Seed(2)).Scores.ShouldBe(first);
        var other = new ZeroCostScorer(batch, ZeroCostScores.All).Score(architecture, new Seed(3)).Scores;
        Names.Where(name => other[name] == first[name]).ShouldBe(["params", "macs"]);
    }

    [Fact]
    public void A_score_is_the_same_alone_and_beside_others()
    {
        using var batch = ZeroCostBatch.Draw(SyntheticData.Bars(), 16, new Seed(1));
        var architecture = Networks.Cnn(1, 12, 4, 8, 16);
        var together = new ZeroCostScorer(batch, ZeroCostScores.All).Score(architecture, new Seed(2)).Scores;
        foreach (var score in ZeroCostScores.All)
            new ZeroCostScorer(batch, [score]).Score(architecture, new Seed(2)).Scores[score.Name].ShouldBe(together[score.Name], score.Name);
    }

    [Fact]
    public void Scoring_leaves_no_tensor_behind()
    {
        using var batch = ZeroCostBatch.Draw(SyntheticData.Bars(), 8, new Seed(1));
        var scorer = new ZeroCostScorer(batch, ZeroCostScores.All);
        var architecture = Networks.Cnn(1, 12, 4, 4, 8);
        scorer.Score(architecture, new Seed(0));
        var live = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (var i = 1; i < 20; i++)
            scorer.Score(architecture, new Seed((ulong)i));
        DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount.ShouldBe(live);
    }

    [Fact]
    public void An_unknown_score_is_answered_with_those_there_are() =>
        Should.Throw<NascentException>(() => ZeroCostScores.Named("synflw")).Message.ShouldContain("synflow");

    [Fact]
    public void The_table_says_of_every_score_what_it_is_and_where_it_comes_from()
    {
        Names.ShouldBeUnique();
        ZeroCostScores.All.ShouldAllBe(score => score.Help.Length > 0 && score.Source.Length > 0);
    }

    [Fact]
    public void A_score_of_a_guest_is_computed_beside_the_others()
    {
        using var batch = ZeroCostBatch.Draw(SyntheticData.Bars(), 16, new Seed(1));
        var architecture = Networks.Cnn(1, 12, 4, 8, 16);
        var scores = new ZeroCostScorer(batch, [ZeroCostScores.Named("grad_norm"), new LargestGradient()]).Score(architecture, new Seed(2)).Scores;
        scores["largest-gradient"].ShouldBeInRange(1e-9, scores["grad_norm"]);
    }

    /// <summary>A score as a user of the library writes it, from public members alone.</summary>
    private sealed class LargestGradient : ZeroCostScore
    {
        public override string Name => "largest-gradient";

        public override string Help => "the largest gradient of a weight";

        public override string Source => "a test";

        public override double? Of(Probe probe)
        {
            var (weights, gradient) = (probe.Weights, probe.LossGradient);
            using var scope = torch.NewDisposeScope();
            return weights.Slots.Where(slot => slot.Role == WeightRole.Kernel).Max(slot => (double)gradient.narrow(0, weights.OffsetOf(slot.Name), slot.Count).abs().max().item<float>());
        }
    }
}
