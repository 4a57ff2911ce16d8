using System.Numerics;
using CsCheck;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Testing.Search;

namespace Nascent.Tests.Spaces;

/// <summary>What holds for every search space, tried on spaces that are written at random.</summary>
public class SpaceProperties
{
    private const int Spaces = 1_500;
    private static readonly Signature Image = Signature.Image(4, 12, 9, 5);

    [Fact]
    public void Every_genotype_of_a_space_that_passes_its_check_resolves()
    {
        var (passed, refused) = (0, 0);
        Gen.ULong.Sample(
            seed =>
            {
                if (new RandomSpaces(seed).Next() is not { } space)
                    return;
                if (Refuses(space))
                {
                    Interlocked.Increment(ref refused);
                    return;
                }

                Interlocked.Increment(ref passed);
                for (var i = 0; i < 8; i++)
                    space.Resolve(space.Genotypes.Sample(new Seed(seed).Derive(i)), Image).Outputs[0].Type.Shape.Width.ShouldBe(5);
            },
            iter: Spaces);
        passed.ShouldBeGreaterThan(Spaces / 5);
        refused.ShouldBeGreaterThan(Spaces / 100);
    }

    [Fact]
    public void The_JSON_form_of_any_space_reads_back_as_an_equal_one() => Over((space, _) =>
    {
        var read = SearchSpace.FromJson(space.ToJson());
        read.Net.ShouldBe(space.Net);
        read.Definitions.ShouldBe(space.Definitions);
        read.ToJson().ShouldBe(space.ToJson());
        read.Genotypes.Decisions.ShouldBe(space.Genotypes.Decisions);
    });

    [Fact]
    public void Mutations_and_crossovers_of_any_space_are_valid() => Over((space, seed) =>
    {
        var (first, second) = (space.Genotypes.Sample(seed.Derive(0)), space.Genotypes.Sample(seed.Derive(1)));
        space.Genotypes.Validate(first);
        space.Genotypes.Validate(space.Genotypes.Crossover(first, second, seed));
        if (first.Answers.IsEmpty)
            return;
        var child = space.Genotypes.Mutate(first, seed);
        space.Genotypes.Validate(child);
        child.ShouldNotBe(first);
        space.Genotypes.Parse(child.ToString()).ShouldBe(child);
        space.Genotypes.Neighbours(first).Take(20).ShouldAllBe(neighbour => space.Genotypes.Parse(neighbour.ToString()).Equals(neighbour));
    });

    [Fact]
    public void The_size_of_any_small_space_is_the_number_of_its_genotypes() => Over((space, _) =>
    {
        if (space.Genotypes.Size > 2_000)
            return;
        var all = space.Genotypes.Enumerate().ToHashSet();
        new BigInteger(all.Count).ShouldBe(space.Genotypes.Size);
        all.Select(genotype => string.Join(' ', space.Genotypes.Encode(genotype))).Distinct().Count().ShouldBe(all.Count);
    });

    [Fact]
    public void Neighbours_are_mutual_where_nothing_is_conditional()
    {
        var space = SearchSpace.Image("flat", net => net
            .Conv("a", channels: SpaceSyntax.OneOf(4, 8, 16), kernel: SpaceSyntax.OneOf(1, 3))
            .Pool("p", stride: SpaceSyntax.OneOf(1, 2)).Classifier());
        foreach (var genotype in space.Genotypes.Enumerate())
            foreach (var neighbour in space.Genotypes.Neighbours(genotype))
                space.Genotypes.Neighbours(neighbour).ShouldContain(genotype);
    }

    private static void Over(Action<SearchSpace, Seed> property) => Gen.ULong.Sample(
        seed =>
        {
            if (new RandomSpaces(seed).Next() is { } space)
                property(space, new Seed(seed));
        },
        iter: Spaces / 5);

    private static bool Refuses(SearchSpace space)
    {
        try
        {
            space.Check(Image);
            return false;
        }
        catch (NascentException)
        {
            return true;
        }
    }
}
