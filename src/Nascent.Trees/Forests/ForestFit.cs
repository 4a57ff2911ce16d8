using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Nascent.Data;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Trees.Features;

namespace Nascent.Trees.Forests;

/// <summary>Grows boosted trees by FastTree of ML.NET: for a number one forest, for two classes one, for more classes one each against the rest.</summary>
/// <remarks>Friedman 2001; what FastTree does is its documentation's. One thread a forest, so that equal data, settings and seed give equal trees.</remarks>
internal static class ForestFit
{
    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }

    private sealed class Case
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    /// <summary>Grows the trees.</summary>
    /// <param name="table">The features.</param>
    /// <param name="features">Which of them may be compared, ascending.</param>
    /// <param name="targets">What is predicted.</param>
    /// <param name="task">The task.</param>
    /// <param name="settings">How.</param>
    /// <param name="seed">What draws samples and features.</param>
    /// <param name="cores">Forests at a time, where there are several; the result is the same.</param>
    public static Forest Grow(SampleValues.Columns table, int[] features, SampleTargets targets, LearningTask task, TreeSettings settings, Seed seed, int cores = 1)
    {
        var rows = FeatureRows.Of(TellingFeatures.Take(table, features)).ToArray();
        (int Output, ImmutableArray<Tree> Trees)[] grown = (task, targets) switch
        {
            (LearningTask.Regression regression, SampleTargets.Numbers numbers) => [(0, OfNumber(rows, numbers.Values, regression))],
            (LearningTask.Classification { Outputs: 2 }, SampleTargets.Labels labels) => [(1, OfClass(rows, labels.Indices, 1, seed))],
            (LearningTask.Classification, SampleTargets.Labels labels) =>
                [.. Enumerable.Range(0, task.Outputs).AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Min(cores, task.Outputs)).Select(k => (k, OfClass(rows, labels.Indices, k, seed.Derive(k))))],
            _ => throw new NotSupportedException(task.GetType().Name),
        };
        return new(task.Outputs, [.. Enumerable.Range(0, grown.Max(forest => forest.Trees.Length)).Select(round =>
            grown.Where(forest => round < forest.Trees.Length).Select(forest => (forest.Output, forest.Trees[round])).ToImmutableArray())]);

        ImmutableArray<Tree> OfNumber(float[][] rows, double[] numbers, LearningTask.Regression regression)
        {
            var (context, options) = Prepare<FastTreeRegressionTrainer.Options>(settings, seed);
            var view = View(context, rows.Select((row, i) => new Row { Features = row, Label = (float)((numbers[i] - regression.Mean) / regression.StandardDeviation) }), features.Length);
            return TreesOf(context.Regression.Trainers.FastTree(options).Fit(view).Model.TrainedTreeEnsemble, features, 1, 0);
        }

        // A forest's score s is a probability of 1 / (1 + exp(slope · s + offset)): its logit is what softmax takes.
        ImmutableArray<Tree> OfClass(float[][] rows, int[] labels, int which, Seed own)
        {
            var (context, options) = Prepare<FastTreeBinaryTrainer.Options>(settings, own);
            var view = View(context, rows.Select((row, i) => new Case { Features = row, Label = labels[i] == which }), features.Length);
            var model = context.BinaryClassification.Trainers.FastTree(options).Fit(view).Model;
            return TreesOf(model.SubModel.TrainedTreeEnsemble, features, -model.Calibrator.Slope, -model.Calibrator.Offset);
        }
    }

    private static ImmutableArray<Tree> TreesOf(RegressionTreeEnsemble grown, int[] features, double scale, double shift) =>
        [.. grown.Trees.Select((tree, i) => Tree.Of(tree, features, scale * grown.TreeWeights[i], i > 0 ? 0 : shift + (scale * grown.Bias)))];

    private static (MLContext Context, TOptions Options) Prepare<TOptions>(TreeSettings settings, Seed seed)
        where TOptions : BoostedTreeOptions, new()
    {
        var number = (int)(seed.Value & int.MaxValue);
        return (new MLContext(number), new()
        {
            Seed = number,
            FeatureSelectionSeed = number,
            NumberOfThreads = 1,
            NumberOfTrees = settings.Rounds,
            NumberOfLeaves = settings.Leaves,
            MinimumExampleCountPerLeaf = settings.LeastInLeaf,
            LearningRate = settings.Rate,
            FeatureFraction = settings.FeatureShare,
            BaggingSize = settings.SampleShare < 1 ? 1 : 0,
            BaggingExampleFraction = settings.SampleShare,
        });
    }

    private static IDataView View<T>(MLContext context, IEnumerable<T> rows, int features)
        where T : class
    {
        var schema = SchemaDefinition.Create(typeof(T));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        return context.Data.LoadFromEnumerable(rows.ToArray(), schema);
    }
}
