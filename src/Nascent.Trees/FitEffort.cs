using System.Globalization;
using Nascent.Trees.Forests;

namespace Nascent.Trees;

/// <summary>How much of each model is fitted: all of it, or what a time allows by the size of the table.</summary>
/// <remarks>
/// The time is an estimate from rows, features and outputs, so that a model that is fitted again is the same one. Coefficients are of one core; on a slower one fitting takes longer than asked.
/// </remarks>
/// <param name="TreeCount">Boosted trees for each output, 0 for none, where no settings are searched for.</param>
/// <param name="Features">How many features trees are grown on: those that tell most by themselves.</param>
/// <param name="All">How many features there are.</param>
/// <param name="Settings">How many settings of trees are compared; 1 for none but the default ones, as where there is no time to fit a search into.</param>
/// <param name="Fits">Fits that compare one setting: the folds of a cross-validation, or one holdout.</param>
/// <param name="Iterations">Steps of the linear model's optimiser at most.</param>
internal sealed record FitEffort(int TreeCount, int Features, int All, int Settings, int Fits, int Iterations)
{
    /// <summary>Bins of a histogram at most: FastTree's default.</summary>
    public const int MostBins = 255;

    private const int AllTrees = 100;
    private const int FewestTrees = 10;
    private const int FewestFeatures = 20;
    private const int MostSettings = 32;
    private const int AllIterations = 1_000;
    private const int FewestIterations = 20;

    // Seconds on one core: of a tree for each feature of many different values and for each of its samples, of a step of the linear model for each value.
    // Measured on tables of 160 to 16,000 rows and 30 to 2,000 features. A histogram of fewer bins takes less.
    private const double OfFeature = 3e-4;
    private const double LeastOfFeature = 1e-5;
    private const double OfValue = 2e-8;
    private const double OfStep = 2e-9;

    // Below so many settings a holdout compares more of them than a cross-validation does.
    private const int FewSettings = 6;

    // Random settings grow about twice as many trees as the default ones, of up to six times the leaves.
    private const double OfSettings = 3;

    /// <summary>The effort for a table.</summary>
    /// <param name="rows">Rows of the training part.</param>
    /// <param name="features">Features.</param>
    /// <param name="outputs">Forests, or columns of the linear model's weights: one for a number or two classes, else one a class.</param>
    /// <param name="bins">Different values of a feature, at most <see cref="MostBins"/> of each, in the mean.</param>
    /// <param name="time">What each model may take; null for no limit.</param>
    public static FitEffort Of(int rows, int features, int outputs, double bins, TimeSpan? time)
    {
        if (time is not { TotalSeconds: var seconds })
            return new(AllTrees, features, features, 1, 1, AllIterations);
        var affordable = seconds / (outputs * (Math.Max(LeastOfFeature, OfFeature * bins / MostBins) + (rows * OfValue))); // trees times features
        var kept = (int)Math.Clamp(affordable / AllTrees, Math.Min(FewestFeatures, features), features); // fewer features at first, then fewer trees
        var trees = (int)Math.Min(AllTrees, affordable / kept);
        var fits = ((affordable / (AllTrees * features)) - 1) / OfSettings;
        var folds = ForestSearch.FoldsFor(rows) is var wanted && fits / wanted >= FewSettings ? wanted : 1;
        return new(trees < FewestTrees ? 0 : trees, kept, features, (int)Math.Clamp(fits / folds, 1, MostSettings), folds, (int)Math.Clamp(seconds / (OfStep * outputs * features * rows), FewestIterations, AllIterations));
    }

    /// <summary>What was cut of a model, in words; null for nothing.</summary>
    public string? CutOf(string name) => name == TableModels.Linear
        ? Iterations == AllIterations ? null : string.Create(CultureInfo.InvariantCulture, $"at most {Iterations:N0} steps of {AllIterations:N0}, for the time")
        : TreeCount == AllTrees && Features == All ? null
            : string.Create(CultureInfo.InvariantCulture, $"{TreeCount} trees of {AllTrees}, on the {Features:N0} of {All:N0} features that tell most by themselves, for the time");
}
