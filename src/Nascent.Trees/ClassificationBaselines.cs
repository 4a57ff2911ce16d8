using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Nascent.Data;

namespace Nascent.Trees;

/// <summary>Classifiers: softmax regression, and one forest of boosted trees a class.</summary>
internal static class ClassificationBaselines
{
    private const double LeastProbability = 1e-7;

    /// <summary>A model's name, one line about it, and how to fit it; the result maps a table to (samples, classes) log-probabilities.</summary>
    public sealed record Model(string Name, string Description, Func<MLContext, SampleValues.Columns, int[], int, Func<SampleValues.Columns, float[]>> Fit);

    /// <summary>All models.</summary>
    public static readonly ImmutableArray<Model> All =
    [
        new("linear", "softmax regression, L-BFGS, L2 penalty 1", (context, train, labels, classes) => Fit(context, train, labels, classes, SoftmaxRegression(context))),
        new("boosted-trees", "100 boosted trees of 20 leaves for each class against the rest (FastTree)", (context, train, labels, classes) => Fit(context, train, labels, classes, BoostedTrees(context, labels.Length))),
    ];

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public uint Label { get; set; }
    }

    private static IEstimator<ITransformer> SoftmaxRegression(MLContext context) =>
        context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            NumberOfThreads = 1,
            L1Regularization = 0,
            L2Regularization = 1,
        });

    private static IEstimator<ITransformer> BoostedTrees(MLContext context, int samples) =>
        context.MulticlassClassification.Trainers.OneVersusAll(context.BinaryClassification.Trainers.FastTree(TreeOptions.For<FastTreeBinaryTrainer.Options>(samples)));

    private static Func<SampleValues.Columns, float[]> Fit(MLContext context, SampleValues.Columns train, int[] labels, int classes, IEstimator<ITransformer> estimator)
    {
        var model = estimator.Fit(View(context, train, labels, classes));
        return table =>
        {
            var probabilities = model.Transform(View(context, table, null, classes)).GetColumn<float[]>("Score");
            return [.. probabilities.SelectMany(row => row.Select(probability => (float)Math.Log(Math.Max(LeastProbability, probability))))];
        };
    }

    private static IDataView View(MLContext context, SampleValues.Columns table, int[]? labels, int classes)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, table.FeatureCount);
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), classes);
        var rows = FeatureRows.Of(table).Select((features, i) => new Row { Features = features, Label = labels is null ? 1u : (uint)labels[i] + 1 });   // keys count from 1
        return context.Data.LoadFromEnumerable(rows.ToArray(), schema);
    }
}
