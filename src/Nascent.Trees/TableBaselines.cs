using System.Collections.Immutable;
using Microsoft.ML;
using Nascent.Data;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Trees;

/// <summary>Fits a linear model and boosted trees to the training part of a table, on the features that networks read.</summary>
/// <remarks>One thread and one seed: the same data, seed and time give the same outputs. Networks on tables should be held against these.</remarks>
public static class TableBaselines
{
    /// <summary>The names of all models: <c>linear</c> and <c>boosted-trees</c>.</summary>
    public static ImmutableArray<string> Names { get; } = [.. ClassificationBaselines.All.Select(model => model.Name)];

    /// <summary>Fits one model.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="data">A table.</param>
    /// <param name="seed">What sampling inside the models is keyed by.</param>
    /// <param name="time">What fitting should take at most, by an estimate from the table's size; null for no limit. Trees and iterations are cut to it.</param>
    /// <returns>The model; null where too little of it would fit the time to be worth a comparison.</returns>
    /// <exception cref="ArgumentException"><paramref name="data"/> is no table.</exception>
    public static FittedBaseline? Fit(string name, PreparedData data, Seed seed, TimeSpan? time = null)
    {
        var train = ColumnsOf(data.Train);
        var effort = FitEffort.Of(data.Train.Count, train.FeatureCount, data.Task is LearningTask.Classification { Classes.Length: > 2 and var classes } ? classes : 1, time);
        if (name == FitEffort.Trees && effort.TreeCount == 0)
            return null;
        int[] features = name == FitEffort.Trees && effort.Features < train.FeatureCount ? TellingFeatures.Of(train, data.Train.Targets, effort.Features) : [.. Enumerable.Range(0, train.FeatureCount)];
        var context = new MLContext((int)(seed.Derive("table-baselines").Value & int.MaxValue));
        var (description, predict) = Fit(context, name, TellingFeatures.Take(train, features), data, effort);
        return new FittedBaseline(name, description, effort.CutOf(name), data.Task, table => predict(TellingFeatures.Take(table, features)));
    }

    private static (string Description, Func<SampleValues.Columns, float[]> Predict) Fit(MLContext context, string name, SampleValues.Columns train, PreparedData data, FitEffort effort)
    {
        switch (data.Task)
        {
            case LearningTask.Classification:
                var classifier = ClassificationBaselines.All.First(model => model.Name == name);
                return (classifier.Description, classifier.Fit(context, train, ((SampleTargets.Labels)data.Train.Targets).Indices, effort));
            case LearningTask.Regression regression:
                var regressor = RegressionBaselines.All.First(model => model.Name == name);
                return (regressor.Description, regressor.Fit(context, train, ((SampleTargets.Numbers)data.Train.Targets).Values, regression, effort));
            default:
                throw new NotSupportedException(data.Task.GetType().Name);
        }
    }

    /// <summary>Fits all without a limit of time, and judges them.</summary>
    /// <param name="data">A table.</param>
    /// <param name="test">The test part; leave it null until the end.</param>
    /// <param name="seed">What sampling inside the models is keyed by.</param>
    /// <exception cref="ArgumentException"><paramref name="data"/> is no table.</exception>
    public static ImmutableArray<TableBaseline> Run(PreparedData data, Samples? test, Seed seed) => [.. Names.Select(name => Judge(Fit(name, data, seed)!, data, test))];

    private static TableBaseline Judge(FittedBaseline model, PreparedData data, Samples? test)
    {
        var (validation, score) = model.Judge(data.Validation);
        var judged = test is null ? ((float[] Outputs, Metrics Scores)?)null : model.Judge(test);
        return new(model.Name, model.Description, validation, score, judged?.Outputs, judged?.Scores);
    }

    internal static SampleValues.Columns ColumnsOf(Samples samples) => samples.Values as SampleValues.Columns
        ?? throw new ArgumentException("Found images, expected a table.", nameof(samples));
}
