using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Nascent.Predictors;
using Nascent.Randomness;

namespace Nascent.Trees.Predictors;

/// <summary>Boosted regression trees over a genotype's encoding and its known scores, several of them on resamples of the networks: their spread is the model's own uncertainty.</summary>
/// <remarks>Friedman 2001, as ML.NET's FastTree has it, on one thread; bagged (Breiman 1996): each member learns from as many networks as there are, drawn with replacement.</remarks>
internal sealed class BoostedTreesModel : IPredictorModel
{
    private const int Members = 8, Trees = 80, Leaves = 6;
    private const double LearningRate = 0.1, FeatureShare = 0.7;

    private readonly MLContext _context;
    private readonly PredictorFeatures _features;
    private readonly ImmutableArray<ITransformer> _members;

    private BoostedTreesModel(PredictorLesson lesson)
    {
        _features = new PredictorFeatures(lesson.Domain.Space, lesson.Known);
        _context = new MLContext((int)(lesson.Seed.Derive("context").Value & int.MaxValue));
        var rows = lesson.Inputs.Select((input, i) => new Row { Features = _features.RowOf(input), Label = (float)lesson.Scores[i] }).ToArray();
        _members = [.. Enumerable.Range(0, Members).Select(member => Member(rows, lesson.Seed.Derive(member)))];
    }

    /// <summary>The entry in the table.</summary>
    public static PredictorDescription Description { get; } = new(
        "boosted-trees", "bagged boosted trees on a network's decisions and known scores", "Friedman 2001; Breiman 1996", 1, lesson => new BoostedTreesModel(lesson));

    /// <inheritdoc/>
    public IReadOnlyList<PredictedScore> Predict(IReadOnlyList<PredictorInput> inputs)
    {
        var view = View([.. inputs.Select(input => new Row { Features = _features.RowOf(input) })]);
        var outputs = _members.Select(member => member.Transform(view).GetColumn<float>("Score").ToArray()).ToArray();   // (members, inputs)
        return [.. inputs.Select((_, i) => Of([.. outputs.Select(output => (double)output[i])]))];
    }

    private static PredictedScore Of(double[] values)
    {
        var mean = values.Average();
        return new(mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }

    private ITransformer Member(Row[] rows, Seed seed)
    {
        var stream = seed.Derive("resample").Stream();
        return _context.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options
        {
            NumberOfThreads = 1,
            NumberOfTrees = Trees,
            NumberOfLeaves = Leaves,
            MinimumExampleCountPerLeaf = Math.Clamp(rows.Length / 30, 1, 10),
            LearningRate = LearningRate,
            FeatureFraction = FeatureShare,
            Seed = (int)(seed.Derive("trees").Value & int.MaxValue),
            FeatureSelectionSeed = (int)(seed.Derive("features").Value & int.MaxValue),
        }).Fit(View([.. rows.Select(_ => stream.Choose(rows))]));
    }

    private IDataView View(Row[] rows)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, _features.Length);
        return _context.Data.LoadFromEnumerable(rows, schema);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
