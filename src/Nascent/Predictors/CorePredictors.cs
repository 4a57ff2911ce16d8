using System.Collections.Immutable;

namespace Nascent.Predictors;

/// <summary>The predictors that need neither tensors nor packages.</summary>
public static class CorePredictors
{
    /// <summary>Their table, in the order it is listed.</summary>
    public static readonly ImmutableArray<PredictorDescription> All = [GaussianProcessModel.Description, NetworkEnsembleModel.Description];
}
