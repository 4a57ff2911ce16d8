using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Data;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Trees.Features;

namespace Nascent.Trees;

/// <summary>Linear models as networks of one layer: softmax regression by L-BFGS, ridge regression in closed form; both with an L2 penalty of 1.</summary>
internal static class LinearFit
{
    private const string Path = "linear";
    private const string Key = "Label";
    private const double Penalty = 1;

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public int Class { get; set; }
    }

    /// <summary>What it is, in one line.</summary>
    public static string DescriptionFor(LearningTask task) => task is LearningTask.Regression ? "ridge regression, L2 penalty 1" : "softmax regression, L-BFGS, L2 penalty 1";

    /// <summary>The network, whatever its weights.</summary>
    public static Architecture NetworkOf(Signature signature)
    {
        var builder = new ArchitectureBuilder(TableModels.Linear);
        var input = signature.Inputs.Single();
        builder.Output(signature.Output, builder.Add(new(Path), new Operator.Linear(signature.OutputCount, true), builder.Input(input.Name, input.Type)));
        return builder.Build();
    }

    /// <summary>Fits the weights.</summary>
    /// <param name="table">The features.</param>
    /// <param name="targets">What is predicted.</param>
    /// <param name="task">The task.</param>
    /// <param name="iterations">Steps of L-BFGS at most.</param>
    /// <param name="seed">The key of ML.NET's randomness.</param>
    public static ImmutableArray<NamedTensor> Fit(SampleValues.Columns table, SampleTargets targets, LearningTask task, int iterations, Seed seed)
    {
        var (weights, biases) = task is LearningTask.Regression regression
            ? OfNumber(table, Array.ConvertAll(((SampleTargets.Numbers)targets).Values, value => (value - regression.Mean) / regression.StandardDeviation))
            : OfClasses(table, ((SampleTargets.Labels)targets).Indices, task.Outputs, iterations, seed);
        return [new($"{Path}.weight", [task.Outputs, table.FeatureCount], weights), new($"{Path}.bias", [task.Outputs], biases)];
    }

    private static (float[] Weights, float[] Biases) OfNumber(SampleValues.Columns table, double[] targets)
    {
        var (weights, bias) = RidgeRegression.Fit(table, targets, Penalty);
        return (Array.ConvertAll(weights, weight => (float)weight), [(float)bias]);
    }

    private static (float[] Weights, float[] Biases) OfClasses(SampleValues.Columns table, int[] labels, int classes, int iterations, Seed seed)
    {
        var context = new MLContext((int)(seed.Value & int.MaxValue));
        var trainer = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = Key,
            NumberOfThreads = 1,
            L1Regularization = 0,
            L2Regularization = (float)Penalty,
            MaximumNumberOfIterations = iterations,
        });
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, table.FeatureCount);
        var view = context.Data.LoadFromEnumerable(FeatureRows.Of(table).Select((features, i) => new Row { Features = features, Class = labels[i] }).ToArray(), schema);
        // Keys are in the order of the labels, so that weights are too: every class occurs in the training part.
        var keyed = context.Transforms.Conversion.MapValueToKey(Key, nameof(Row.Class), keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(view).Transform(view);
        var model = trainer.Fit(keyed).Model;
        VBuffer<float>[]? ofClass = null;
        model.GetWeights(ref ofClass, out var count);
        return count == classes ? ([.. ofClass!.SelectMany(buffer => buffer.DenseValues())], [.. model.GetBiases()])
            : throw new InvalidOperationException($"Found {count} classes in the training part, expected {classes}.");
    }
}
