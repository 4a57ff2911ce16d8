using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Genotypes;
using Nascent.Spaces.Attributes;

namespace Nascent.Spaces;

public abstract partial record Block
{
    /// <summary>Blocks one after another.</summary>
    /// <param name="Blocks">The blocks, in order.</param>
    public sealed record Chain(ValueArray<Block> Blocks) : Block
    {
        /// <inheritdoc/>
        public override string DefaultName => "chain";

        /// <inheritdoc/>
        public override bool KeepsChannels => true;

        internal override ImmutableArray<Block> Inside => Blocks.Items;
    }

    /// <summary>A block under a name: its paths start with it.</summary>
    /// <param name="Name">The name, such as <c>stage1</c>.</param>
    /// <param name="Body">What is inside.</param>
    public sealed record Group(string Name, Block Body) : Block
    {
        /// <inheritdoc/>
        public override string DefaultName => Name;

        /// <inheritdoc/>
        public override bool KeepsChannels => true;

        internal override ImmutableArray<Block> Inside => [Body];
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

        /// <inheritdoc/>
        public override bool KeepsChannels => true;

        internal override ImmutableArray<Block> Inside => [Body];
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
        public Choice<ActivationFunction?>? Activation { get; init; }

        /// <summary>The normalisation; where nothing says it, batch normalisation.</summary>
        public Choice<Normalisation>? Norm { get; init; }

        /// <inheritdoc/>
        public override string DefaultName => "settings";

        /// <inheritdoc/>
        public override bool KeepsChannels => Width is null;

        internal override ImmutableArray<Block> Inside => [Body];

        internal ImmutableArray<BlockAttribute> Attributes
        {
            get
            {
                var list = new AttributeList();
                With(list);
                return list.Attributes;
            }
        }

        /// <summary>These settings with each attribute as a source gives it.</summary>
        internal Settings With(AttributeSource source) => this with
        {
            Width = source.Integer("width", DecisionKind.Width, Width, least: 1),
            Stride = source.Stride(Stride),
            Norm = source.Norm(Norm),
            Activation = source.Activation(Activation),
        };
    }

    /// <summary>A use of a block that the space defines: every use has the same answers, and weights of its own.</summary>
    /// <param name="Name">The name of this use.</param>
    /// <param name="Definition">The name of the defined block.</param>
    public sealed record Use(string Name, string Definition) : Block
    {
        /// <inheritdoc/>
        public override string DefaultName => Name;

        /// <inheritdoc/>
        public override bool KeepsChannels => true;

        internal override ImmutableArray<Block> Inside => [];

        /// <summary>The block that it uses, of those that the space defines.</summary>
        internal Block In(ValueArray<NamedBlock> definitions) => definitions.Items.First(definition => definition.Name == Definition).Block;
    }
}
