using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Nascent.Randomness;

namespace Nascent.Bench.Tables;

/// <summary>ML.NET's FastTree with random search on a holdout, as its users tune it; the side of <c>bench/tables.py</c> that needs .NET.</summary>
internal static class FastTreePeer
{
    private const double ShareOfSearch = 0.8;

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }

    private sealed record Settings(int Leaves, int LeastInLeaf, double Rate, int Trees, double FeatureShare);

    /// <summary>Prints what is said of each test row: a number, or a class by its number.</summary>
    public static int Run(Words words)
    {
        var (train, test) = (Read(words.Text("--train")!), Read(words.Text("--test")!));
        var (classes, seconds, random) = (words.Number("--classes", 0), words.Number("--seconds", 60), new Seed((ulong)words.Number("--seed", 1)).Stream());
        var began = TimeProvider.System.GetTimestamp();
        var context = new MLContext(words.Number("--seed", 1));
        random.Shuffle(train.AsSpan());
        var (held, fitted) = (train[..(train.Length / 5)], train[(train.Length / 5)..]);
        var best = (Loss: double.PositiveInfinity, Settings: new Settings(20, 10, 0.2, 100, 1));
        for (var next = best.Settings; TimeProvider.System.GetElapsedTime(began).TotalSeconds < ShareOfSearch * seconds; next = Draw(random))
        {
            var loss = Fit(context, fitted, classes, next)(held).Zip(held).Sum(pair => classes == 0 ? Math.Pow(pair.First - pair.Second.Label, 2) : pair.First == pair.Second.Label ? 0 : 1);
            if (loss < best.Loss)
                best = (loss, next);
        }

        foreach (var said in Fit(context, train, classes, best.Settings)(test))
            Console.WriteLine(said.ToString("R", CultureInfo.InvariantCulture));
        return 0;
    }

    private static Settings Draw(RandomStream random) => new(
        (int)Math.Pow(2, 2 + (5 * random.NextDouble())), (int)Math.Pow(2, 6 * random.NextDouble()), Math.Pow(10, -2 + (1.7 * random.NextDouble())),
        (int)Math.Pow(2, 5 + (4 * random.NextDouble())), 0.5 + (0.5 * random.NextDouble()));

    private static Func<Row[], double[]> Fit(MLContext context, Row[] rows, int classes, Settings settings)
    {
        if (classes == 0)
        {
            var model = context.Regression.Trainers.FastTree(Options<FastTreeRegressionTrainer.Options>(settings)).Fit(View(context, rows));
            return asked => [.. model.Transform(View(context, asked)).GetColumn<float>("Score").Select(score => (double)score)];
        }

        var keyed = context.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(context.MulticlassClassification.Trainers.OneVersusAll(context.BinaryClassification.Trainers.FastTree(Options<FastTreeBinaryTrainer.Options>(settings))));
        var fit = keyed.Fit(View(context, rows));
        float[] labels = [.. rows.Select(row => row.Label).Distinct().Order()];
        return asked => [.. fit.Transform(View(context, asked)).GetColumn<uint>("PredictedLabel").Select(key => (double)labels[key - 1])];
    }

    private static T Options<T>(Settings settings)
        where T : BoostedTreeOptions, new() => new()
        {
            NumberOfLeaves = settings.Leaves,
            MinimumExampleCountPerLeaf = settings.LeastInLeaf,
            LearningRate = settings.Rate,
            NumberOfTrees = settings.Trees,
            FeatureFraction = settings.FeatureShare,
        };

    private static IDataView View(MLContext context, Row[] rows)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Features.Length);
        return context.Data.LoadFromEnumerable(rows, schema);
    }

    private static Row[] Read(string path) => [.. File.ReadLines(path).Select(line => line.Split(' ').Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).Select(cells => new Row { Label = cells[0], Features = cells[1..] })];
}
