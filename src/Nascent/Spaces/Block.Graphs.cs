using System.Collections.Immutable;

namespace Nascent.Spaces;

public abstract partial record Block
{
    /// <summary>One of several blocks: a decision of the given name.</summary>
    /// <param name="Name">The decision's name, such as <c>op</c>.</param>
    /// <param name="Options">The blocks, each under a name; at least one.</param>
    public sealed record OneOf(string Name, ValueArray<NamedBlock> Options) : Block
    {
        /// <inheritdoc/>
        public override string DefaultName => Name;

        /// <inheritdoc/>
        public override bool KeepsChannels => true;

        internal override ImmutableArray<Block> Inside => BlocksOf(Options);
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

        /// <inheritdoc/>
        public override bool KeepsChannels => true;

        internal override ImmutableArray<Block> Inside => [Body];
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

        /// <inheritdoc/>
        public override bool KeepsChannels => Merge == MergeKind.Add;

        internal override ImmutableArray<Block> Inside => BlocksOf(Parts);
    }

    /// <summary>A directed acyclic graph in which the first node is the input, every other node joins some of those before it, and every edge chooses an operator.</summary>
    /// <param name="Name">The name of the cell.</param>
    /// <param name="Nodes">The number of nodes with the inputs, at least one more than these.</param>
    /// <param name="Operators">What an edge may be; at least one.</param>
    public sealed record Cell(string Name, int Nodes, ValueArray<NamedBlock> Operators) : Block
    {
        /// <summary>
        /// 0: every node reads every earlier one (<c>node[2].from[0]</c> is the operator between them). Otherwise each node reads this many
        /// earlier nodes, and which is open as well (<c>node[2].input[0].from</c>, <c>node[2].input[0].op</c>; Zoph et al. 2018).
        /// </summary>
        public int InputsPerNode { get; init; }

        /// <summary>
        /// 1: node 0 is what comes to the cell. 2: node 1 is, and node 0 is what came to the cell of two inputs before it, as high and wide as node 1; in the first such cell both are the same (Zoph et al. 2018).
        /// </summary>
        public int Inputs { get; init; } = 1;

        /// <summary>What each input goes through first (<c>input[0]</c>, <c>input[1]</c>); its decisions are those of all inputs; null for nothing.</summary>
        public Block? Prepare { get; init; }

        /// <summary>How a node joins its edges; where open, each node decides (<c>node[2].merge</c>).</summary>
        public Choice<MergeKind> Merge { get; init; } = MergeKind.Add;

        /// <summary>What the cell gives.</summary>
        public CellOutput Output { get; init; } = CellOutput.Last;

        /// <inheritdoc/>
        public override string DefaultName => Name;

        /// <inheritdoc/>
        public override bool KeepsChannels => Output is CellOutput.Last or CellOutput.Add && Merge.Options.Items.All(merge => merge == MergeKind.Add);

        internal override ImmutableArray<Block> Inside => Prepare is null ? BlocksOf(Operators) : BlocksOf(Operators).Add(Prepare);
    }

    private static ImmutableArray<Block> BlocksOf(ValueArray<NamedBlock> named) => [.. named.Items.Select(each => each.Block)];
}
