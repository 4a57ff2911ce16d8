using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Elastic;

namespace Nascent.Torch.Tests.Sharing.Elastic;

public sealed class ShrinkingScheduleTests
{
    [Fact]
    public void Ready_schedules_fit_the_elastic_spaces_and_come_back_from_json()
    {
        foreach (var schedule in ShrinkingSchedule.All)
        {
            foreach (var space in new[] { ElasticMobile.Create(), ElasticMobile.CreateLarge(), ElasticResNet.Create(), ElasticMlp.Create() })
                schedule.RequireFit(space);
            ShrinkingSchedule.Parse(schedule.ToJson(), "test").ToJson().ShouldBe(schedule.ToJson());
        }
    }

    [Theory]
    [InlineData("{}", "found no schedule")]
    [InlineData("""{"name":"x","stages":[]}""", "found no stages")]
    [InlineData("""{"name":"x","stages":[{"name":"a","open":["activation"],"drawn":1,"smallest":false,"share":1,"rate":1}]}""", "'open': found 'Activation'")]
    [InlineData("""{"name":"x","stages":[{"name":"a","open":[],"drawn":1,"smallest":false,"share":0.5,"rate":1}]}""", "sum up to 0.5")]
    [InlineData("""{"name":"x","stages":[{"name":"a","open":[],"drawn":1,"smallest":false,"share":1,"rate":3}]}""", "'rate': found 3")]
    [InlineData("""{"name":"x","stages":[{"name":"a","open":[],"drawn":1,"smallest":false,"share":1,"rate":1,"taught":1.5}]}""", "'taught': found 1.5")]
    [InlineData("""{"name":"x","stages":[{"name":"a","open":[],"drawn":1,"smallest":false,"share":1,"rate":1,"fair":true}]}""", "found 'fair' beside sizes")]
    [InlineData("""{"name":"x","stages":[{"name":"a","open":[],"drawn":0,"smallest":false,"share":0.5,"rate":1,"fair":true},{"name":"b","open":[],"drawn":1,"smallest":false,"share":0.5,"rate":1}]}""", "expected it in all or none")]
    [InlineData("""{"name":"x","stages":[{"name":"a","open":[],"drawn":1,"smallest":false,"share":1,"rate":1,"largestEvery":0}]}""", "'largestEvery': found 0")]
    [InlineData("""{"name":"x","stages":[{"name":"a","open":[],"drawn":1,"smallest":false,"share":1,"rate":1,"taught":0.5,"largestEvery":2}]}""", "must take part in every step")]
    [InlineData("""{"name":"x","stages":[{"name":"a","open":[],"drawn":0,"smallest":false,"share":1,"rate":1,"largestEvery":2}]}""", "and no other network")]
    [InlineData("""{"name":"x","stages":[{"name":"a","open":["depth"],"drawn":1,"smallest":false,"share":0.5,"rate":1},{"name":"b","open":["kernel"],"drawn":1,"smallest":false,"share":0.5,"rate":1}]}""", "found 'Depth' closed again")]
    public void What_cannot_be_is_refused_with_where_and_what(string json, string expected) =>
        Should.Throw<NascentException>(() => ShrinkingSchedule.Parse(json, "stages.json")).Message.ShouldContain(expected);

    [Fact]
    public void A_space_with_choices_of_operators_needs_the_fair_schedule()
    {
        Should.Throw<NascentException>(() => ShrinkingSchedule.Sandwich.RequireFit(TinyCnn.Create())).Message.ShouldContain("or the schedule 'fair'");
        ShrinkingSchedule.Fair.RequireFit(TinyCnn.Create());
        new ShrinkingRule(ShrinkingSchedule.Fair.Stages[0]).PathsOf(NasBench201.Create(), _ => true, 0, new Seed(1))
            .ShouldBe(PathRule.StrictlyFair.PathsOf(NasBench201.Create(), _ => true, 0, new Seed(1)));
    }

    [Fact]
    public void A_size_that_no_stage_opens_is_refused() =>
        Should.Throw<NascentException>(() => (ShrinkingSchedule.Progressive with { Stages = ShrinkingSchedule.Progressive.Stages.RemoveAt(3) }).RequireFit(ElasticMobile.Create())).Message.ShouldContain("closed in its last stage");

    [Fact]
    public void The_largest_takes_part_in_the_steps_that_a_stage_says()
    {
        var (space, stage) = (ElasticMobile.Create(), ShrinkingSchedule.Sandwich.Stages[0] with { LargestEvery = 3 });
        for (var step = 0; step < 9; step++)
        {
            var paths = new ShrinkingRule(stage).PathsOf(space, _ => true, step, new Seed(3));
            paths.Length.ShouldBe(stage.Drawn + (step % 3 == 0 ? 2 : 1));
            paths.Count(path => space.Genotypes.AnswersOf(path.Genotype).All(answer => answer.Decision.Kind == DecisionKind.Resolution || answer.Option == ElasticSizes.LargestOf(answer.Decision))).ShouldBe(step % 3 == 0 ? 1 : 0);
        }
    }

    [Fact]
    public void Each_stage_draws_what_is_open_and_keeps_the_rest_at_its_largest()
    {
        var space = ElasticMobile.CreateLarge();
        foreach (var stage in ShrinkingSchedule.Progressive.Stages.Append(ShrinkingSchedule.Sandwich.Stages[0]))
        {
            var (drawn, resolutions) = (new HashSet<DecisionKind>(), new HashSet<string>());
            for (var step = 0; step < 40; step++)
            {
                var paths = new ShrinkingRule(stage).PathsOf(space, _ => true, step, new Seed(3));
                var hasLargest = step % stage.LargestEvery == 0;
                paths.Length.ShouldBe((hasLargest ? 1 : 0) + stage.Drawn + (stage.Smallest ? 1 : 0));
                paths.Skip(1).ShouldAllBe(path => path.Taught == stage.Taught);
                if (!hasLargest)
                    continue;
                paths[0].Taught.ShouldBe(0);
                resolutions.Add(paths[0].Genotype[new("resize.percent")]!);
                if (stage.Drawn > 0)
                    space.Genotypes.AnswersOf(paths[0].Genotype).Where(answer => answer.Decision.Kind != DecisionKind.Resolution).ShouldAllBe(answer => answer.Option == ElasticSizes.LargestOf(answer.Decision));
                foreach (var (decision, option) in paths.SelectMany(path => space.Genotypes.AnswersOf(path.Genotype)))
                    if (option != ElasticSizes.LargestOf(decision))
                        drawn.Add(decision.Kind);
            }

            resolutions.Count.ShouldBe(3);
            drawn.Order().ShouldBe(stage.Open.Add(DecisionKind.Resolution).Order(), stage.Name);
        }
    }
}
