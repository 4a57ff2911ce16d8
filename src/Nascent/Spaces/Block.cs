using System.Collections.Immutable;

namespace Nascent.Spaces;

/// <summary>A part of a search space: a closed tree of layers and of what holds them.</summary>
/// <remarks>
/// Immutable; two blocks are equal when they are written alike. What a layer leaves out (its width, stride, activation, normalisation) it
/// inherits from the nearest <see cref="Settings"/> around it. A stride is taken by the first layer inside that can; where none does, by average
/// pooling at the end.
/// </remarks>
public abstract partial record Block
{
    private Block()
    {
    }

    /// <summary>The name by which it stands among others where none is given.</summary>
    public abstract string DefaultName { get; }

    /// <summary>Blocks one after another.</summary>
    /// <param name="Blocks">The blocks, in order.</param>
    public sealed record Chain(ValueArray<Block> Blocks) : Block
    {
        /// <inheritdoc/>
        public override string DefaultName => "chain";
    }

    /// <summary>A block under a name: its paths start with it.</summary>
    /// <param name="Name">The name, such as <c>stage1</c>.</param>
    /// <param name="Body">What is inside.</param>
    public sealed record Group(string Name, Block Body) : Block
    {
        /// <inheritdoc/>
        public override string DefaultName => Name;
    }

    /// <summary>One of several blocks: a decision of the given name.</summary>
    /// <param name="Name">The decision's name, such as <c>op</c>.</param>
    /// <param name="Options">The blocks, each under a name; at least one.</param>
    public sealed record OneOf(string Name, ValueArray<NamedBlock> Options) : Block
    {
        /// <inheritdoc/>
        public override string DefaultName => Name;
    }

    /// <summary>A block several times in a row, each with decisions of its own (or all with the same).</summary>
    /// <param name="Name">The name of one repetition, such as <c>block</c> in <c>block[0]</c>.</param>
    /// <param name="Depth">How often, at least 0; where open, a lower depth keeps the first repetitions.</param>
    /// <param name="Body">What is repeated.</param>
    public sealed record Repeat(string Name, Choice<int> Depth, Block Body) : Block
    {
        /// <summary>The name of the decision where the depth is open.</summary>
        public string Decision { get; init; } = "depth";

        /// <summary>Whether all repetitions share one set of answers.</summary>
        public bool Tied { get; init; }

        /// <inheritdoc/>
        public override string DefaultName => Name;
    }

    /// <summary>The body's value plus its input.</summary>
    /// <remarks>A body that is nothing but a skip gets no shortcut (it is one), and the decision is not opened for it.</remarks>
    /// <param name="Present">Whether the shortcut exists.</param>
    /// <param name="Alignment">What aligns the input to the body's value.</param>
    /// <param name="Body">What the shortcut goes around.</param>
    public sealed record Residual(Choice<bool> Present, ShortcutAlignment Alignment, Block Body) : Block
    {
        /// <inheritdoc/>
        public override string DefaultName => "residual";
    }

    /// <summary>Several blocks that read the same value and are joined.</summary>
    /// <param name="Name">The name of the group.</param>
    /// <param name="Merge">How they are joined.</param>
    /// <param name="Parts">The branches, each under a name; at least two.</param>
    public sealed record Branches(string Name, MergeKind Merge, ValueArray<NamedBlock> Parts) : Block
    {
        /// <summary>What aligns the other branches to the first one in a sum; <see cref="ShortcutAlignment.WhenEqual"/> is not allowed.</summary>
        public ShortcutAlignment Alignment { get; init; } = ShortcutAlignment.Projection;

        /// <inheritdoc/>
        public override string DefaultName => Name;
    }

    /// <summary>A directed acyclic graph in which node 0 is the input, every other node a sum, and every edge chooses an operator.</summary>
    /// <param name="Name">The name of the cell.</param>
    /// <param name="Nodes">The number of nodes with the input, at least 2.</param>
    /// <param name="Operators">What an edge may be; at least one.</param>
    public sealed record Cell(string Name, int Nodes, ValueArray<NamedBlock> Operators) : Block
    {
        /// <summary>
        /// 0: every node reads every earlier one (<c>node[2].from[0]</c> is the operator between them). Otherwise each node reads this many
        /// earlier nodes, and which is open as well (<c>node[2].input[0].from</c>, <c>node[2].input[0].op</c>; Zoph et al. 2018).
        /// </summary>
        public int InputsPerNode { get; init; }

        /// <summary>What the cell gives.</summary>
        public CellOutput Output { get; init; } = CellOutput.Last;

        /// <inheritdoc/>
        public override string DefaultName => Name;
    }

    /// <summary>What the layers inside inherit where they do not say it themselves.</summary>
    /// <param name="Body">The blocks inside.</param>
    public sealed record Settings(Block Body) : Block
    {
        /// <summary>Channels or features; null to keep what is around.</summary>
        public Choice<int>? Width { get; init; }

        /// <summary>The stride of the first layer inside that takes one; null for none.</summary>
        public Choice<int>? Stride { get; init; }

        /// <summary>The activation, null inside for none; where nothing says it, ReLU.</summary>
        public Choice<Architectures.ActivationFunction?>? Activation { get; init; }

        /// <summary>The normalisation; where nothing says it, batch normalisation.</summary>
        public Choice<Normalisation>? Norm { get; init; }

        /// <inheritdoc/>
        public override string DefaultName => "settings";

        internal ImmutableArray<BlockAttribute> Attributes =>
        [
            new("width", DecisionKind.Width, Width, 1), new("stride", DecisionKind.Other, Stride, 1),
            new("norm", DecisionKind.Normalisation, Norm), new("activation", DecisionKind.Activation, Activation),
        ];
    }

    /// <summary>A shared block of the space: every use has the same answers and weights of its own.</summary>
    /// <param name="Name">The name of this use.</param>
    /// <param name="Shared">The name of the shared block.</param>
    public sealed record Use(string Name, string Shared) : Block
    {
        /// <inheritdoc/>
        public override string DefaultName => Name;
    }
}
