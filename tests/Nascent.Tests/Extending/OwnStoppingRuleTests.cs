using Nascent.Estimation;
using Nascent.Search.Stopping;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Tests.Extending;

/// <summary>A stopping rule of somebody else's ends trainings like those of this program.</summary>
public sealed class OwnStoppingRuleTests
{
    private static readonly StoppingRules Rules = StoppingRules.BuiltIn.With(OwnStoppingRule.Description);

    [Fact]
    public async Task A_search_ends_the_trainings_that_it_stops()
    {
        var spec = FakeRuns.Spec("random", trials: 60) with
        {
            Fidelity = Fidelity.Of("fake").With(Fidelity.Epochs, 6),
            EarlyStopping = Rules.SpecOf("worst"),
        };
        var state = await OwnSearch.RunAsync(FakeRuns.Setup(spec) with { StoppingRules = Rules }, FakeTraining.Gradual);
        var stopped = state.Trials.Where(trial => trial.State == TrialState.Stopped && trial.DuplicateOf is null).ToArray();
        stopped.ShouldNotBeEmpty();
        stopped.ShouldAllBe(trial => trial.Reason == "worst" && trial.Curve.Length < 6);
    }

    [Fact]
    public void A_table_without_it_refuses_its_name() =>
        Should.Throw<NascentException>(() => StoppingRules.BuiltIn.SpecOf("worst")).Message.ShouldStartWith("Unknown stopping rule 'worst': expected one of none, median, curve");
}
