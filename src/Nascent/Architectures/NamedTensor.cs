using System.Collections.Immutable;

namespace Nascent.Architectures;

/// <summary>The values of one weight, in row-major order: what moves between a supernet, a module, a checkpoint and a deployed file.</summary>
/// <param name="Name">The weight's name, as in <see cref="WeightSlot.Name"/>.</param>
/// <param name="Shape">The sizes.</param>
/// <param name="Values">The elements, row-major.</param>
public sealed record NamedTensor(string Name, ImmutableArray<int> Shape, float[] Values);
