using Nascent.Strategies;
using Nascent.Strategies.Bananas;
using Nascent.Testing.Strategies;

namespace Nascent.Tests.Strategies;

public sealed class BananasStrategyTests : StrategyContract
{
    protected override StrategyDescription Description => BananasOptions.Description;

    protected override bool KeepsLimits => true;
}
