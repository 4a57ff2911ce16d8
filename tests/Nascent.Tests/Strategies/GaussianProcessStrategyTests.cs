using Nascent.Strategies;
using Nascent.Strategies.GaussianProcess;
using Nascent.Testing.Strategies;

namespace Nascent.Tests.Strategies;

public sealed class GaussianProcessStrategyTests : StrategyContract
{
    protected override StrategyDescription Description => GaussianProcessOptions.Description;

    protected override bool KeepsLimits => true;
}
