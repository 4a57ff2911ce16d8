using Nascent.Architectures;
using Nascent.Architectures.Operators;

namespace Nascent.Spaces;

/// <summary>Writes a chain of blocks, step by step; what it says of widths, strides, activations and shortcuts holds for the whole chain.</summary>
/// <remarks>Mutable, of one owner. Layers that are given no name take their kind's, numbered where it is taken (<c>conv</c>, <c>conv2</c>).</remarks>
public sealed class BlockBuilder
{
    private readonly List<Block> _blocks = [];
    private readonly List<NamedBlock> _definitions;
    private Choice<int>? _width;
    private Choice<int>? _stride;
    private Choice<ActivationFunction?>? _activation;
    private Choice<Normalisation>? _norm;
    private (Choice<bool> Present, ShortcutAlignment Alignment)? _residual;

    /// <summary>Starts an empty chain.</summary>
    public BlockBuilder()
        : this([])
    {
    }

    private BlockBuilder(List<NamedBlock> definitions) => _definitions = definitions;

    /// <summary>The blocks that were defined, here or inside.</summary>
    internal ValueArray<NamedBlock> Definitions => new([.. _definitions]);

    /// <summary>Adds any block; a layer whose name is taken is numbered.</summary>
    public BlockBuilder Add(Block block)
    {
        _blocks.Add(block is Block.Layer layer ? layer with { Name = Free(layer.Name) } : block);
        return this;
    }

    /// <summary>Adds a convolution.</summary>
    /// <inheritdoc cref="SpaceSyntax.Conv" path="/param"/>
    public BlockBuilder Conv(
        string name = "conv", Choice<int>? channels = null, Choice<int>? kernel = null, Choice<int>? stride = null, Choice<int>? groups = null,
        Choice<int>? dilation = null, Choice<Normalisation>? norm = null, Choice<ActivationFunction?>? activation = null) =>
        Add(SpaceSyntax.Conv(channels, kernel, stride, groups, dilation, norm, activation, name));

    /// <summary>Adds a depthwise-separable convolution.</summary>
    /// <inheritdoc cref="SpaceSyntax.Separable" path="/param"/>
    public BlockBuilder Separable(
        string name = "separable", Choice<int>? channels = null, Choice<int>? kernel = null, Choice<int>? stride = null,
        Choice<Normalisation>? norm = null, Choice<ActivationFunction?>? activation = null) =>
        Add(SpaceSyntax.Separable(channels, kernel, stride, norm, activation, name));

    /// <summary>Adds an inverted bottleneck.</summary>
    /// <inheritdoc cref="SpaceSyntax.InvertedBottleneck" path="/param"/>
    public BlockBuilder InvertedBottleneck(
        string name = "inverted_bottleneck", Choice<int>? channels = null, Choice<int>? kernel = null, Choice<int>? stride = null, Choice<int>? expand = null,
        Choice<bool>? squeezeExcite = null, Choice<Normalisation>? norm = null, Choice<ActivationFunction?>? activation = null) =>
        Add(SpaceSyntax.InvertedBottleneck(channels, kernel, stride, expand, squeezeExcite, norm, activation, name));

    /// <summary>Adds a fully connected layer.</summary>
    /// <inheritdoc cref="SpaceSyntax.Linear" path="/param"/>
    public BlockBuilder Linear(
        string name = "linear", Choice<int>? features = null, Choice<Normalisation>? norm = null, Choice<ActivationFunction?>? activation = null) =>
        Add(SpaceSyntax.Linear(features, norm, activation, name));

    /// <summary>Adds functions of each feature by itself.</summary>
    /// <inheritdoc cref="SpaceSyntax.FeatureEmbedding" path="/param"/>
    public BlockBuilder FeatureEmbedding(string name = "feature_embedding", Choice<int>? size = null) => Add(SpaceSyntax.FeatureEmbedding(size, name));

    /// <summary>Adds periodic functions of each feature.</summary>
    /// <inheritdoc cref="SpaceSyntax.PeriodicEmbedding" path="/param"/>
    public BlockBuilder PeriodicEmbedding(string name = "periodic_embedding", Choice<int>? size = null, Choice<double>? frequency = null) => Add(SpaceSyntax.PeriodicEmbedding(size, frequency, name));

    /// <summary>Makes an ensemble of the rest of the network.</summary>
    /// <inheritdoc cref="SpaceSyntax.Ensemble" path="/param"/>
    public BlockBuilder Ensemble(string name = "ensemble", Choice<int>? members = null) => Add(SpaceSyntax.Ensemble(members, name));

    /// <summary>Adds pooling over a window.</summary>
    /// <inheritdoc cref="SpaceSyntax.Pool" path="/param"/>
    public BlockBuilder Pool(string name = "pool", Choice<PoolKind>? kind = null, Choice<int>? kernel = null, Choice<int>? stride = null) =>
        Add(SpaceSyntax.Pool(kind, kernel, stride, name));

    /// <summary>Adds a normalisation by itself.</summary>
    public BlockBuilder Normalise(string name = "norm", Choice<Normalisation>? norm = null) => Add(new Block.Normalise(name) { Norm = norm });

    /// <summary>Adds an activation by itself.</summary>
    public BlockBuilder Activate(string name = "act", Choice<ActivationFunction?>? function = null) => Add(new Block.Activate(name) { Activation = function });

    /// <summary>Adds pooling over all positions.</summary>
    public BlockBuilder GlobalPool(string name = "global_pool", Choice<PoolKind>? kind = null) => Add(new Block.GlobalPool(name) { Kind = kind ?? PoolKind.Average });

    /// <summary>Adds dropout.</summary>
    public BlockBuilder Dropout(Choice<double> rate, string name = "dropout") => Add(new Block.Dropout(name) { Rate = rate });

    /// <summary>Adds a flattening.</summary>
    public BlockBuilder Flatten(string name = "flatten") => Add(new Block.Flatten(name));

    /// <summary>Adds a resize of the image.</summary>
    /// <param name="resolution">The new height in pixels, at least 1; the width keeps its proportion, rounded.</param>
    /// <param name="name">The layer's name, unique in its chain.</param>
    public BlockBuilder Resize(Choice<int> resolution, string name = "resize") => Add(new Block.Resize(name) { Resolution = resolution });

    /// <summary>Adds a resize of the image to a share of its own size.</summary>
    /// <param name="percent">The new height as a percentage of the old one, at least 1, rounded to pixels; the width keeps its proportion.</param>
    /// <param name="name">The layer's name, unique in its chain.</param>
    public BlockBuilder Scale(Choice<int> percent, string name = "resize") => Add(new Block.Resize(name) { Percent = percent });

    /// <summary>Ends the network.</summary>
    /// <param name="name">The layer's name, unique in its chain.</param>
    /// <param name="dropout">The share of the features set to zero before the linear layer, in the range [0, 1); null for no dropout.</param>
    public BlockBuilder Classifier(string name = "classifier", Choice<double>? dropout = null) => Add(new Block.Classifier(name) { DropoutRate = dropout });

    /// <summary>Adds blocks under a name.</summary>
    public BlockBuilder Group(string name, Func<BlockBuilder, BlockBuilder> body) => Add(new Block.Group(name, Inner(body)));

    /// <summary>Adds a choice between blocks.</summary>
    public BlockBuilder OneOf(string name, params ReadOnlySpan<NamedBlock> options) => Add(new Block.OneOf(name, ValueArray.Create(options)));

    /// <summary>Adds a block several times, each with decisions of its own; an open depth is the decision <paramref name="decision"/>.</summary>
    /// <param name="decision">The name of the decision where the depth is open.</param>
    /// <param name="depth">How often, at least 0; where open, a lower depth keeps the first repetitions.</param>
    /// <param name="body">What is repeated.</param>
    /// <param name="name">The name of one repetition, such as <c>block</c> in <c>block[0]</c>.</param>
    /// <param name="tied">Whether all repetitions share one set of answers.</param>
    public BlockBuilder Repeat(string decision, Choice<int> depth, Func<BlockBuilder, BlockBuilder> body, string name = "block", bool tied = false) =>
        Add(new Block.Repeat(name, depth, Inner(body)) { Decision = decision, Tied = tied });

    /// <summary>Adds stages: <paramref name="count"/> repetitions under one name.</summary>
    /// <param name="name">The name of one stage; the decision on their number is this name with an <c>s</c>.</param>
    /// <param name="count">How many, at least 0; where open, a lower number keeps the first.</param>
    /// <param name="body">One stage.</param>
    public BlockBuilder Stages(string name, Choice<int> count, Func<BlockBuilder, BlockBuilder> body) =>
        Add(new Block.Repeat(name, count, Inner(body)) { Decision = $"{name}s" });

    /// <summary>Adds branches that are joined.</summary>
    public BlockBuilder Branches(string name, MergeKind merge, params ReadOnlySpan<NamedBlock> parts) =>
        Add(new Block.Branches(name, merge, ValueArray.Create(parts)));

    /// <summary>Adds a cell whose edges choose operators.</summary>
    /// <param name="name">The name of the cell.</param>
    /// <param name="nodes">The number of nodes with the input, at least 2.</param>
    /// <param name="inputsPerNode">0 where every node reads every earlier one; else how many earlier nodes each reads, and which is open.</param>
    /// <param name="output">What the cell gives.</param>
    /// <param name="operators">What an edge may be; at least one.</param>
    public BlockBuilder Cell(string name, int nodes, int inputsPerNode, CellOutput output, params ReadOnlySpan<NamedBlock> operators) =>
        Add(new Block.Cell(name, nodes, ValueArray.Create(operators)) { InputsPerNode = inputsPerNode, Output = output });

    /// <summary>Defines a block that several places use with one set of answers.</summary>
    public BlockBuilder Define(string name, Block block)
    {
        _definitions.Add(new NamedBlock(name, block));
        return this;
    }

    /// <summary>Adds a use of a defined block.</summary>
    public BlockBuilder Use(string definition, string? name = null) => Add(new Block.Use(name ?? definition, definition));

    /// <summary>Sets the width that layers inside inherit.</summary>
    public BlockBuilder Width(Choice<int> width)
    {
        _width = width;
        return this;
    }

    /// <summary>Halves the height and width, at the first layer inside that takes a stride.</summary>
    public BlockBuilder Downsample() => Stride(2);

    /// <summary>Sets the stride of the first layer inside that takes one.</summary>
    public BlockBuilder Stride(Choice<int> stride)
    {
        _stride = stride;
        return this;
    }

    /// <summary>Sets the activation that layers inside inherit.</summary>
    public BlockBuilder Activation(Choice<ActivationFunction?> activation)
    {
        _activation = activation;
        return this;
    }

    /// <summary>Sets the normalisation that layers inside inherit.</summary>
    public BlockBuilder Norm(Choice<Normalisation> norm)
    {
        _norm = norm;
        return this;
    }

    /// <summary>Puts a shortcut around the chain.</summary>
    /// <param name="present">Whether the shortcut exists; null for yes.</param>
    /// <param name="alignment">What aligns the input to the chain's value.</param>
    public BlockBuilder Residual(Choice<bool>? present = null, ShortcutAlignment alignment = ShortcutAlignment.Projection)
    {
        _residual = (present ?? true, alignment);
        return this;
    }

    /// <summary>The chain, in its shortcut, in its settings.</summary>
    public Block Build()
    {
        Block block = new Block.Chain(new([.. _blocks]));
        if (_residual is var (present, alignment))
            block = new Block.Residual(present, alignment, block);
        return _width is null && _stride is null && _activation is null && _norm is null ? block
            : new Block.Settings(block) { Width = _width, Stride = _stride, Activation = _activation, Norm = _norm };
    }

    private Block Inner(Func<BlockBuilder, BlockBuilder> body) => body(new BlockBuilder(_definitions)).Build();

    private string Free(string name)
    {
        var taken = _blocks.Select(block => block.DefaultName).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? name : $"{name}{i}").First(candidate => !taken.Contains(candidate));
    }
}
