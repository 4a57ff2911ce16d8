using Nascent.Data;
using Nascent.Jobs.Deploying;
using Nascent.Randomness;
using Nascent.Reporting.Outcomes;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Jobs.Tests.Deploying;

public sealed class TestBootstrapTests
{
    private const int Samples = 400;
    private static readonly LearningTask Task = new LearningTask.Classification(["a", "b"]);
    private static readonly SampleTargets Right = new SampleTargets.Labels(new int[Samples]);

    [Fact]
    public void Equal_predictions_have_no_lead_and_no_error()
    {
        var same = Outputs(i => i % 10 != 0);
        var lead = TestBootstrap.Of(Task, Objective.Of("accuracy"), Right, ("own", [same]), [("twin", [same])], new Seed(1)).Leads.ShouldHaveSingleItem();
        (lead.Baseline, lead.Mean, lead.SampleError).ShouldBe(("twin", 0, 0));
    }

    [Fact]
    public void The_error_of_a_lead_is_that_of_pairs_and_less_than_that_of_two_independent_shares()
    {
        // The other network is wrong where this one is, and on five samples in a hundred more: √(0.05 · 0.95 / 400) = 0.0109.
        var lead = TestBootstrap.Of(Task, Objective.Of("accuracy"), Right, ("own", [Outputs(i => i % 10 != 0)]), [("other", [Outputs(i => i % 10 != 0 && i % 20 != 5)])], new Seed(1)).Leads[0];
        lead.Mean.ShouldBe(0.05, 1e-12);
        lead.SampleError.ShouldBe(0.0109, 0.002);
        var independent = Math.Sqrt((0.9 * 0.1 / Samples) + (0.85 * 0.15 / Samples));
        lead.SampleError.ShouldBeLessThan(independent * 0.6);
    }

    [Fact]
    public void The_noise_of_a_score_is_that_of_a_share()
    {
        // Nine in ten of 400 are right: √(0.9 · 0.1 / 400) = 0.015; with all right there is none.
        var noise = TestBootstrap.Of(Task, Objective.Of("accuracy"), Right, ("own", [Outputs(i => i % 10 != 0)]), [("other", [Outputs(_ => true)])], new Seed(1)).Noise;
        noise.Select(one => one.Network).ShouldBe(["own", "other"]);
        noise[0].SampleError.ShouldBe(0.015, 0.002);
        noise[1].SampleError.ShouldBe(0);
    }

    [Fact]
    public void A_loss_is_turned_so_that_more_is_better_and_seeds_are_averaged()
    {
        var (sure, unsure) = (Outputs(_ => true, 2), Outputs(_ => true, 0));
        var lead = TestBootstrap.Of(Task, Objective.Of("log_loss"), Right, ("own", [sure, unsure]), [("unsure", [unsure])], new Seed(1)).Leads[0];
        lead.Mean.ShouldBe((Math.Log(2) - Math.Log(1 + Math.Exp(-4))) / 2, 1e-6);
    }

    [Fact]
    public void One_seed_gives_one_result() =>
        Draw(3).ShouldBe(Draw(3));

    private static TestLead Draw(ulong seed) => TestBootstrap.Of(Task, Objective.Of("accuracy"), Right, ("own", [Outputs(i => i % 7 != 0)]), [("other", [Outputs(i => i % 5 != 0)])], new Seed(seed)).Leads[0];

    private static float[] Outputs(Func<int, bool> isRight, float margin = 1) =>
        [.. Enumerable.Range(0, Samples).SelectMany(i => isRight(i) ? new[] { margin, -margin } : [-margin, margin])];
}
