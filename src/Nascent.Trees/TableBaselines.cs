using System.Collections.Immutable;
using Microsoft.ML;
using Nascent.Data;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Trees;

/// <summary>Fits a linear model and boosted trees to the training part of a table, on the features that networks read.</summary>
/// <remarks>One thread and one seed: the same data and seed give the same outputs. Networks on tables should be held against these.</remarks>
public static class TableBaselines
{
    /// <summary>Fits both and judges them.</summary>
    /// <param name="data">A table.</param>
    /// <param name="test">The test part; leave it null until the end.</param>
    /// <param name="seed">What sampling inside the models is keyed by.</param>
    /// <exception cref="ArgumentException"><paramref name="data"/> is no table.</exception>
    public static ImmutableArray<TableBaseline> Run(PreparedData data, Samples? test, Seed seed)
    {
        var train = ColumnsOf(data.Train);
        var context = new MLContext((int)(seed.Derive("table-baselines").Value & int.MaxValue));
        return data.Task switch
        {
            LearningTask.Classification => ClassificationBaselines.All
                .Select(model => Judge(model.Name, model.Description, data, test, model.Fit(context, train, ((SampleTargets.Labels)data.Train.Targets).Indices))).ToImmutableArray(),
            LearningTask.Regression regression => RegressionBaselines.All
                .Select(model => Judge(model.Name, model.Description, data, test, model.Fit(context, train, ((SampleTargets.Numbers)data.Train.Targets).Values, regression))).ToImmutableArray(),
            _ => throw new NotSupportedException(data.Task.GetType().Name),
        };
    }

    private static TableBaseline Judge(string name, string description, PreparedData data, Samples? test, Func<SampleValues.Columns, float[]> predict)
    {
        var validation = predict(ColumnsOf(data.Validation));
        var outputs = test is null ? null : predict(ColumnsOf(test));
        return new(name, description, validation, SampleScores.Compute(data.Task, validation, data.Validation.Targets),
            outputs, outputs is null ? null : SampleScores.Compute(data.Task, outputs, test!.Targets));
    }

    private static SampleValues.Columns ColumnsOf(Samples samples) => samples.Values as SampleValues.Columns
        ?? throw new ArgumentException("Found images, expected a table.", nameof(samples));
}
