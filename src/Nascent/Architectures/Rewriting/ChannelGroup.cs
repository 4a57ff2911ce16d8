using System.Collections.Immutable;
using Nascent.Architectures.Operators;

namespace Nascent.Architectures.Rewriting;

/// <summary>Channels of a network that are known under several names: those that a sum joins, and those that pointwise operators and depthwise convolutions hand on.</summary>
/// <remarks>If all that has them is put into another order at once, the network computes the same.</remarks>
/// <param name="Width">How many there are.</param>
/// <param name="Weights">The weights with a size of theirs, and which size: 0 for outputs, 1 for inputs.</param>
public sealed record ChannelGroup(int Width, ImmutableArray<(WeightSlot Slot, int Axis)> Weights)
{
    /// <summary>The groups whose order may change: none with the channels of an input or an output, or of an operator that gives places a meaning.</summary>
    public static ImmutableArray<ChannelGroup> Of(Architecture architecture) => new Grouping(architecture).Groups();

    private sealed class Grouping(Architecture architecture)
    {
        private readonly Dictionary<NodePath, NodePath> _parents = [];
        private readonly HashSet<NodePath> _fixed = [];
        private readonly List<(NodePath Of, WeightSlot Slot, int Axis)> _weights = [];

        public ImmutableArray<ChannelGroup> Groups()
        {
            _fixed.UnionWith(architecture.Inputs.Select(input => input.Node));
            _fixed.UnionWith(architecture.Outputs.Select(output => output.Node));
            foreach (var node in architecture.Nodes)
                Add(node);
            var held = _fixed.Select(RootOf).ToHashSet();
            return
            [
                .. from weight in _weights
                   group weight by RootOf(weight.Of) into one
                   where !held.Contains(one.Key)
                   select new ChannelGroup(architecture.ShapeOf(one.Key).Width, [.. one.Select(weight => (weight.Slot, weight.Axis))]),
            ];
        }

        private void Add(Node node)
        {
            var (input, read) = (node.Inputs[0], architecture.InputShapeOf(node));
            switch (node.Operator)
            {
                case Operator.Convolution { Groups: 1 }:
                case Operator.Linear:
                    foreach (var slot in architecture.WeightsOf(node))
                    {
                        _weights.Add((node.Path, slot, 0));
                        if (slot.Role == WeightRole.Kernel)
                            _weights.Add((input, slot, 1));
                    }

                    break;
                case Operator.Convolution depthwise when depthwise.Groups == read.Width && depthwise.Channels == read.Width:
                case Operator.BatchNorm or Operator.LayerNorm or Operator.Activation or Operator.Identity or Operator.Dropout or Operator.Pool or Operator.GlobalPool or Operator.Resize or Operator.Add or Operator.Multiply:
                case Operator.Flatten when read.Count == read.Width:
                    foreach (var other in node.Inputs)
                        Join(node.Path, other);
                    foreach (var slot in architecture.WeightsOf(node))
                        _weights.Add((node.Path, slot, 0));
                    break;
                default:
                    _fixed.Add(node.Path);
                    _fixed.UnionWith(node.Inputs);
                    break;
            }
        }

        private void Join(NodePath one, NodePath other) => _parents[RootOf(one)] = RootOf(other);

        private NodePath RootOf(NodePath path)
        {
            var root = path;
            while (_parents.TryGetValue(root, out var parent) && !parent.Equals(root))
                root = parent;
            return root;
        }
    }
}
