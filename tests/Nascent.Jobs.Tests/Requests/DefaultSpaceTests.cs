using Nascent.Data;
using Nascent.Jobs.Requests;
using Nascent.Tasks;

namespace Nascent.Jobs.Tests.Requests;

public sealed class DefaultSpaceTests
{
    [Theory]
    [InlineData(1, "tabular")]
    [InlineData(200, "tabular")]
    [InlineData(201, "mlp")]
    public void A_table_is_searched_by_its_number_of_features(int features, string space) => RunSpecFactory.SpaceOf(new(), null, Table(features)).Name.ShouldBe(space);

    [Fact]
    public void A_space_that_is_named_is_taken() => RunSpecFactory.SpaceOf(new(), "mlp", Table(3)).Name.ShouldBe("mlp");

    private static PreparedData Table(int features)
    {
        var samples = new Samples(new SampleValues.Columns([], new float[2 * features], features), new SampleTargets.Labels([0, 1]));
        return new(
            "table", "0", new LearningTask.Classification(["a", "b"]), new Preprocessing.Table([.. Enumerable.Range(0, features).Select(i => new TableColumn.Numeric($"c{i}", 0, 1, false))]),
            Signature.Features(features, 2), samples, samples);
    }
}
