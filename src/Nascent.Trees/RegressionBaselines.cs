using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Nascent.Data;
using Nascent.Tasks;

namespace Nascent.Trees;

/// <summary>Regressors on the standardised target: a linear model and boosted trees.</summary>
internal static class RegressionBaselines
{
    /// <summary>A model's name, one line about it, and how to fit it; the result maps a table to (samples) standardised numbers.</summary>
    public sealed record Model(string Name, string Description, Func<MLContext, SampleValues.Columns, double[], LearningTask.Regression, FitEffort, Func<SampleValues.Columns, float[]>> Fit);

    /// <summary>All models.</summary>
    public static readonly ImmutableArray<Model> All =
    [
        new("linear", "ridge regression, L2 penalty 1", (_, train, targets, task, _) => RidgeRegression.Fit(train, Standardised(targets, task), penalty: 1)),
        new(FitEffort.Trees, "100 boosted trees of 20 leaves (FastTree)",
            (context, train, targets, task, effort) => Fit(context, train, targets, task, context.Regression.Trainers.FastTree(TreeOptions.For<FastTreeRegressionTrainer.Options>(targets.Length, effort)))),
    ];

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }

    private static Func<SampleValues.Columns, float[]> Fit(MLContext context, SampleValues.Columns train, double[] targets, LearningTask.Regression task, IEstimator<ITransformer> estimator)
    {
        var model = estimator.Fit(View(context, train, Array.ConvertAll(Standardised(targets, task), target => (float)target)));
        return table => [.. model.Transform(View(context, table, null)).GetColumn<float>("Score")];
    }

    private static double[] Standardised(double[] targets, LearningTask.Regression task) => Array.ConvertAll(targets, target => (target - task.Mean) / task.StandardDeviation);

    private static IDataView View(MLContext context, SampleValues.Columns table, float[]? targets)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, table.FeatureCount);
        return context.Data.LoadFromEnumerable(FeatureRows.Of(table).Select((features, i) => new Row { Features = features, Label = targets?[i] ?? 0 }).ToArray(), schema);
    }
}
