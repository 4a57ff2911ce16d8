using System.Collections.Immutable;
using Nascent.Architectures;

namespace Nascent.Trees;

/// <summary>A linear model or boosted trees, fitted to a table: a network that no gradient has trained.</summary>
/// <param name="Name"><c>linear</c> or <c>boosted-trees</c>.</param>
/// <param name="Description">One line that says what it is.</param>
/// <param name="Cut">What the time has left of it, such as fewer trees; null where nothing was cut.</param>
/// <param name="Network">(features) → class scores before softmax, or a standardised number.</param>
/// <param name="Weights">Its weights, by name.</param>
public sealed record TableModel(string Name, string Description, string? Cut, Architecture Network, ImmutableArray<NamedTensor> Weights);
