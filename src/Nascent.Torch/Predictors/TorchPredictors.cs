using System.Collections.Immutable;
using Nascent.Predictors;

namespace Nascent.Torch.Predictors;

/// <summary>The predictors that need tensors.</summary>
public static class TorchPredictors
{
    /// <summary>Their table, in the order it is listed.</summary>
    public static readonly ImmutableArray<PredictorDescription> All = [GraphModel.Description];
}
