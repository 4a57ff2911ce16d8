namespace Nascent.Estimation;

/// <summary>How gradients change weights.</summary>
public enum OptimiserKind
{
    /// <summary>Stochastic gradient descent with Nesterov momentum (Sutskever et al. 2013).</summary>
    Sgd,

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019), β₂ = 0.999.</summary>
    AdamW,
}
