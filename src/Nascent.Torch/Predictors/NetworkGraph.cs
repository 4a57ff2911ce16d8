namespace Nascent.Torch.Predictors;

/// <summary>An architecture as a graph network reads it.</summary>
/// <param name="Rows">For each node its <see cref="NodeFeatures"/>; nodes that have the same share one array.</param>
/// <param name="From">For each edge, the node that is read.</param>
/// <param name="To">For each edge, the node that reads it.</param>
internal sealed record NetworkGraph(float[][] Rows, int[] From, int[] To);
