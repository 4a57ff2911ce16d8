using Nascent.Strategies;

namespace Nascent.Torch.Strategies.Controllers;

/// <summary>Options of a controller and of how it learns, which the strategies that have one share.</summary>
public record ControllerOptions
{
    /// <summary>Hidden units of the LSTM, and numbers that embed an answer.</summary>
    [Option(1, 1024, "hidden units of the LSTM, and numbers that embed an answer")]
    public int Hidden { get; init; } = 32;

    /// <summary>The learning rate of Adam.</summary>
    [Option(1e-6, 1, "learning rate of Adam (β₁ = 0.9, β₂ = 0.999)")]
    public double LearningRate { get; init; } = 0.01;

    /// <summary>How many observed trials an update learns from.</summary>
    [Option(1, 1000, "observed trials that one update learns from")]
    public int Batch { get; init; } = 1;

    /// <summary>How much of the moving average of rewards remains at each trial.</summary>
    [Option(0, 0.9999, "how much of the moving average of rewards remains at each trial")]
    public double Baseline { get; init; } = 0.9;

    /// <summary>The weight of the entropy of the policy, compared with rewards in 0 … 1.</summary>
    [Option(0, 10, "weight of the entropy of the policy, compared with rewards in 0 … 1")]
    public double Entropy { get; init; } = 0.01;

    /// <summary>What logits are divided by.</summary>
    [Option(0.01, 100, "divisor of the logits; above 1, answers are more even")]
    public double Temperature { get; init; } = 1;

    /// <summary>c of c·tanh(logit / temperature); 0 leaves logits unbounded.</summary>
    [Option(0, 100, "c of c·tanh(logit / temperature), which bounds how sure the controller can be; 0: no bound")]
    public double TanhConstant { get; init; } = 2.5;

    /// <summary>How many of the latest trials a reward compares with.</summary>
    [Option(1, 100_000, "latest trials that a reward compares with")]
    public int Window { get; init; } = 1000;

    /// <summary>Whether a genotype is proposed only once.</summary>
    [Option("1: a genotype that was proposed before is drawn again; 0: it is proposed")]
    public bool Distinct { get; init; } = true;
}
