using Nascent.Data;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Requests;
using Nascent.Jobs.Searching;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Torch.Starts;

namespace Nascent.Jobs.Tests.Searching;

public sealed class StartCheckTests
{
    private const int Side = 12;

    [Fact]
    public async Task Few_images_are_tried_with_a_start_and_the_better_way_is_taken()
    {
        var (settled, note) = await SettleAsync(new SearchRequest { Budget = TimeSpan.FromSeconds(40) }, Squares(120));
        note.ShouldNotBeNull();
        var helped = note.StartsWith("Networks begin with weights from 50,000 small photographs (CIFAR-10): in a short test one gets ", StringComparison.Ordinal);
        if (!helped)
            note.ShouldStartWith("Networks begin with random weights: in a short test one gets ");
        StartChoice.Of(settled).ShouldBe(helped ? StartWeights.Cifar10 : null);
        var spec = RunSpecFactory.Create(settled, "run", Squares(120), SpaceCatalog.Create(TinyCnn.Name));
        (spec.Recipe.Start, spec.RetrainRecipe.Start).ShouldBe((StartChoice.Of(settled), StartChoice.Of(settled)));
    }

    [Theory]
    [InlineData(0.5, 0.5, true)]
    [InlineData(0.6, 0.5, true)]
    [InlineData(0.5, 0.6, false)]
    public void A_start_is_taken_unless_it_is_behind(double with, double without, bool helps) => new StartCheck(with, without, 100).Helps.ShouldBe(helps);

    [Fact]
    public async Task Nothing_is_measured_where_the_user_has_chosen_or_no_start_is_of_use()
    {
        foreach (var request in new[] { new SearchRequest { Start = "none" }, new() { Start = StartWeights.Cifar10 } })
            (await SettleAsync(request, Squares(20))).ShouldSatisfyAllConditions(done => done.Request.Start.ShouldBe(request.Start), done => done.Note.ShouldBeNull());
        (await SettleAsync(new() { Strategy = "darts" }, Squares(20))).ShouldSatisfyAllConditions(done => done.Request.Start.ShouldBe(StartChoice.None), done => done.Note.ShouldBeNull());
        (await SettleAsync(new(), Squares(20), Mobile.Name)).Request.Start.ShouldBe(StartChoice.None);
        (await SettleAsync(new(), Squares(StartCheck.MostImages + 1))).Request.Start.ShouldBe(StartChoice.None);
    }

    [Fact]
    public void A_start_that_cannot_be_is_refused()
    {
        Message(() => Settlement.Of(new() { Start = "imagenet" }, new())).ShouldContain("expected one of auto, none, cifar10");
        var asked = Settlement.Of(new() { Start = StartWeights.Cifar10 }, new());
        Message(() => StartChoice.Require(asked, Squares(20) with { Preprocessing = new Preprocessing.Table([]) }, SpaceCatalog.Create(TinyCnn.Name))).ShouldBe("--start: found 'cifar10' beside a table, expected images; leave it out.");
        Message(() => StartChoice.Require(asked, Squares(20), SpaceCatalog.Create(Mobile.Name))).ShouldContain("expected a space whose networks have the weights of tiny-cnn");
        Message(() => StartChoice.Require(Settlement.Of(new() { Start = StartWeights.Cifar10, Strategy = "darts" }, new()), Squares(20), SpaceCatalog.Create(TinyCnn.Name))).ShouldContain("train shared weights from random ones");
        StartChoice.Require(asked, Squares(20), SpaceCatalog.Create(TinyCnn.Name));
    }

    private static string Message(Action action) => Should.Throw<NascentException>(action).Message;

    private static Task<(SettledRequest Request, string? Note)> SettleAsync(SearchRequest request, PreparedData data, string space = TinyCnn.Name) =>
        StartCheck.SettleAsync(Settlement.Of(request, new()), data, SpaceCatalog.Create(space), new JobHost(), UnseenProgress.Instance, TestContext.Current.CancellationToken);

    // A bright square, large or small, on noise.
    private static PreparedData Squares(int count)
    {
        return new("squares", "squares-1", new LearningTask.Classification(["large", "small"]), new Preprocessing.Image(1, Side, Side, [0.3], [0.2]), Signature.Image(1, Side, Side, 2), Make("train", count), Make("validation", 20));

        static Samples Make(string part, int count)
        {
            var stream = new Seed(3).Derive(part).Stream();
            var bytes = new byte[count * Side * Side];
            for (var i = 0; i < bytes.Length; i++)
                bytes[i] = (byte)stream.NextInt(100);
            for (var n = 0; n < count; n++)
            {
                var size = n % 2 == 0 ? 6 : 3;
                var (top, left) = (stream.NextInt(Side - size), stream.NextInt(Side - size));
                for (var y = top; y < top + size; y++)
                    bytes.AsSpan((((n * Side) + y) * Side) + left, size).Fill(220);
            }

            return new(new SampleValues.Pixels(bytes, 1, Side, Side), new SampleTargets.Labels([.. Enumerable.Range(0, count).Select(i => i % 2)]));
        }
    }
}
