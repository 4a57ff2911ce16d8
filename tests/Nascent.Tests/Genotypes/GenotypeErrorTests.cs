using Nascent.Genotypes;
using Nascent.Spaces;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Tests.Genotypes;

public class GenotypeErrorTests
{
    private static readonly SearchSpace Small = SearchSpace.Image("small", net => net
        .Repeat("depth", Between(0, 1), block => block.OneOf("op", Conv(channels: 4, kernel: OneOf(3, 5)), Skip)).Classifier());

    [Theory]
    [InlineData("depth=1;block[0].op=conv;block[0].op/conv.kernel=4", "Search space 'small', decision 'block[0].op/conv.kernel': found 4, expected one of 3, 5.")]
    [InlineData("depth=1;block[0].op=conv", "Search space 'small', decision 'block[0].op/conv.kernel': found no answer, expected one of 3, 5.")]
    [InlineData("depth=0;block[0].op=skip", "Search space 'small', decision 'block[0].op': found skip, expected no answer, as nothing opens this decision here.")]
    [InlineData("depth=0;block[0].kernel=3", "Search space 'small': Unknown decision 'block[0].kernel': expected one of depth, block[0].op, block[0].op/conv.kernel.")]
    [InlineData("", "Search space 'small', decision 'depth': found no answer, expected one of 0, 1.")]
    [InlineData("depth=2", "Search space 'small', decision 'depth': found 2, expected one of 0, 1.")]
    public void A_genotype_that_is_not_of_the_space_is_named(string text, string message) =>
        Should.Throw<NascentException>(() => Small.Genotypes.Validate(Genotype.Parse(text))).Message.ShouldBe(message);

    [Fact]
    public void Decisions_in_another_order_are_no_canonical_genotype_but_can_be_parsed()
    {
        const string Reversed = "block[0].op=skip;depth=1";
        Should.Throw<NascentException>(() => Small.Genotypes.Validate(Genotype.Parse(Reversed))).Message
            .ShouldBe("Search space 'small', decision 'depth': found 'block[0].op' in its place, expected decisions in the space's order.");
        Small.Genotypes.Parse(Reversed).ToString().ShouldBe("depth=1;block[0].op=skip");
    }

    [Theory]
    [InlineData("depth", "Genotype, part 1: found 'depth', expected decision=answer.")]
    [InlineData("depth=1;depth=1", "Genotype: decision 'depth' is answered twice.")]
    public void A_malformed_text_is_named(string text, string message) =>
        Should.Throw<NascentException>(() => Genotype.Parse(text)).Message.ShouldBe(message);

    [Fact]
    public void Conditional_decisions_exist_only_where_their_parent_opens_them()
    {
        Small.Genotypes.Enumerate().Select(genotype => genotype.ToString()).ShouldBe(
        [
            "depth=0", "depth=1;block[0].op=conv;block[0].op/conv.kernel=3", "depth=1;block[0].op=conv;block[0].op/conv.kernel=5", "depth=1;block[0].op=skip",
        ]);
    }

    [Fact]
    public void Settings_and_shortcuts_are_decided_only_where_a_layer_uses_them()
    {
        var space = SearchSpace.Image("skips", net => net.Conv("stem", channels: 8, kernel: 3)
            .Stages("stage", count: 3, stage => stage.Width(OneOf(16, 32)).Downsample().Activation(OneOf(Relu, Gelu))
                .Repeat("depth", Between(1, 3), block => block.OneOf("op", Conv(kernel: 3), Separable(kernel: OneOf(3, 5)), Skip).Residual(Optional)))
            .GlobalPool().Classifier());
        var skips = space.Genotypes.Complete(decision => decision.Path.Text.EndsWith(".op", StringComparison.Ordinal) ? decision.Options.IndexOf("skip") : 0, new(1));
        skips.Answers.ShouldNotContain(pair => pair.Path.Text.EndsWith("residual", StringComparison.Ordinal) || pair.Path.Text.EndsWith("activation", StringComparison.Ordinal));
        skips.Answers.Count(pair => pair.Path.Text.EndsWith("width", StringComparison.Ordinal)).ShouldBe(3);
    }
}
