using Nascent.Strategies;
using Nascent.Torch.Strategies.Controllers;

namespace Nascent.Torch.Strategies.Reinforce;

/// <summary>The strategy's entry in the table; its options are those of its controller.</summary>
public static class ReinforceOptions
{
    /// <summary>The name on the command line.</summary>
    public const string Name = "reinforce";

    /// <summary>The strategy's entry in the table.</summary>
    public static readonly StrategyDescription Description = new(
        Name, "an LSTM controller answers one decision after another and learns from the scores", "Williams 1992, Zoph and Le 2017", 1,
        ControllerOptions.Table(learningRate: 0.01, batch: 1),
        values => new ReinforceStrategy(ControllerOptions.From(Name, values)));
}
