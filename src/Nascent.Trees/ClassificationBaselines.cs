using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Transforms;
using Nascent.Data;

namespace Nascent.Trees;

/// <summary>Classifiers: softmax regression, and one forest of boosted trees a class, one in all where there are two.</summary>
internal static class ClassificationBaselines
{
    private const string Key = "Label";
    private const double LeastProbability = 1e-7;

    /// <summary>A model's name, one line about it, and how to fit it; the result maps a table to (samples, classes) log-probabilities.</summary>
    public sealed record Model(string Name, string Description, Func<MLContext, SampleValues.Columns, int[], FitEffort, Func<SampleValues.Columns, float[]>> Fit);

    /// <summary>All models.</summary>
    public static readonly ImmutableArray<Model> All =
    [
        new("linear", "softmax regression, L-BFGS, L2 penalty 1", (context, train, labels, effort) => Fit(context, train, labels, SoftmaxRegression(context, effort))),
        new(FitEffort.Trees, "100 boosted trees of 20 leaves for each class against the rest, of two classes for one (FastTree)",
            (context, train, labels, effort) => labels.Max() == 1 ? OfTwo(context, train, labels, effort) : Fit(context, train, labels, BoostedTrees(context, labels.Length, effort))),
    ];

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public int Class { get; set; }

        public bool IsSecond { get; set; }
    }

    private static IEstimator<ITransformer> SoftmaxRegression(MLContext context, FitEffort effort) =>
        context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = Key,
            NumberOfThreads = 1,
            L1Regularization = 0,
            L2Regularization = 1,
            MaximumNumberOfIterations = effort.Iterations,
        });

    private static IEstimator<ITransformer> BoostedTrees(MLContext context, int samples, FitEffort effort) =>
        context.MulticlassClassification.Trainers.OneVersusAll(context.BinaryClassification.Trainers.FastTree(TreeOptions.For<FastTreeBinaryTrainer.Options>(samples, effort)), Key);

    // One forest tells two classes apart.
    private static Func<SampleValues.Columns, float[]> OfTwo(MLContext context, SampleValues.Columns train, int[] labels, FitEffort effort)
    {
        var options = TreeOptions.For<FastTreeBinaryTrainer.Options>(labels.Length, effort);
        options.LabelColumnName = nameof(Row.IsSecond);
        var model = context.BinaryClassification.Trainers.FastTree(options).Fit(View(context, train, labels));
        return table => [.. model.Transform(View(context, table, null)).GetColumn<float>("Probability").SelectMany(second => new[] { Log(1 - second), Log(second) })];
    }

    private static Func<SampleValues.Columns, float[]> Fit(MLContext context, SampleValues.Columns train, int[] labels, IEstimator<ITransformer> estimator)
    {
        // Keys are in the order of the labels, so that scores are too: every class occurs in the training part.
        var keyed = context.Transforms.Conversion.MapValueToKey(Key, nameof(Row.Class), keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Append(estimator);
        var model = keyed.Fit(View(context, train, labels));
        return table =>
        {
            var probabilities = model.Transform(View(context, table, null)).GetColumn<float[]>("Score");
            return [.. probabilities.SelectMany(row => row.Select(Log))];
        };
    }

    private static float Log(float probability) => (float)Math.Log(Math.Max(LeastProbability, probability));

    private static IDataView View(MLContext context, SampleValues.Columns table, int[]? labels)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, table.FeatureCount);
        var rows = FeatureRows.Of(table).Select((features, i) => new Row { Features = features, Class = labels?[i] ?? 0, IsSecond = labels?[i] == 1 });
        return context.Data.LoadFromEnumerable(rows.ToArray(), schema);
    }
}
