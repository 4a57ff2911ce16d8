using Nascent.Predictors;
using Nascent.Testing.Predictors;

namespace Nascent.Tests.Extending;

/// <summary>A predictor of somebody else's does all that those of this program do.</summary>
public sealed class OwnPredictorTests : PredictorContract
{
    protected override PredictorDescription Description => OwnPredictor.Description;
}
