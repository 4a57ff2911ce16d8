using System.Collections.Immutable;
using Nascent.Strategies;
using Nascent.Testing.Strategies;

namespace Nascent.Tests.Extending;

/// <summary>A strategy of somebody else's does all that those of this program do.</summary>
public sealed class OwnStrategyTests : StrategyContract
{
    protected override StrategyDescription Description => OwnStrategy.Description;

    [Fact]
    public void It_is_listed_with_options_that_follow_from_its_record() => Description.Options.ShouldBe(
    [
        new("explore", OptionKind.Real, 0.1, 0, 1, "probability that a proposal is drawn at random"),
        new("tries", OptionKind.Whole, 20, 1, 1000, "mutations that are drawn until one is new"),
    ]);

    [Fact]
    public void A_table_has_it_with_the_others_and_makes_it_from_the_words_of_a_command_line() =>
        new StrategyRegistry([.. CoreStrategies.All, Description]).Named("mutate-best")
            .CreateWith(ImmutableSortedDictionary<string, double>.Empty.Add("explore", 0.5)).ShouldBeOfType<OwnStrategy>();

    [Fact]
    public void A_value_out_of_range_is_refused_by_name_and_by_constructor()
    {
        const string Refusal = "Strategy 'mutate-best', option 'tries': found 0, expected 1 to 1000.";
        Should.Throw<NascentException>(() => Description.CreateWith(ImmutableSortedDictionary<string, double>.Empty.Add("tries", 0))).Message.ShouldBe(Refusal);
        Should.Throw<NascentException>(() => new OwnStrategy(new OwnStrategyOptions { Tries = 0 })).Message.ShouldBe(Refusal);
    }
}
