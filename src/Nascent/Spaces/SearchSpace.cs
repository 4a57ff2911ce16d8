using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Genotypes;
using Nascent.Spaces.Compiling;
using Nascent.Spaces.Json;
using Nascent.Spaces.Ranges;
using Nascent.Spaces.Resolving;
using Nascent.Tasks;

namespace Nascent.Spaces;

/// <summary>A description of networks in which some things are still open.</summary>
/// <remarks>
/// Immutable and safe for use by several threads. What is open in it are the decisions of <see cref="Genotypes"/>; with an answer to each it resolves to an
/// <see cref="Architecture"/>.
/// </remarks>
public sealed class SearchSpace
{
    /// <summary>Makes a space and checks how it is written.</summary>
    /// <param name="name">The space's name.</param>
    /// <param name="input">What its networks read.</param>
    /// <param name="net">The whole network; its last block is the only <see cref="Block.Classifier"/>.</param>
    /// <param name="definitions">Blocks that <see cref="Block.Use"/> refers to, each with one set of answers for all its uses.</param>
    /// <param name="first">Genotypes that a search tries first, best guess first.</param>
    /// <exception cref="NascentException">Something is not as it should be; the message names the place, what was found and what was expected.</exception>
    public SearchSpace(string name, InputKind input, Block net, ValueArray<NamedBlock> definitions = default, params IEnumerable<string> first)
    {
        Name = string.IsNullOrWhiteSpace(name) ? throw new NascentException("Search space: found an empty name, expected a name.") : name;
        Input = input;
        Net = net;
        Definitions = definitions;
        SpaceSize.Check(name, net, definitions);
        ClassifierRule.Check(this);
        Genotypes = new DecisionSpace(name, new DecisionCompiler(name, definitions).Compile(net), first);
    }

    /// <summary>The space's name.</summary>
    public string Name { get; }

    /// <summary>What its networks read.</summary>
    public InputKind Input { get; }

    /// <summary>The whole network.</summary>
    public Block Net { get; }

    /// <summary>The blocks that several places use with one set of answers.</summary>
    public ValueArray<NamedBlock> Definitions { get; }

    /// <summary>Its decisions and the genotypes that answer them: what strategies see of a space.</summary>
    public DecisionSpace Genotypes { get; }

    /// <summary>A space for images, written as a program.</summary>
    /// <exception cref="NascentException">It is not written as it should be.</exception>
    /// <param name="name">The space's name.</param>
    /// <param name="net">Adds the blocks.</param>
    /// <param name="first">Genotypes that a search tries first, best guess first.</param>
    public static SearchSpace Image(string name, Func<BlockBuilder, BlockBuilder> net, params IEnumerable<string> first) => Build(name, InputKind.Image, net, first);

    /// <summary>A space for tables, written as a program.</summary>
    /// <exception cref="NascentException">It is not written as it should be.</exception>
    /// <param name="name">The space's name.</param>
    /// <param name="net">Adds the blocks.</param>
    /// <param name="first">Genotypes that a search tries first, best guess first.</param>
    public static SearchSpace Table(string name, Func<BlockBuilder, BlockBuilder> net, params IEnumerable<string> first) => Build(name, InputKind.Table, net, first);

    /// <summary>Reads a space from JSON; the schema is <c>docs/schema/search-space.schema.json</c>.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">The file's name, for errors.</param>
    /// <param name="layers">Kinds of layers that are not built in: one of each, with the attributes that a file may leave out.</param>
    /// <exception cref="NascentException">The text is no valid space; the message gives the path in the file, what was found and what was expected.</exception>
    public static SearchSpace FromJson(string json, string source = "search space", params ReadOnlySpan<Block.Layer> layers) => SpaceReader.Read(json, source, layers);

    /// <summary>This space as JSON, which <see cref="FromJson"/> reads back as an equal one.</summary>
    public string ToJson() => SpaceWriter.Write(this);

    /// <summary>Checks that every genotype resolves for data of this signature, by the range of shapes on every edge.</summary>
    /// <remarks>Looks at the space as a whole, so its cost does not depend on the number of genotypes. Sound: what passes resolves.</remarks>
    /// <exception cref="NascentException">Some genotype might not; the message names the decision.</exception>
    public void Check(Signature signature) => new RangeCheck(this).Run(signature);

    /// <summary>The network that a genotype describes, for data of the given signature.</summary>
    /// <param name="genotype">The answers.</param>
    /// <param name="signature">What the network reads and gives.</param>
    /// <param name="depthShare">Above 0 and at most 100: of each repetition that is none of stages the first copies up to this share are built, rounded, and at least one. Above 1 the number is rounded up, and further copies answer as the last one does (Tan and Le 2019). 1, the default, builds the network itself.</param>
    /// <exception cref="NascentException">The genotype is not of this space, or its shapes do not fit; the message names the decision.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside its range.</exception>
    public Architecture Resolve(Genotype genotype, Signature signature, double depthShare = 1)
    {
        if (depthShare is not (> 0 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(depthShare), depthShare, "Expected a share above 0 and at most 100.");
        Genotypes.Validate(genotype);
        return new Resolver(this, path => genotype[path], signature, depthShare).Run();
    }

    /// <summary>The network of a genotype with a gate behind each choice between blocks, by which gradients of the choices are taken: with all gates 1 it computes what the network without them does.</summary>
    /// <exception cref="NascentException">The genotype is not of this space, or its shapes do not fit; the message names the decision.</exception>
    public GatedArchitecture ResolveGated(Genotype genotype, Signature signature)
    {
        Genotypes.Validate(genotype);
        return Gated(path => genotype[path], signature, isMixture: false);
    }

    /// <summary>The network in which all options of each choice between blocks stand side by side, each behind a gate, and are added (Liu et al. 2019): with the gates of one genotype's choices 1 and all others 0 it computes what its network does, if it answers the other decisions alike.</summary>
    /// <remarks>Options of other shapes are aligned to the first by projection. A shortcut that the space leaves out around nothing but skips is there in a mixture.</remarks>
    /// <param name="signature">What it reads and gives.</param>
    /// <param name="optionOf">The option of a decision that is no choice between blocks: of widths, depths, kernels, and so on.</param>
    /// <param name="parts">
    /// At least 1. Above 1 (Xu et al. 2020, partial channels and edge normalisation): where the options of a choice keep the channels, and these can be parted, one of so many parts goes through the options and the others past them, and each of several edges into
    /// a node of a cell has a gate as a whole. Such a network computes no genotype's. Deviations: what goes past is rotated in front of what does not, where the paper shuffles; and at a stride it is pooled by the mean, where the paper takes the highest.
    /// </param>
    /// <exception cref="NascentException">Shapes do not fit; the message names the decision.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of parts is below 1.</exception>
    public GatedArchitecture ResolveMixture(Signature signature, Func<Decision, int> optionOf, int parts = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        var answers = Genotypes.Decisions.ToDictionary(decision => decision.Path, decision => decision.Options[optionOf(decision)]);
        return Gated(answers.GetValueOrDefault, signature, isMixture: true, parts);
    }

    private GatedArchitecture Gated(Func<DecisionPath, string?> answerOf, Signature signature, bool isMixture, int parts = 1)
    {
        var gates = new GateInputs(isMixture, parts);
        var architecture = new Resolver(this, answerOf, signature, depthShare: 1, gates).Run();
        return new(architecture, gates.Gates);
    }

    /// <summary>The blocks directly inside of a block; that of a use is the block that it names.</summary>
    internal ImmutableArray<Block> Inside(Block block) => block is Block.Use use ? [use.In(Definitions)] : block.Inside;

    private static SearchSpace Build(string name, InputKind input, Func<BlockBuilder, BlockBuilder> net, IEnumerable<string> first)
    {
        var builder = net(new BlockBuilder());
        return new SearchSpace(name, input, builder.Build(), builder.Definitions, first);
    }
}
