using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Nascent.Data;
using Nascent.Tasks;

namespace Nascent.Trees;

/// <summary>Regressors on the standardised target: a linear model and boosted trees.</summary>
internal static class RegressionBaselines
{
    /// <summary>A model's name, one line about it, and how to fit it; the result maps a table to (samples) standardised numbers.</summary>
    public sealed record Model(string Name, string Description, Func<MLContext, SampleValues.Columns, double[], LearningTask.Regression, Func<SampleValues.Columns, float[]>> Fit);

    /// <summary>All models.</summary>
    public static readonly ImmutableArray<Model> All =
    [
        new("linear", "least squares by stochastic dual coordinate ascent, L2 penalty 0.0001", (context, train, targets, task) => Fit(context, train, targets, task, LeastSquares(context))),
        new("boosted-trees", "100 boosted trees of 20 leaves (FastTree)", (context, train, targets, task) => Fit(context, train, targets, task, context.Regression.Trainers.FastTree(TreeOptions.For<FastTreeRegressionTrainer.Options>(targets.Length)))),
    ];

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }

    private static IEstimator<ITransformer> LeastSquares(MLContext context) => context.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options
    {
        NumberOfThreads = 1,
        L2Regularization = 1e-4f,
        L1Regularization = 0,
        MaximumNumberOfIterations = 100,
        ConvergenceTolerance = 1e-4f,
    });

    private static Func<SampleValues.Columns, float[]> Fit(MLContext context, SampleValues.Columns train, double[] targets, LearningTask.Regression task, IEstimator<ITransformer> estimator)
    {
        var model = estimator.Fit(View(context, train, Array.ConvertAll(targets, target => (float)((target - task.Mean) / task.StandardDeviation))));
        return table => [.. model.Transform(View(context, table, null)).GetColumn<float>("Score")];
    }

    private static IDataView View(MLContext context, SampleValues.Columns table, float[]? targets)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, table.FeatureCount);
        return context.Data.LoadFromEnumerable(FeatureRows.Of(table).Select((features, i) => new Row { Features = features, Label = targets?[i] ?? 0 }).ToArray(), schema);
    }
}
