using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;

namespace Nascent.Tests.Spaces;

/// <summary>What every space of the catalogue must do.</summary>
public abstract class CatalogueContract
{
    private const int Draws = 200;

    protected abstract SearchSpace Space { get; }

    protected abstract Signature Signature { get; }

    [Fact]
    public void It_passes_its_own_check() => Should.NotThrow(() => Space.Check(Signature));

    [Fact]
    public void Every_sample_is_valid_and_resolves()
    {
        for (var i = 0; i < Draws; i++)
        {
            var genotype = Space.Genotypes.Sample(new Seed(1).Derive(i));
            Space.Genotypes.Validate(genotype);
            var network = Space.Resolve(genotype, Signature);
            network.Outputs.ShouldHaveSingleItem().Type.Shape.Width.ShouldBe(Signature.OutputCount);
            network.Weights.Select(weight => weight.Name).ShouldBeUnique();
        }
    }

    [Fact]
    public void A_mutation_is_valid_and_differs_in_one_decision_of_the_parent()
    {
        var genotype = Space.Genotypes.Sample(new Seed(2));
        for (var i = 0; i < Draws; i++)
        {
            var child = Space.Genotypes.Mutate(genotype, new Seed(3).Derive(i));
            Space.Genotypes.Validate(child);
            genotype.Answers.Count(pair => child[pair.Path] is { } answer && answer != pair.Answer).ShouldBe(1, child.ToString());
            genotype = child;
        }
    }

    [Fact]
    public void A_crossover_is_valid_and_takes_answers_from_its_parents()
    {
        for (var i = 0; i < Draws; i++)
        {
            var (first, second) = (Space.Genotypes.Sample(new Seed(4).Derive(i)), Space.Genotypes.Sample(new Seed(5).Derive(i)));
            var child = Space.Genotypes.Crossover(first, second, new Seed(6).Derive(i));
            Space.Genotypes.Validate(child);
            foreach (var (path, answer) in child.Answers)
                if (first[path] is not null || second[path] is not null)
                    new[] { first[path], second[path] }.ShouldContain(answer, path.Text);
        }
    }

    [Fact]
    public void Neighbours_are_valid_distinct_and_never_the_genotype_itself()
    {
        var genotype = Space.Genotypes.Sample(new Seed(7));
        var neighbours = Space.Genotypes.Neighbours(genotype).ToArray();
        neighbours.ShouldBeUnique();
        neighbours.ShouldNotContain(genotype);
        foreach (var neighbour in neighbours)
            Space.Genotypes.Validate(neighbour);
        neighbours.Length.ShouldBe(Space.Genotypes.AnswersOf(genotype).Sum(answer => answer.Decision.Options.Length - 1));
    }

    [Fact]
    public void The_same_seed_gives_the_same_genotype() => Space.Genotypes.Sample(new Seed(8)).ShouldBe(Space.Genotypes.Sample(new Seed(8)));

    [Fact]
    public void The_JSON_form_round_trips()
    {
        var read = SearchSpace.FromJson(Space.ToJson());
        read.Net.ShouldBe(Space.Net);
        read.Definitions.ShouldBe(Space.Definitions);
        read.ToJson().ShouldBe(Space.ToJson());
        read.Genotypes.Size.ShouldBe(Space.Genotypes.Size);
        read.Genotypes.Decisions.ShouldBe(Space.Genotypes.Decisions);
    }

    [Fact]
    public void A_genotypes_text_reads_back_in_any_order()
    {
        var genotype = Space.Genotypes.Sample(new Seed(9));
        Space.Genotypes.Parse(genotype.ToString()).ShouldBe(genotype);
        Space.Genotypes.Parse(string.Join(';', genotype.ToString().Split(';').Reverse())).ShouldBe(genotype);
    }

    [Fact]
    public void Encodings_have_one_length_and_tell_genotypes_apart()
    {
        var genotypes = Enumerable.Range(0, Draws).Select(i => Space.Genotypes.Sample(new Seed(10).Derive(i))).Distinct().ToArray();
        var codes = genotypes.Select(genotype => string.Join(' ', Space.Genotypes.Encode(genotype))).ToArray();
        codes.ShouldBeUnique();
        genotypes.Select(genotype => Space.Genotypes.Encode(genotype).Length).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void Places_in_the_enumeration_are_in_lexicographic_order()
    {
        Space.Genotypes.At(0).Answers.ShouldAllBe(pair => pair.Answer == Space.Genotypes.Decisions.First(decision => decision.Path == pair.Path).Options[0]);
        Space.Genotypes.Enumerate().Take(Draws).ShouldBeUnique();
        Space.Genotypes.Validate(Space.Genotypes.At(Space.Genotypes.Size - 1));
    }
}
