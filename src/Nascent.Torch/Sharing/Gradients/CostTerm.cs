using Nascent.Costs;

namespace Nascent.Torch.Sharing.Gradients;

/// <summary>What networks cost, as a part of the loss that options learn from (Cai et al. 2019, ProxylessNAS: the expected latency).</summary>
/// <param name="Model">Any cost, such as parameters, multiply-accumulates, or latency by operators (<see cref="OperatorLatency"/>).</param>
/// <param name="Weight">What the expected cost counts for, at least 0: the loss has the weight times the expected cost over the mean cost of the space's networks.</param>
public sealed record CostTerm(ICostModel Model, double Weight);
