using Nascent.Strategies;
using Nascent.Strategies.Auto;
using Nascent.Testing.Strategies;

namespace Nascent.Tests.Strategies;

public sealed class AutoStrategyTests : StrategyContract
{
    protected override StrategyDescription Description => AutoOptions.Description;

    protected override bool KeepsLimits => true;
}
