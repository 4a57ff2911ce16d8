using CsCheck;
using Nascent.Benchmarks.Statistics;

namespace Nascent.Tests.Benchmarks.Statistics;

public sealed class HypervolumeTests
{
    [Fact]
    public void Of_two_objectives_it_is_the_area_under_the_stairs() =>
        Hypervolume.Of([[3, 1], [2, 2], [1, 3], [1, 1], [2, 2], [4, -1]], [0, 0]).ShouldBe(6);

    [Fact]
    public void It_counts_from_the_reference() => Hypervolume.Of([[82, -3], [80, -1]], [80, -4]).ShouldBe(2);

    [Fact]
    public void Of_three_objectives_it_is_the_volume_of_the_union()
    {
        Hypervolume.Of([[2, 2, 2]], [0, 0, 0]).ShouldBe(8);
        Hypervolume.Of([[1, 2, 3], [3, 2, 1], [2, 3, 1]], [0, 0, 0]).ShouldBe(6 + 6 + 6 - 2 - 2 - 4 + 2);
    }

    [Fact]
    public void Nothing_better_than_the_reference_is_nothing()
    {
        Hypervolume.Of([[1, 5], [5, 0]], [1, 1]).ShouldBe(0);
        Hypervolume.Of([], [1, 1]).ShouldBe(0);
    }

    [Fact]
    public void It_is_the_number_of_whole_cells_that_points_dominate()
    {
        var coordinate = Gen.Int[0, 4];
        foreach (var dimensions in new[] { 1, 2, 3, 4 })
            coordinate.Array[dimensions].Array[0, 8].Sample(points =>
            {
                var cells = Enumerable.Range(0, (int)Math.Pow(4, dimensions)).Count(cell => points.Any(point => Enumerable.Range(0, dimensions).All(d => cell / (int)Math.Pow(4, d) % 4 < point[d])));
                Hypervolume.Of(points.Select(point => Array.ConvertAll(point, value => (double)value)), new double[dimensions]).ShouldBe(cells);
            }, iter: 300);
    }
}
