using System.Collections.Immutable;
using System.Globalization;
using Nascent.Architectures;
using Nascent.Data;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Trees.Features;
using Nascent.Trees.Forests;

namespace Nascent.Trees;

/// <summary>Fits a linear model and boosted trees to a table, on the features that networks read.</summary>
/// <remarks>The same data, seed, time and version give the same bits, with any number of cores. Networks on tables should be held against these. Thread-safe.</remarks>
public sealed class TableModels
{
    /// <summary>The name of the linear model.</summary>
    public const string Linear = "linear";

    /// <summary>The name of the boosted trees.</summary>
    public const string BoostedTrees = Forest.Name;

    private readonly PreparedData _data;
    private readonly Seed _seed;
    private readonly int _cores;
    private readonly FitEffort _effort;
    private readonly Lazy<(TreeSettings Settings, int[] Features)> _trees;

    /// <summary>Sets out to fit models; how trees are grown is settled once, when the first are asked for.</summary>
    /// <param name="data">A table; its training part decides how trees are grown.</param>
    /// <param name="seed">What sampling inside the models is keyed by.</param>
    /// <param name="time">What fitting a model should take at most on one core, by an estimate from the table's size; null for no limit. Trees and iterations are cut to it, and settings of trees are searched for in what it leaves.</param>
    /// <param name="cores">Fits at a time, where there are several; the result is the same.</param>
    /// <param name="byErrors">Whether trees of classes are compared by their share of errors; by default by log loss.</param>
    /// <exception cref="ArgumentException"><paramref name="data"/> is no table.</exception>
    public TableModels(PreparedData data, Seed seed, TimeSpan? time = null, int cores = 1, bool byErrors = false)
    {
        var train = ColumnsOf(data.Train);
        (_data, _seed, _cores) = (data, seed, cores);
        int[] plain = [.. Enumerable.Range(0, train.FeatureCount).Except(data.Preprocessing is Preprocessing.Table table ? table.Scores : [])];
        var shown = TellingFeatures.Take(train, plain);
        _effort = FitEffort.Of(data.Train.Count, plain.Length, data.Task is LearningTask.Classification { Classes.Length: > 2 and var classes } ? classes : 1, BinsOf(shown), time);
        _trees = new(() =>
        {
            int[] features = _effort.Features < plain.Length ? [.. TellingFeatures.Of(shown, data.Train.Targets, _effort.Features).Select(feature => plain[feature])] : plain;
            var settings = _effort.Settings > 1 ? ForestSearch.Choose(train, features, data.Train.Targets, data.Task, byErrors, _effort.Settings, _effort.Fits, cores, seed.Derive(BoostedTrees))
                : TreeSettings.Default(data.Train.Count) with { Rounds = _effort.TreeCount };
            return (settings, features);
        });
    }

    /// <summary>The names of all models.</summary>
    public static ImmutableArray<string> Names { get; } = [Linear, BoostedTrees];

    /// <summary>Fits one model to the training part of the table.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The model; null where too little of it would fit the time to be worth a comparison.</returns>
    public TableModel? Fit(string name) => Fit(name, _data.Train);

    /// <summary>Fits one model to some rows of the table, such as a fold of it.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="rows">The rows.</param>
    /// <returns>The model; null where too little of it would fit the time to be worth a comparison.</returns>
    public TableModel? Fit(string name, Samples rows)
    {
        var (table, key) = (ColumnsOf(rows), _seed.Derive(name));
        if (name == Linear)
            return new(name, LinearFit.DescriptionFor(_data.Task), _effort.CutOf(name), LinearFit.NetworkOf(_data.Signature), LinearFit.Fit(table, rows.Targets, _data.Task, _effort.Iterations, key));
        if (_effort.TreeCount == 0)
            return null;
        var (settings, features) = _trees.Value;
        var (network, weights) = ForestFit.Grow(table, features, rows.Targets, _data.Task, settings, key, _cores).ToNetwork(_data.Signature);
        return new(name, Describe(settings, _data.Task, _effort.Settings), _effort.CutOf(name), network, weights);
    }

    /// <summary>The network of a model that was fitted before.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="signature">What goes in and comes out.</param>
    /// <param name="weights">Its weights.</param>
    /// <exception cref="NascentException">The weights are damaged, or another model's.</exception>
    public static Architecture NetworkOf(string name, Signature signature, IReadOnlyList<NamedTensor> weights) => name == Linear ? LinearFit.NetworkOf(signature)
        : weights is [var nodes] ? Forest.NetworkOf(nodes, signature) : throw new NascentException($"Model '{name}': found {weights.Count} weights, expected one table of nodes.");

    private static double BinsOf(SampleValues.Columns table)
    {
        var (sum, seen) = (0.0, new HashSet<float>());
        for (var feature = 0; feature < table.FeatureCount; feature++)
        {
            seen.Clear();
            for (var at = feature; at < table.Features.Length && seen.Count < FitEffort.MostBins; at += table.FeatureCount)
                seen.Add(table.Features[at]);
            sum += seen.Count;
        }

        return sum / Math.Max(1, table.FeatureCount);
    }

    private static string Describe(TreeSettings settings, LearningTask task, int tried) => string.Create(CultureInfo.InvariantCulture,
        $"{settings.Rounds} boosted trees{(task.Outputs > 2 ? " for each class against the rest" : "")}, at most {settings.Leaves} leaves of {settings.LeastInLeaf} samples, learning rate {settings.Rate:0.###} (FastTree){(tried > 1 ? $"; the best of {tried} settings" : "")}");

    internal static SampleValues.Columns ColumnsOf(Samples samples) => samples.Values as SampleValues.Columns
        ?? throw new ArgumentException("Found images, expected a table.", nameof(samples));
}
