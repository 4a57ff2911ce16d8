using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Randomness;
using Nascent.Spaces;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Testing.Search;

/// <summary>Writes search spaces at random: valid and invalid ones, of all kinds of blocks.</summary>
public sealed class RandomSpaces(ulong seed)
{
    private const int MostNesting = 3;
    private readonly RandomStream _stream = new Seed(seed).Derive("spaces").Stream();
    private int _names;

    /// <summary>A space, or null where what was written is refused.</summary>
    public SearchSpace? Next()
    {
        var net = new BlockBuilder();
        if (Chance(3))
            net.Activation(Functions());
        if (Chance(4))
            net.Norm(OneOf(Normalisation.Batch, Normalisation.None));
        var shared = Chance(3) ? new NamedBlock("common", Chain(Any(1), Any(1))) : null;
        for (var i = 0; i < 1 + _stream.NextInt(3); i++)
            net.Add(Any(0));
        if (shared is not null)
            net.Use("common", "first").Use("common", "second");
        if (Chance(2))
            net.GlobalPool("last_pool");
        try
        {
            return new SearchSpace("random", InputKind.Image, net.Classifier("last").Build(), shared is null ? [] : [shared]);
        }
        catch (NascentException)
        {
            return null;
        }
    }

    private Block Any(int nesting)
    {
        var kind = _stream.NextInt(nesting < MostNesting ? 16 : 9);
        return kind switch
        {
            0 or 1 => new Block.Convolution(Name("conv"))
            {
                Channels = Maybe(Widths),
                Kernel = Numbers(1, 3, 5, 7),
                Stride = Maybe(() => Numbers(1, 2)),
                Groups = Chance(4) ? Numbers(1, 2, 4) : 1,
                Dilation = Chance(4) ? Numbers(1, 2) : 1,
                Padding = Chance(5) ? Numbers(0, 1) : null,
                Activation = Maybe(Functions),
                Bias = Chance(5) ? Optional : null,
            },
            2 => Separable(Maybe(Widths), Numbers(3, 5), activation: Maybe(Functions), name: Name("separable")),
            3 => InvertedBottleneck(Maybe(Widths), Numbers(3, 5), expand: Numbers(1, 2, 3), squeezeExcite: Chance(2) ? Optional : false, name: Name("bottleneck")),
            4 => Pool(OneOf(PoolKind.Max, PoolKind.Average), Numbers(2, 3, 5), Maybe(() => Numbers(1, 2)), Name("pool")),
            5 => new Block.Skip(Name("skip")),
            6 => new Block.Zero(Name("zero")),
            7 => new Block.Resize(Name("resize")) { Resolution = Numbers(6, 9, 16) },
            8 => Chance(8) ? new Block.Flatten(Name("flatten")) : Activate(Maybe(Functions), Name("act")),
            9 or 10 => new Block.OneOf(Name("op"), [.. Enumerable.Range(0, 2 + _stream.NextInt(2)).Select(i => new NamedBlock($"o{i}", Any(nesting + 1)))]),
            11 => new Block.Repeat(Name("block"), Numbers(0, 1, 2, 3), Chain(Any(nesting + 1), Any(nesting + 1))) { Decision = Name("depth"), Tied = Chance(3) },
            12 => new Block.Group(Name("stage"), Inside(nesting)),
            13 => new Block.Branches(Name("fork"), Chance(2) ? MergeKind.Add : MergeKind.Concat, [new("left", Any(nesting + 1)), new("right", Any(nesting + 1))]),
            14 => new Block.Cell(Name("cell"), 4, [new("a", Any(nesting + 1)), new("b", Any(nesting + 1))])
            {
                Inputs = 1 + _stream.NextInt(2),
                Prepare = Chance(2) ? null : Any(nesting + 1),
                InputsPerNode = _stream.NextInt(3),
                Merge = _stream.Choose<Choice<MergeKind>>([MergeKind.Add, MergeKind.Concat, OneOf(MergeKind.Add, MergeKind.Concat)]),
                Output = _stream.Choose<CellOutput>([CellOutput.Last, CellOutput.Add, CellOutput.Concat, CellOutput.Unread]),
            },
            _ => new Block.Group(Name("wrapped"), new Block.Residual(
                Chance(2) ? Optional : true,
                _stream.Choose<ShortcutAlignment>([ShortcutAlignment.Projection, ShortcutAlignment.SlicePad, ShortcutAlignment.WhenEqual]),
                Inside(nesting))),
        };
    }

    private Block.Settings Inside(int nesting) => new(Chain(Any(nesting + 1), Any(nesting + 1)))
    {
        Width = Maybe(Widths),
        Stride = Maybe(() => Numbers(1, 2)),
        Activation = Maybe(Functions),
        Norm = Chance(3) ? OneOf(Normalisation.Batch, Normalisation.Layer) : null,
    };

    private Choice<int> Widths() => Chance(3) ? Between(4, 12, 4) : Numbers(4, 8, 12);

    private Choice<ActivationFunction?> Functions() => Chance(2) ? OneOf(Relu, HardSwish, Linearly) : Gelu;

    private Choice<int> Numbers(params int[] values)
    {
        var kept = values.Where(_ => Chance(2)).ToArray();
        return kept.Length == 0 ? values[_stream.NextInt(values.Length)] : OneOf(kept);
    }

    private Choice<T>? Maybe<T>(Func<Choice<T>> make) => Chance(2) ? make() : null;

    private string Name(string kind) => $"{kind}{_names++}";

    private bool Chance(int oneIn) => _stream.NextInt(oneIn) == 0;
}
