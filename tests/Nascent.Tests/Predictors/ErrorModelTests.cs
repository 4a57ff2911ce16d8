using Nascent.Predictors;
using Nascent.Randomness;

namespace Nascent.Tests.Predictors;

public sealed class ErrorModelTests
{
    [Fact]
    public void It_finds_the_variances_that_errors_were_drawn_with()
    {
        var (stream, truth) = (new Seed(1).Stream(), new ErrorModel(4, 0.04, 0.5));
        var errors = Enumerable.Range(0, 20_000).Select(_ => (Spread: stream.NextDouble(), Distance: stream.NextDouble()))
            .Select(said => (truth.DeviationOf(said.Spread, said.Distance) * stream.NextGaussian(), said.Spread, said.Distance)).ToArray();
        var found = ErrorModel.Fit(errors);
        found.Alpha.ShouldBe(truth.Alpha, 0.4);
        found.Beta.ShouldBe(truth.Beta, 0.02);
        found.Gamma.ShouldBe(truth.Gamma, 0.1);
    }

    [Fact]
    public void Without_errors_it_stays_what_was_believed_before() => ErrorModel.Fit([]).ShouldBe(ErrorModel.Prior);

    [Fact]
    public void It_is_less_sure_where_the_model_is_and_where_nothing_was_seen()
    {
        var model = ErrorModel.Fit([(0.1, 0.5, 0.2), (-0.2, 0.1, 0.3)]);
        model.DeviationOf(0.5, 0.2).ShouldBeGreaterThan(model.DeviationOf(0.1, 0.2));
        model.DeviationOf(0.1, 0.9).ShouldBeGreaterThan(model.DeviationOf(0.1, 0.2));
    }
}
