using Nascent.Strategies;
using Nascent.Torch.Strategies.Ppo;

namespace Nascent.Torch.Tests.Strategies;

[Trait("Category", "Slow")]
public sealed class PpoStrategyTests : ControllerContract
{
    protected override StrategyDescription Description => PpoStrategy.Description;
}
