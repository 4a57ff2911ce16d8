using System.Collections.Immutable;
using Nascent.Architectures;

namespace Nascent.Spaces;

/// <summary>A network whose choices between blocks are multiplied by gates.</summary>
/// <param name="Architecture">The network; behind the inputs of the signature it has one number for each gate.</param>
/// <param name="Gates">What each gate is of, in the order of the inputs.</param>
public sealed record GatedArchitecture(Architecture Architecture, ImmutableArray<Gate> Gates);
