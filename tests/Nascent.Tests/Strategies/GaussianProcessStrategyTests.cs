using Nascent.Strategies;
using Nascent.Strategies.Gp;
using Nascent.Testing.Strategies;

namespace Nascent.Tests.Strategies;

[Trait("Category", "Slow")]
public sealed class GaussianProcessStrategyTests : StrategyContract
{
    protected override StrategyDescription Description => GaussianProcessStrategy.Description;

    protected override bool KeepsLimits => true;
}
