using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Spaces.Resolving;
using Nascent.Torch.Modules;

namespace Nascent.Torch.Sharing;

/// <summary>A path of a supernet, ready to compute.</summary>
/// <param name="Module">Its network, with copies of the shared weights.</param>
/// <param name="Gates">What each gate is of; gates are the module's inputs behind the first; none where it has no gates.</param>
internal sealed record SupernetPath(ArchitectureModule Module, ImmutableArray<Gate> Gates)
{
    private readonly Dictionary<string, int> _groups = (
        from node in Module.Architecture.Nodes
        where node.Operator is Operator.Convolution { Groups: > 1 }
        from slot in Module.Architecture.WeightsOf(node)
        select (slot.Name, ((Operator.Convolution)node.Operator).Groups)).ToDictionary();

    /// <summary>Groups of the convolution that a weight is of; 1 elsewhere.</summary>
    public int GroupsOf(WeightSlot slot) => _groups.GetValueOrDefault(slot.Name, 1);
}
