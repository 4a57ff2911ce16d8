using Nascent.Spaces.Attributes;

namespace Nascent.Spaces.Compiling;

/// <summary>Counts what a space may grow to before anything of it is built, and refuses what nobody could build.</summary>
/// <remarks>Looks at each block once: depths and uses multiply, so that blocks inside of blocks cost nothing to count.</remarks>
internal sealed class SpaceSize
{
    private const int MostBlocks = 100_000, MostOptions = 1_000_000, DeepestNesting = 200, MostStridesInside = 8;

    private readonly string _space;
    private readonly ValueArray<NamedBlock> _definitions;
    private readonly Dictionary<string, Size> _known = new(StringComparer.Ordinal);

    private SpaceSize(string space, ValueArray<NamedBlock> definitions) => (_space, _definitions) = (space, definitions);

    /// <summary>Checks a space.</summary>
    /// <exception cref="NascentException">It is too large; the message says in what.</exception>
    public static void Check(string space, Block net, ValueArray<NamedBlock> definitions)
    {
        var walk = new SpaceSize(space, definitions);
        walk.Require(definitions.Count, SpaceLimits.MostNamed, "shared blocks");
        var size = Size.Nothing;
        foreach (var definition in definitions)
            size = size.And(walk.Of(definition.Block, 1));
        size = size.And(walk.Of(net, 1));
        walk.Require(size.Blocks, MostBlocks, "blocks in its largest network; lower depths, or the nodes of cells");
        walk.Require(size.Options, MostOptions, "options of all its decisions; lower depths, or give fewer options");
        walk.Require(size.Strides, MostStridesInside, "settings of strides, one inside another");
    }

    private Size Of(Block block, int level)
    {
        if (level > DeepestNesting)
            throw Error($"blocks more than {DeepestNesting} deep inside each other", $"at most {DeepestNesting}");
        return block switch
        {
            Block.Layer layer => new Size(1, OptionsOf(AttributeList.Of(layer).Attributes), 0, 1),
            Block.Repeat repeat => Inside(block, level).Times(MostOf(repeat.Depth)).Plus(repeat.Depth.Count),
            Block.Cell cell => Inside(block, level).Times(EdgesOf(cell)),
            Block.Settings settings => Inside(block, level).Plus(OptionsOf(settings.Attributes), settings.Stride is null ? 0 : 1),
            Block.Use use => OfUse(use.Definition, level),
            _ => Inside(block, level),
        };
    }

    private Size Inside(Block block, int level)
    {
        if (block is not Block.Chain)
            Require(block.Inside.Length, SpaceLimits.MostNamed, $"blocks side by side in '{block.DefaultName}'");
        var size = block.Inside.Aggregate(Size.Nothing, (sum, part) => sum.And(Of(part, level + 1)));
        return size with { Blocks = size.Blocks + 1, Height = size.Height + 1 };
    }

    // A block that uses itself, or one that is not there, is told of by the compiler.
    private Size OfUse(string name, int level)
    {
        if (!_known.TryGetValue(name, out var size))
        {
            _known[name] = Size.Nothing;
            _known[name] = size = _definitions.FirstOrDefault(definition => definition.Name == name) is { } definition ? Of(definition.Block, level + 1) : Size.Nothing;
        }

        return level + size.Height <= DeepestNesting ? size : throw Error($"blocks more than {DeepestNesting} deep inside each other", $"at most {DeepestNesting}");
    }

    private double EdgesOf(Block.Cell cell)
    {
        Require(cell.Nodes, SpaceLimits.MostNodes, $"nodes in cell '{cell.Name}'");
        Require(cell.InputsPerNode, SpaceLimits.MostNodes, $"inputs per node in cell '{cell.Name}'");
        return cell.Inputs + (cell.InputsPerNode == 0 ? cell.Nodes * (cell.Nodes - 1) / 2.0 : (cell.Nodes - 1.0) * cell.InputsPerNode);
    }

    private static double MostOf(Choice<int> depth) => depth.Options.Items.DefaultIfEmpty().Max() is > 0 and var most ? most : 0;

    private static double OptionsOf(IEnumerable<BlockAttribute> attributes) => attributes.Sum(attribute => (double)(attribute.Value?.Count ?? 0));

    private void Require(double found, int most, string what)
    {
        if (found > most)
            throw Error(FormattableString.Invariant($"{found:0} {what}"), $"at most {most}");
    }

    private NascentException Error(string found, string expected) => new($"Search space '{_space}': found {found}, expected {expected}.");

    /// <summary>What a block may grow to: blocks, options of decisions, settings of strides inside each other, levels of nesting.</summary>
    private readonly record struct Size(double Blocks, double Options, int Strides, int Height)
    {
        public static Size Nothing => default;

        public Size And(Size other) => new(Blocks + other.Blocks, Options + other.Options, Math.Max(Strides, other.Strides), Math.Max(Height, other.Height));

        public Size Times(double count) => this with { Blocks = 1 + (Blocks * count), Options = Options * count };

        public Size Plus(double options, int strides = 0) => this with { Options = Options + options, Strides = Strides + strides };
    }
}
