using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using Nascent.Randomness;

namespace Nascent.Genotypes;

/// <summary>The decisions of a search space, and the genotypes that answer them: counted, drawn, enumerated, changed, checked and encoded. It knows of no layers.</summary>
/// <remarks>
/// Immutable and safe for use by several threads. It counts its genotypes exactly, so that sampling is uniform over them. (Two genotypes may still
/// describe networks that compute the same function; their canonical hashes are equal then, as far as that is cheap to see.)
/// </remarks>
public sealed class DecisionSpace
{
    private readonly DecisionTree _tree;

    /// <summary>A space of decisions that are all open, whatever the others' answers: the rows of a benchmark table, for example.</summary>
    /// <param name="name">The space's name.</param>
    /// <param name="decisions">The decisions, each with at least two options.</param>
    /// <exception cref="NascentException">Two decisions have one name, or one has fewer than two options.</exception>
    public DecisionSpace(string name, IEnumerable<Decision> decisions)
        : this(name, AllOpen(name, decisions))
    {
    }

    /// <summary>A space of which some decisions are open under some answers only.</summary>
    /// <param name="name">The space's name.</param>
    /// <param name="decisions">The decisions.</param>
    /// <param name="first">What <see cref="First"/> holds.</param>
    /// <exception cref="NascentException">A first genotype is not of this space.</exception>
    internal DecisionSpace(string name, OpenTree decisions, params IEnumerable<string> first)
    {
        (Name, _tree) = (name, new DecisionTree(decisions));
        First = [.. first.Select(Parse)];
    }

    /// <summary>The space's name.</summary>
    public string Name { get; }

    /// <summary>The number of genotypes.</summary>
    public BigInteger Size => _tree.Root.Count;

    /// <summary>Every decision that some genotype opens, in the space's order.</summary>
    public ImmutableArray<Decision> Decisions => _tree.Decisions;

    /// <summary>Genotypes that a search tries first, best guess first; strategies that begin with draws take these in their place.</summary>
    public ImmutableArray<Genotype> First { get; }

    /// <summary>A genotype drawn uniformly over all genotypes.</summary>
    public Genotype Sample(Seed seed)
    {
        var writer = new GenotypeWriter(_tree);
        writer.Draw(_tree.Root, seed.Stream());
        return writer.Finish();
    }

    /// <summary>A genotype of which each decision, as it opens, is drawn uniformly over its options: shallow branches are as likely as those that open many decisions.</summary>
    public Genotype SampleByDecision(Seed seed)
    {
        var (writer, stream) = (new GenotypeWriter(_tree), seed.Stream());
        writer.Fill(_tree.Root, pick => stream.NextInt(pick.Branches.Length));
        return writer.Finish();
    }

    /// <summary>The genotype at a place of <see cref="Enumerate"/>.</summary>
    /// <param name="index">In the range [0, <see cref="Size"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside of that range.</exception>
    public Genotype At(BigInteger index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Size);
        var writer = new GenotypeWriter(_tree);
        writer.Unrank(_tree.Root, index);
        return writer.Finish();
    }

    /// <summary>All genotypes, in lexicographic order of their answers.</summary>
    public IEnumerable<Genotype> Enumerate()
    {
        for (var index = BigInteger.Zero; index < Size; index++)
            yield return At(index);
    }

    /// <summary>A genotype built from the root: each decision, as it opens, asks for its answer.</summary>
    /// <param name="answer">The index of the option to take, or null to draw it (uniformly over the genotypes below).</param>
    /// <param name="seed">The key of what is drawn.</param>
    /// <exception cref="NascentException">An answer is no option of its decision.</exception>
    public Genotype Complete(Func<Decision, int?> answer, Seed seed)
    {
        var (writer, stream) = (new GenotypeWriter(_tree), seed.Stream());
        writer.Fill(_tree.Root, pick =>
        {
            var option = answer(pick.Decision) ?? GenotypeWriter.Draw(pick, stream);
            return option >= 0 && option < pick.Branches.Length ? option
                : throw Error(pick.Decision.Path, $"option number {option}", $"0 to {pick.Branches.Length - 1}");
        });
        return writer.Finish();
    }

    /// <summary>The genotypes that differ in one decision (decisions that it opens take their first answers or the parent's).</summary>
    public IEnumerable<Genotype> Neighbours(Genotype genotype)
    {
        var parent = Read(genotype);
        return Each();

        IEnumerable<Genotype> Each()
        {
            for (var decision = 0; decision < parent.Length; decision++)
                for (var option = 0; parent[decision] >= 0 && option < Decisions[decision].Options.Length; option++)
                    if (option != parent[decision])
                        yield return Change(parent, decision, option, null);
        }
    }

    /// <summary>Another genotype that differs in one decision, drawn uniformly over the open decisions and then over their other options; newly opened decisions are drawn uniformly.</summary>
    /// <exception cref="NascentException">The genotype is not of this space, or the space has no decision.</exception>
    public Genotype Mutate(Genotype genotype, Seed seed)
    {
        var parent = Read(genotype);
        if (genotype.Answers.IsEmpty)
            throw new NascentException($"Search space '{Name}': found no decision to mutate, expected a space with decisions.");
        var stream = seed.Stream();
        var decision = _tree.IndexOf(genotype.Answers[stream.NextInt(genotype.Answers.Length)].Path);
        var option = stream.NextInt(Decisions[decision].Options.Length - 1);
        return Change(parent, decision, option < parent[decision] ? option : option + 1, stream);
    }

    /// <summary>A genotype that takes each decision from either parent.</summary>
    /// <remarks>A decision that both answer takes either's answer with equal chance; one that a single parent answers takes that one's.</remarks>
    public Genotype Crossover(Genotype first, Genotype second, Seed seed)
    {
        var (a, b, stream) = (Read(first), Read(second), seed.Stream());
        var writer = new GenotypeWriter(_tree);
        writer.Fill(_tree.Root, pick => (a[pick.Index], b[pick.Index]) switch
        {
            ( < 0, < 0) => GenotypeWriter.Draw(pick, stream),
            ( < 0, var other) => other,
            (var one, < 0) => one,
            var (one, other) => stream.NextInt(2) == 0 ? one : other,
        });
        return writer.Finish();
    }

    /// <summary>Checks a genotype.</summary>
    /// <exception cref="NascentException">It is not of this space; the message names the decision, what was found and what is allowed.</exception>
    public void Validate(Genotype genotype) => Read(genotype);

    /// <summary>The decisions that a genotype opens, in order, each with the index of its answer.</summary>
    /// <exception cref="NascentException">It is not of this space.</exception>
    public ImmutableArray<(Decision Decision, int Option)> AnswersOf(Genotype genotype)
    {
        var options = Read(genotype);
        var answers = ImmutableArray.CreateBuilder<(Decision, int)>(genotype.Answers.Length);
        foreach (var (path, _) in genotype.Answers)
        {
            var index = _tree.IndexOf(path);
            answers.Add((Decisions[index], options[index]));
        }

        return answers.MoveToImmutable();
    }

    /// <summary>The index of the option taken in each of <see cref="Decisions"/>, −1 where it is closed.</summary>
    /// <exception cref="NascentException">The genotype is not of this space.</exception>
    public int[] OptionsOf(Genotype genotype) => Read(genotype);

    /// <summary>Reads a genotype of this space from text, in any order.</summary>
    /// <exception cref="NascentException">It is not of this space.</exception>
    public Genotype Parse(string text)
    {
        var found = Genotype.Parse(text);
        var writer = new GenotypeWriter(_tree);
        writer.Fill(_tree.Root, pick => OptionOf(pick, found[pick.Decision.Path]));
        var genotype = writer.Finish();
        if (genotype.Answers.Length < found.Answers.Length)
            throw Unopened(found, genotype);
        return genotype;
    }

    /// <summary>A fixed-length vector: one element an option of each decision (zeros where closed).</summary>
    public ImmutableArray<double> Encode(Genotype genotype)
    {
        var options = Read(genotype);
        var vector = new double[_tree.Offsets[^1]];
        for (var i = 0; i < options.Length; i++)
            if (options[i] >= 0)
                vector[_tree.Offsets[i] + options[i]] = 1;
        return ImmutableCollectionsMarshal.AsImmutableArray(vector);
    }

    private Genotype Change(int[] parent, int decision, int option, RandomStream? stream)
    {
        var writer = new GenotypeWriter(_tree);
        writer.Fill(_tree.Root, pick => pick.Index == decision ? option
            : parent[pick.Index] >= 0 ? parent[pick.Index]
            : stream is null ? 0 : GenotypeWriter.Draw(pick, stream));
        return writer.Finish();
    }

    /// <summary>The option of each decision, −1 where it is closed.</summary>
    private int[] Read(Genotype genotype)
    {
        var options = new int[Decisions.Length];
        Array.Fill(options, -1);
        var place = 0;
        Walk(_tree.Root);
        return place == genotype.Answers.Length ? options : throw Unopened(genotype, null);

        void Walk(DecisionTree.Group group)
        {
            foreach (var pick in group.Picks)
            {
                var decision = pick.Decision;
                if (place >= genotype.Answers.Length || genotype.Answers[place].Path != decision.Path)
                    throw OutOfPlace(genotype, place, pick);
                var option = OptionOf(pick, genotype.Answers[place++].Answer);
                options[pick.Index] = option;
                Walk(pick.Branches[option]);
            }
        }
    }

    private int OptionOf(DecisionTree.Pick pick, string? answer)
    {
        var options = pick.Decision.Options;
        for (var i = 0; i < options.Length; i++)
            if (options[i] == answer)
                return i;
        throw Error(pick.Decision.Path, answer ?? "no answer", $"one of {string.Join(", ", options)}");
    }

    private NascentException OutOfPlace(Genotype genotype, int place, DecisionTree.Pick expected)
    {
        var path = expected.Decision.Path;
        if (genotype[path] is null)
            return Error(path, "no answer", $"one of {string.Join(", ", expected.Decision.Options)}");
        var found = genotype.Answers[place].Path;
        return _tree.IndexOf(found) < 0 ? Unknown(found) : Error(path, $"'{found}' in its place", "decisions in the space's order");
    }

    private NascentException Unopened(Genotype genotype, Genotype? opened)
    {
        var (path, answer) = opened is null ? genotype.Answers[^1] : genotype.Answers.First(pair => opened[pair.Path] is null);
        return _tree.IndexOf(path) < 0 ? Unknown(path) : Error(path, answer, "no answer, as nothing opens this decision here");
    }

    private NascentException Unknown(DecisionPath path) =>
        new($"Search space '{Name}': {NascentException.UnknownName("decision", path.Text, Decisions.Select(decision => decision.Path.Text)).Message}");

    private NascentException Error(DecisionPath path, string found, string expected) =>
        new($"Search space '{Name}', decision '{path}': found {NascentException.Echo(found)}, expected {expected}.");

    private static OpenTree AllOpen(string name, IEnumerable<Decision> decisions)
    {
        var (leaves, paths) = (ImmutableArray.CreateBuilder<OpenTree>(), new HashSet<DecisionPath>());
        foreach (var decision in decisions)
        {
            if (!paths.Add(decision.Path))
                throw new NascentException($"Search space '{name}', decision '{decision.Path}': found two decisions of that name, expected names that differ.");
            if (decision.Options.Length < 2)
                throw new NascentException($"Search space '{name}', decision '{decision.Path}': found {decision.Options.Length} option, expected at least two.");
            leaves.Add(OpenTree.Leaf(decision));
        }

        return new OpenTree.All(leaves.ToImmutable());
    }
}
