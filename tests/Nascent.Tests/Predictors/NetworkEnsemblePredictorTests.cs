using Nascent.Predictors;
using Nascent.Testing.Predictors;

namespace Nascent.Tests.Predictors;

public sealed class NetworkEnsemblePredictorTests : PredictorContract
{
    protected override PredictorDescription Description => CorePredictors.All.Single(kind => kind.Name == "mlp");
}
