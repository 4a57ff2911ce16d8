using Nascent.Predictors;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Testing.Predictors;
using Nascent.Torch.Predictors;

namespace Nascent.Torch.Tests.Predictors;

[Trait("Category", "Slow")]
public sealed class GraphPredictorTests : PredictorContract
{
    protected override PredictorDescription Description => TorchPredictors.All.Single(kind => kind.Name == "graph");

    [Fact]
    public void Genotypes_of_the_same_network_are_predicted_the_same()
    {
        var domain = PredictorDomain.Of(NasBench201.Create(4, 1), Signature.Image(3, 8, 8, 10));
        var observations = Enumerable.Range(0, 12).Select(i => new PredictorObservation(new(domain.Space.Sample(new Seed(1).Derive(i)), Metrics.None), i)).ToArray();
        var predictor = AccuracyPredictor.Fit(Description, domain, "accuracy", observations, new Seed(1));

        // Nothing reads the second node in either, so what leads to it does not matter.
        var (one, other) = (Score("nor_conv_3x3"), Score("avg_pool_3x3"));
        other.ShouldBe(one);

        double Score(string unread) => predictor.Predict(new PredictorInput(NasBench201.Parse($"|nor_conv_1x1~0|+|{unread}~0|none~1|+|skip_connect~0|nor_conv_3x3~1|none~2|"), Metrics.None)).Score;
    }

    [Fact]
    public void A_domain_without_networks_is_refused()
    {
        var domain = new PredictorDomain(NasBench201.Create(4, 1).Genotypes);
        var observations = Enumerable.Range(0, 3).Select(i => new PredictorObservation(new(domain.Space.Sample(new Seed(1).Derive(i)), Metrics.None), i)).ToArray();
        Should.Throw<NascentException>(() => AccuracyPredictor.Fit(Description, domain, "accuracy", observations, new Seed(1))).Message
            .ShouldBe("Search space 'nas-bench-201': found decisions alone, expected networks, since this predictor reads their graphs; choose one that reads genotypes.");
    }
}
