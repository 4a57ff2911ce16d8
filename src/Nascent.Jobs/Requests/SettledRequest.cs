using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Jobs.Catalogues;
using Nascent.Journal;
using Nascent.Strategies;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Jobs.Requests;

/// <summary>What is asked of a search, read and checked, before the data is known; <see cref="Settlement"/> makes it.</summary>
internal sealed record SettledRequest
{
    /// <summary>What the names are of.</summary>
    public required Catalogue Catalogue { get; init; }

    /// <summary>The word DATA, or null for the data set that ships inside.</summary>
    public string? Data { get; init; }

    /// <summary>How the data is read and split.</summary>
    public DataOptions DataOptions { get; init; } = DataOptions.Default;

    /// <summary>The loading options as they were given, for the record.</summary>
    public ImmutableSortedDictionary<string, string> DataWords { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The backbone to build on; null for none.</summary>
    public BackboneRequest? Backbone { get; init; }

    /// <summary>A space's name or a JSON file; null for the default of the data's kind.</summary>
    public string? Space { get; init; }

    /// <summary>The strategy.</summary>
    public required StrategyDescription Strategy { get; init; }

    /// <summary>Options of the strategy.</summary>
    public ImmutableSortedDictionary<string, double> StrategyOptions { get; init; } = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>The estimator.</summary>
    public required EstimatorEntry Estimator { get; init; }

    /// <summary>The name of the rule that stops trials early, or the word for none.</summary>
    public string EarlyStopping { get; init; } = SearchDefaults.EarlyStopping;

    /// <summary>Epochs of a search trial; null for the default of the data's size.</summary>
    public double? Epochs { get; init; }

    /// <summary>The share of the training data that a search trial sees; null for the default of the data's size.</summary>
    public double? DataShare { get; init; }

    /// <summary>Whether the user named neither an estimator nor a strategy nor the length of a trial, nor anything that needs one of a kind, so that <see cref="SearchRule"/> may choose them.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The share of the channels of the copy that a search trial trains.</summary>
    public double WidthShare { get; init; } = 1;

    /// <summary>The share of the repetitions of the copy that a search trial trains.</summary>
    public double DepthShare { get; init; } = 1;

    /// <summary>The share of the height and width that a search trial resizes images to.</summary>
    public double ResolutionShare { get; init; } = 1;

    /// <summary>Trained candidates after which the search ends.</summary>
    public int? Trials { get; init; }

    /// <summary>Wall time of the whole job.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>What is missing of the time that was asked for, as it was spent on the features of a backbone; null for nothing.</summary>
    public TimeSpan? SpentBefore { get; init; }

    /// <summary>What was asked to be maximised or minimised, in the order given.</summary>
    public ImmutableArray<Objective> Objectives { get; init; } = [];

    /// <summary>What must hold.</summary>
    public ImmutableArray<Constraint> Constraints { get; init; } = [];

    /// <summary>How the best are trained in full.</summary>
    public RetrainSpec Retrain { get; init; } = new(null, null, null);

    /// <summary>How many other trials are trained in full at the end, to judge the search's scores; null for the default of the time.</summary>
    public int? Trust { get; init; }

    /// <summary>By what images are changed at random in training.</summary>
    public Augmentation Augmentation { get; init; } = Augmentation.Auto;

    /// <summary>Whether the deployed file computes with bytes.</summary>
    public bool Int8 { get; init; }

    /// <summary>What networks on images begin with: see <see cref="StartChoice"/>.</summary>
    public string Start { get; init; } = StartChoice.Auto;

    /// <summary>Whether rare classes weigh as much as frequent ones.</summary>
    public bool ClassWeights { get; init; }

    /// <summary>An earlier run, or the file of a predictor, that the search begins from; null for none.</summary>
    public string? WarmStart { get; init; }

    /// <summary>The worker processes.</summary>
    public required WorkerSpec Workers { get; init; }

    /// <summary>The key of all randomness.</summary>
    public ulong Seed { get; init; }

    /// <summary>The run's folder; null for a new one under <c>runs/</c>.</summary>
    public string? Folder { get; init; }
}
