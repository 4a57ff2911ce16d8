using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Data.Loading;
using Nascent.Data.Sources;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Testing;

namespace Nascent.Trees.Tests;

public sealed class TableModelsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nascent-trees-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Where_classes_are_apart_by_a_line_the_linear_model_finds_it()
    {
        var baselines = Run(600, (x, y, _) => $"{x},{y},{(x + y > 1 ? "above" : "below")}");
        baselines.Select(baseline => baseline.Name).ShouldBe(["linear", "boosted-trees"]);
        baselines[0].Validation["accuracy"]!.Value.ShouldBeGreaterThan(0.95);
        baselines[1].Validation["accuracy"]!.Value.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void Where_classes_are_a_chess_board_only_trees_find_it()
    {
        var baselines = Run(1000, (x, y, _) => $"{x},{y},{((x > 0.5) ^ (y > 0.5) ? "odd" : "even")}");
        baselines[0].Validation["accuracy"]!.Value.ShouldBeLessThan(0.75);
        baselines[1].Validation["accuracy"]!.Value.ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void Three_classes_are_told_apart_by_three_scores()
    {
        var baselines = Run(600, (x, y, _) => $"{x},{y},{(x < 0.33 ? "a" : x < 0.66 ? "b" : "c")}");
        foreach (var baseline in baselines)
        {
            baseline.Outputs.Length.ShouldBeInRange(3 * 58, 3 * 62);
            baseline.Validation["auroc"]!.Value.ShouldBeGreaterThan(0.9);
        }
    }

    [Fact]
    public void A_plane_is_explained_by_the_linear_model_in_the_unit_of_the_target()
    {
        var baselines = Run(600, (x, y, _) => $"{x},{y},{1000 + (30 * x) - (20 * y)}");
        baselines[0].Validation["r2"]!.Value.ShouldBeGreaterThan(0.999);
        baselines[0].Validation["mae"]!.Value.ShouldBeLessThan(0.5);
        baselines[1].Validation["r2"]!.Value.ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void The_same_seed_gives_the_same_outputs_bit_for_bit()
    {
        string Row(double x, double y, int i) => $"{x},{y},{(x + (0.3 * Math.Sin(i)) > y ? "a" : "b")}";
        foreach (var (first, second) in Run(500, Row).Zip(Run(500, Row)))
            first.Outputs.ShouldBe(second.Outputs);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)] // a forest each
    public void Cores_change_the_time_and_not_the_trees(int classes)
    {
        var data = Load(400, (x, y, i) => $"{x},{y},{(classes > 2 && x + y > 0.8 ? "c" : x + (0.3 * Math.Sin(i)) > y ? "a" : "b")}").Prepared;
        TableModel Fit(int cores) => new TableModels(data, new Seed(1), TimeSpan.FromSeconds(3), cores).Fit("boosted-trees")!;
        var (one, four) = (Fit(1), Fit(4));
        one.Description.ShouldContain("the best of ");
        four.Description.ShouldBe(one.Description);
        four.Weights.Single().Values.ShouldBe(one.Weights.Single().Values);
    }

    [Fact]
    public void A_fold_is_fitted_by_the_settings_of_all_rows()
    {
        var data = Load(400, (x, y, i) => $"{x},{y},{(x + (0.3 * Math.Sin(i)) > y ? "a" : "b")}").Prepared;
        var models = new TableModels(data, new Seed(1), TimeSpan.FromSeconds(3));
        var (whole, fold) = (models.Fit("boosted-trees")!, models.Fit("boosted-trees", data.Fold(5, 2).Train)!);
        fold.Description.ShouldBe(whole.Description);
        fold.Weights.Single().Values.ShouldNotBe(whole.Weights.Single().Values);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Trees_that_were_written_are_the_network_that_was_fitted(bool regression)
    {
        var data = Load(300, (x, y, _) => $"{x},{y},{(regression ? (x * y).ToString("R") : x > y ? "a" : "b")}").Prepared;
        var model = new TableModels(data, new Seed(1)).Fit("boosted-trees")!;
        var again = TableModels.NetworkOf("boosted-trees", data.Signature, model.Weights);
        again.Nodes.Single().ShouldBe(model.Network.Nodes.Single());
        var damaged = model.Weights.Single().Values.ToArray();
        damaged[2] = 0; // the root leads to itself on one side
        Should.Throw<NascentException>(() => TableModels.NetworkOf("boosted-trees", data.Signature, [model.Weights.Single() with { Values = damaged }])).Message.ShouldContain("row 0");
    }

    [Fact]
    public void Images_are_refused()
    {
        var loaded = DataLoader.Load(DataSource.Resolve(null), DataOptions.Default, new Seed(1));
        Should.Throw<ArgumentException>(() => new TableModels(loaded.Prepared, new Seed(1))).Message.ShouldStartWith("Found images, expected a table.");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void On_adult_both_reach_what_such_models_are_known_to_reach()
    {
        var baselines = RunReal("tabular/adult-train.csv", DataOptions.Default);
        baselines[0]["accuracy"]!.Value.ShouldBeInRange(0.84, 0.87);
        baselines[1]["accuracy"]!.Value.ShouldBeInRange(0.86, 0.885);
        baselines[1]["auroc"]!.Value.ShouldBeInRange(0.91, 0.94);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void On_California_housing_both_reach_what_such_models_are_known_to_reach()
    {
        var baselines = RunReal("tabular/california_housing.csv", new() { Label = "median_house_value" });
        baselines[0]["r2"]!.Value.ShouldBeInRange(0.60, 0.69);
        baselines[1]["r2"]!.Value.ShouldBeInRange(0.78, 0.86);
    }

    [Fact]
    public void On_digits_both_tell_ten_classes_apart()
    {
        var baselines = RunReal("tabular/sklearn_digits.csv.gz", new() { SkipBad = true });
        baselines[0]["accuracy"]!.Value.ShouldBeGreaterThan(0.93);
        baselines[1]["accuracy"]!.Value.ShouldBeGreaterThan(0.93);
    }

    private static Metrics[] RunReal(string file, DataOptions options)
    {
        var loaded = DataLoader.Load(DataSource.Resolve(ExternalData.PathOf(file)), options, new Seed(1));
        return [.. Judge(loaded.Prepared, _ => loaded.Test.Samples, TimeSpan.FromSeconds(15)).Select(baseline =>
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{baseline.Name}: {string.Join(", ", baseline.Validation.Values.Select(pair => $"{pair.Key} {pair.Value:0.0000}"))}");
            return baseline.Validation;
        })];
    }

    private sealed record Judged(string Name, float[] Outputs, Metrics Validation);

    private static ImmutableArray<Judged> Judge(PreparedData data, Func<PreparedData, Samples> part, TimeSpan time)
    {
        var models = new TableModels(data, new Seed(1), time);
        return [.. TableModels.Names.Select(name =>
        {
            var outputs = Reference.OutputsOf(models.Fit(name)!, part(data));
            return new Judged(name, outputs, SampleScores.Compute(data.Task, outputs, part(data).Targets));
        })];
    }

    private ImmutableArray<Judged> Run(int rows, Func<double, double, int, string> row) => Judge(Load(rows, row).Prepared, data => data.Validation, TimeSpan.FromSeconds(1));

    private LoadedData Load(int rows, Func<double, double, int, string> row)
    {
        var path = Path.Combine(_folder, "made.csv");
        var stream = new Seed(11).Stream();
        File.WriteAllText(path, "x,y,target\n" + string.Concat(Enumerable.Range(0, rows).Select(i => row(stream.NextDouble(), stream.NextDouble(), i) + "\n")));
        return DataLoader.Load(DataSource.Resolve(path), DataOptions.Default, new Seed(1));
    }
}
