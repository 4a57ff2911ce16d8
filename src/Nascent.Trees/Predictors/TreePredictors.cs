using System.Collections.Immutable;
using Nascent.Predictors;

namespace Nascent.Trees.Predictors;

/// <summary>The predictors that are trees.</summary>
public static class TreePredictors
{
    /// <summary>Their table, in the order it is listed.</summary>
    public static readonly ImmutableArray<PredictorDescription> All = [BoostedTreesModel.Description];
}
