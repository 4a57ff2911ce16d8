using System.Collections.Immutable;
using Nascent.Spaces.Resolving;
using Nascent.Torch.Modules;

namespace Nascent.Torch.Sharing;

/// <summary>A path of a supernet, ready to compute.</summary>
/// <param name="Module">Its network, with copies of the shared weights.</param>
/// <param name="Gates">What each gate is of; gates are the module's inputs behind the first; none where it has no gates.</param>
internal sealed record SupernetPath(ArchitectureModule Module, ImmutableArray<Gate> Gates);
