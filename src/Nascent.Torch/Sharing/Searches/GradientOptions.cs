using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Torch.Sharing.Gradients;

namespace Nascent.Torch.Sharing.Searches;

/// <summary>The options that all searches by gradients have.</summary>
public abstract record GradientOptions : SharedOptions
{
    /// <summary>The learning rate of the weights of the options.</summary>
    [Option(1e-6, 1, "learning rate of the weights of the options")]
    public double LearningRate { get; init; } = 0.003;

    /// <summary>Their L2 decay.</summary>
    [Option(0, 1, "L2 decay of the weights of the options")]
    public double Decay { get; init; } = 0.001;

    /// <summary>What the expected parameters count for; one cost at a time counts.</summary>
    [Option(0, 1000, "weight of the expected parameters in the loss of the options, relative to the mean of the space")]
    public double Params { get; init; } = 0;

    /// <summary>What the expected multiply-accumulates count for.</summary>
    [Option(0, 1000, "the same for multiply-accumulates")]
    public double Macs { get; init; } = 0;

    /// <summary>What the expected training work counts for.</summary>
    [Option(0, 1000, "the same for training work")]
    public double Work { get; init; } = 0;

    /// <summary>What the expected latency counts for.</summary>
    [Option(0, 1000, "the same for latency on this machine, by operators, after 40 networks were timed")]
    public double Latency { get; init; } = 0;

    /// <summary>Whether a search that collapses restarts, and stops in the end.</summary>
    [Option("1: a search that prefers networks that hardly learn anything restarts, and stops in the end; 0: it goes on")]
    public bool Guard { get; init; } = true;

    /// <summary>How often it restarts.</summary>
    [Option(0, 100, "how often it restarts")]
    public int Restarts { get; init; } = 2;

    /// <summary>What the loss of the options counts besides accuracy; none where all weights are 0.</summary>
    private (string Metric, double Weight) Cost =>
        new[] { (Metric.Parameters.Name, Params), (Metric.Macs.Name, Macs), (Metric.Work.Name, Work), (Metric.Latency.Name, Latency) }
            .FirstOrDefault(cost => cost.Item2 > 0);

    /// <summary>The settings of a search, as far as all searches by gradients have them.</summary>
    /// <typeparam name="TSettings">What the search has settings of its own in.</typeparam>
    /// <param name="at">What the search is begun with.</param>
    /// <param name="settings">Its own settings.</param>
    private protected TSettings Common<TSettings>(SharedSetting at, TSettings settings)
        where TSettings : GradientSettings => settings with
        {
            Epochs = at.Spec.Epochs,
            WarmUp = WarmUp,
            LearningRate = LearningRate,
            Decay = Decay,
            Cost = Cost is ({ } metric, var weight) ? new CostTerm(at.ModelOf(metric), weight) : null,
            Guard = Guard ? new CollapseGuard { Restarts = Restarts } : null,
        };
}
