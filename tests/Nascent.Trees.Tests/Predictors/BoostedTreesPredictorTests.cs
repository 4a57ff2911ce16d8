using Nascent.Predictors;
using Nascent.Testing.Predictors;
using Nascent.Trees.Predictors;

namespace Nascent.Trees.Tests.Predictors;

public sealed class BoostedTreesPredictorTests : PredictorContract
{
    protected override PredictorDescription Description => TreePredictors.All.Single(kind => kind.Name == "boosted-trees");
}
