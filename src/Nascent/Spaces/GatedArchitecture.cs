using System.Collections.Immutable;
using Nascent.Architectures;

namespace Nascent.Spaces;

/// <summary>A network whose choices between blocks are multiplied by gates: with all of them 1 it computes what the network without them does.</summary>
/// <param name="Architecture">The network; behind the inputs of the signature it has one number for each gate.</param>
/// <param name="Gates">The decision of each gate, in the order of the inputs.</param>
public sealed record GatedArchitecture(Architecture Architecture, ImmutableArray<DecisionPath> Gates);
