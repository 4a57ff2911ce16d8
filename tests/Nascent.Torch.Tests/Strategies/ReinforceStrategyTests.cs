using Nascent.Strategies;
using Nascent.Torch.Strategies.Reinforce;

namespace Nascent.Torch.Tests.Strategies;

[Trait("Category", "Slow")]
public sealed class ReinforceStrategyTests : ControllerContract
{
    protected override StrategyDescription Description => ReinforceStrategy.Description;
}
