using System.Collections.Immutable;
using Nascent.Predictors.Encodings;
using Nascent.Strategies;
using Nascent.Strategies.Auto;
using Nascent.Strategies.Bananas;
using Nascent.Strategies.Bohb;
using Nascent.Strategies.RegularizedEvolution;

namespace Nascent.Tests.Strategies;

public sealed class OptionsTests
{
    private static readonly ImmutableSortedDictionary<string, double> None = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    private enum Direction
    {
        Up,
        Down,
        Round,
    }

    [Fact]
    public void Options_that_are_not_given_have_the_values_of_the_record()
    {
        RegularizedEvolutionStrategy.Description.OptionsWith<RegularizedEvolutionOptions>(None).ShouldBe(new RegularizedEvolutionOptions());
        BohbStrategy.Description.OptionsWith<BohbOptions>(None).ShouldBe(new BohbOptions());
    }

    [Fact]
    public void Numbers_become_counts_switches_and_choices()
    {
        var options = BananasStrategy.Description.OptionsWith<BananasOptions>(None.Add("initial", 7).Add("growth", 1.5).Add("known", 0).Add("encoding", 2));
        options.ShouldBe(new BananasOptions { Initial = 7, Growth = 1.5, Known = false, Encoding = EncodingKind.Both });
    }

    [Fact]
    public void Options_of_a_record_inside_are_options_too()
    {
        BohbStrategy.Description.OptionsWith<BohbOptions>(None.Add("gamma", 2)).Densities.Gamma.ShouldBe(2);
        BohbStrategy.Description.ValuesIn(new BohbOptions { Densities = new() { Gamma = 3 }, Eta = 4 }).ShouldSatisfyAllConditions(
            values => values["gamma"].ShouldBe(3), values => values["eta"].ShouldBe(4), values => values["candidates"].ShouldBe(24));
    }

    [Fact]
    public void Inherited_options_come_first_and_all_stand_as_they_are_written() =>
        BohbStrategy.Description.Options.Select(option => option.Name).ShouldBe(
            ["eta", "smallest", "continue", "brackets", "random", "startup", "gamma", "mostGood", "candidates", "prior", "spread", "bandwidth"]);

    [Fact]
    public void The_values_of_a_record_make_it_again()
    {
        var options = new AutoOptions { Initial = 3, Explore = false, Confirm = 9 };
        AutoStrategy.Description.OptionsWith<AutoOptions>(AutoStrategy.Description.ValuesIn(options)).ShouldBe(options);
    }

    [Theory]
    [InlineData("initial", 0.5, "found 0.5, expected 1 to 100000.")]
    [InlineData("initial", 2.5, "found 2.5, expected a whole number.")]
    [InlineData("known", 0.5, "found 0.5, expected a whole number.")]
    [InlineData("known", 2, "found 2, expected 0 to 1.")]
    [InlineData("initial", double.NaN, "found NaN, expected 1 to 100000.")]
    public void A_value_that_an_option_cannot_have_is_refused(string option, double value, string refusal) =>
        Should.Throw<NascentException>(() => AutoStrategy.Description.CreateWith(None.Add(option, value))).Message.ShouldBe($"Strategy 'auto', option '{option}': {refusal}");

    [Fact]
    public void A_constructor_refuses_with_the_same_words()
    {
        Should.Throw<NascentException>(() => new AutoStrategy(new AutoOptions { Initial = 0 })).Message.ShouldBe("Strategy 'auto', option 'initial': found 0, expected 1 to 100000.");
        Should.Throw<NascentException>(() => new BananasStrategy(new BananasOptions { Encoding = (EncodingKind)3 })).Message.ShouldBe("Strategy 'bananas', option 'encoding': found 3, expected 0 to 2.");
        Should.Throw<NascentException>(() => new BohbStrategy(new BohbOptions { Densities = new() { Spread = 2 } })).Message.ShouldBe("Strategy 'bohb', option 'spread': found 2, expected 0 to 1.");
    }

    [Fact]
    public void Values_are_said_as_the_documentation_writes_them()
    {
        Of<Choices>().Select(option => option.Values).ShouldBe(["0, 1 or 2", "0 or 1", "1e-6 … 100,000", "1 … 1,000"]);
        new[] { 1.0 / 3, 1e-6, 0.9999, 1000, 0.05, 2.5, 0 }.Select(StrategyOption.Text).ShouldBe(["1/3", "1e-6", "0.9999", "1,000", "0.05", "2.5", "0"]);
    }

    [Fact]
    public void A_property_that_cannot_be_an_option_is_told()
    {
        Should.Throw<InvalidOperationException>(() => Of<Unbounded>()).Message.ShouldEndWith("Unbounded.Depth: found an option without a range, expected [Option(smallest, largest, \"meaning\")].");
        Should.Throw<InvalidOperationException>(() => Of<Wordy>()).Message.ShouldEndWith("Wordy.Word: found an option of type String, expected int, double, bool or an enum.");
    }

    private static ImmutableArray<StrategyOption> Of<TOptions>()
        where TOptions : class, new() => StrategyDescription.Of<TOptions>("own", "", _ => null!).Options;

    private sealed record Choices
    {
        [Option("0: up; 1: down; 2: round")]
        public Direction Where { get; init; }

        [Option("1: yes")]
        public bool Whether { get; init; }

        [Option(1e-6, 100_000, "a number")]
        public double Much { get; init; } = 1;

        [Option(1, 1000, "a count")]
        public int Many { get; init; } = 1;
    }

    private sealed record Unbounded
    {
        [Option("a count")]
        public int Depth { get; init; } = 1;
    }

    private sealed record Wordy
    {
        [Option(0, 1, "a word")]
        public string Word { get; init; } = "";
    }
}
