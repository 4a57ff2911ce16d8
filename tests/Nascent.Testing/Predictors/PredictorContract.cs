using System.Collections.Immutable;
using System.Text;
using Nascent.Genotypes;
using Nascent.Numerics;
using Nascent.Predictors;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Shouldly;
using Xunit;

namespace Nascent.Testing.Predictors;

/// <summary>What every predictor must do, checked on a made-up value of the networks of a small space.</summary>
public abstract class PredictorContract : IDisposable
{
    private static readonly PredictorDomain Domain = PredictorDomain.Of(SmallSpaces.Layers, Signature.Features(6, 3));

    private readonly string _folder = Directory.CreateTempSubdirectory("predictors").FullName;

    /// <summary>The predictor under test.</summary>
    protected abstract PredictorDescription Description { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_same_seed_gives_the_same_predictor()
    {
        var (seen, asked) = (Observations(40, 1), Inputs(30, 2));
        var (first, second) = (Fit(seen), Fit(seen));
        second.Errors.ShouldBe(first.Errors);
        second.Predict(asked).Select(value => (value.Score, value.ScoreDeviation, value.Mean, value.Deviation))
            .ShouldBe(first.Predict(asked).Select(value => (value.Score, value.ScoreDeviation, value.Mean, value.Deviation)));
    }

    [Fact]
    public void It_ranks_networks_that_it_has_not_seen_as_their_values_do()
    {
        var (predictor, asked) = (Fit(Observations(80, 1)), Inputs(200, 2));
        RankCorrelation.KendallTau([.. predictor.Predict(asked).Select(value => value.Score)], [.. asked.Select(input => ValueOf(input.Genotype))]).ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void It_reads_known_scores()
    {
        // The score is all that the value depends on, and is no function of the genotype.
        static PredictorInput Scored(PredictorInput input, int i) => input with { Known = Metrics.None.With("luck", new Seed(5).Derive(i).Stream().NextGaussian()) };
        PredictorInput[] seen = [.. Inputs(80, 1).Select(Scored)], asked = [.. Inputs(100, 2).Select((input, i) => Scored(input, 1000 + i))];
        var predictor = Fit([.. seen.Select(input => new PredictorObservation(input, input.Known["luck"]!.Value))]);
        RankCorrelation.KendallTau([.. predictor.Predict(asked).Select(value => value.Score)], [.. asked.Select(input => input.Known["luck"]!.Value)]).ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void It_is_less_sure_of_what_is_far_from_all_that_it_has_seen()
    {
        // All that it has seen has one first layer and one activation; what is far has others, and other widths than most.
        var near = Inputs(4000, 1).Where(input => input.Genotype.ToString() is var text && text.Contains("a.features=4;", StringComparison.Ordinal) && !text.Contains("activation=silu", StringComparison.Ordinal)).ToArray();
        PredictorInput[] far = [.. Inputs(4000, 2).Where(input => input.Genotype.ToString() is var text && text.Contains("a.features=32", StringComparison.Ordinal) && text.Split("activation=silu").Length == 4).Take(20)];
        far.Length.ShouldBe(20);
        var predictor = Fit([.. near.Take(60).Select(input => new PredictorObservation(input, ValueOf(input.Genotype)))]);
        predictor.Predict(far).Average(value => value.ScoreDeviation).ShouldBeGreaterThan(predictor.Predict(near[60..80]).Average(value => value.ScoreDeviation));
    }

    [Fact]
    public void Its_intervals_hold_about_as_many_values_as_they_say()
    {
        var (predictor, asked) = (Fit([.. Inputs(80, 1).Select((input, i) => new PredictorObservation(input, Noisy(input, i)))]), Inputs(300, 2));
        double Covered(double probability) => asked.Zip(predictor.Predict(asked), (input, value) => value.Interval(probability))
            .Select((interval, i) => Noisy(asked[i], 1000 + i) is var value && interval.Low <= value && value <= interval.High ? 1.0 : 0).Average();
        Covered(0.5).ShouldBeInRange(0.3, 0.75);
        Covered(0.95).ShouldBeGreaterThan(0.85);
    }

    [Fact]
    public void Saved_and_read_it_predicts_the_same()
    {
        var (predictor, asked, path) = (Fit(Observations(40, 1)), Inputs(30, 2), Path.Combine(_folder, "deep", "predictor.json"));
        PredictorFile.Write(path, predictor.Record);
        var read = AccuracyPredictor.Fit(Description, Domain, PredictorFile.Read(path));
        read.Predict(asked).Select(value => (value.Mean, value.Deviation)).ShouldBe(predictor.Predict(asked).Select(value => (value.Mean, value.Deviation)));
    }

    [Fact]
    public void A_damaged_file_is_refused_with_what_is_wrong()
    {
        var path = Path.Combine(_folder, "predictor.json");
        PredictorFile.Write(path, Fit(Observations(12, 1)).Record);
        var whole = File.ReadAllText(path);
        Refusal(whole.Replace("\"predictorVersion\":1", "\"predictorVersion\":2", StringComparison.Ordinal)).ShouldContain("the file was changed or damaged");
        Refusal(whole[..(whole.Length / 2)]).ShouldContain("found no predictor that can be read");
        Refusal(whole.Replace("\"version\":1", "\"version\":9", StringComparison.Ordinal)).ShouldContain("found version 9");
        Refusal("[]").ShouldContain("found JSON of another kind");
        File.Delete(path);
        Should.Throw<NascentException>(() => PredictorFile.Read(path)).Message.ShouldContain("found no such file");

        string Refusal(string text)
        {
            File.WriteAllText(path, text, Encoding.UTF8);
            return Should.Throw<NascentException>(() => PredictorFile.Read(path)).Message;
        }
    }

    [Fact]
    public void A_predictor_of_another_space_is_refused()
    {
        var record = Fit(Observations(12, 1)).Record;
        Should.Throw<NascentException>(() => AccuracyPredictor.Fit(Description, new PredictorDomain(SmallSpaces.Six.Genotypes), record))
            .Message.ShouldBe($"Predictor '{Description.Name}': found a predictor of the space 'layers', expected one with the decisions of 'six'; search the space that it is of, or leave it out.");
        Should.Throw<NascentException>(() => AccuracyPredictor.Fit(Description, Domain, record with { Version = 99 }))
            .Message.ShouldStartWith($"Predictor '{Description.Name}': found a record of version 99 of '{Description.Name}', expected version {Description.Version}");
    }

    [Fact]
    public void Too_little_to_learn_from_is_refused()
    {
        Should.Throw<NascentException>(() => Fit(Observations(1, 1))).Message.ShouldContain("found 1 measured networks to learn from, expected at least 2");
        Should.Throw<NascentException>(() => Fit([.. Inputs(9, 1).Select(input => new PredictorObservation(input, 0.5))])).Message.ShouldContain("expected at least two that differ");
        Should.Throw<NascentException>(() => Fit([.. Observations(3, 1), new(Inputs(1, 2)[0], double.NaN)])).Message.ShouldContain("observation 4: found the value NaN");
        Should.Throw<NascentException>(() => Fit([.. Observations(3, 1), new(Inputs(1, 2)[0], 1e200)])).Message.ShouldContain("observation 4: found the value 1E+200");
        Should.Throw<NascentException>(() => Fit([.. Observations(3, 1), new(Inputs(1, 2)[0] with { Known = Metrics.None.With("params", double.PositiveInfinity) }, 0.5)])).Message.ShouldContain("for 'params', expected a finite number");
        Should.Throw<NascentException>(() => Fit([.. Enumerable.Repeat(Observations(1, 1)[0], 10_001)])).Message.ShouldContain("found 10001 measured networks, expected at most 10000");
    }

    [Fact]
    public void Few_observations_give_a_predictor_that_is_not_sure()
    {
        var predictor = Fit(Observations(3, 1));
        predictor.Errors.ShouldBe(ErrorModel.Prior);
        predictor.Predict(Inputs(10, 2)).ShouldAllBe(value => value.ScoreDeviation > 0.3 && double.IsFinite(value.Mean));
    }

    private static double ValueOf(Genotype genotype)
    {
        var width = 0.0;
        foreach (var layer in (ReadOnlySpan<string>)["a", "b", "c"])
            width += Math.Log2(double.Parse(genotype[new DecisionPath($"{layer}.features")]!, System.Globalization.CultureInfo.InvariantCulture)) + (genotype[new DecisionPath($"{layer}.activation")] == "relu" ? 0.7 : 0);
        return 1 - Math.Exp(-width / 5);
    }

    private static double Noisy(PredictorInput input, int i) => ValueOf(input.Genotype) + (0.02 * new Seed(9).Derive(i).Stream().NextGaussian());

    private static PredictorInput[] Inputs(int count, ulong seed) =>
        [.. Enumerable.Range(0, count).Select(i => new PredictorInput(Domain.Space.Sample(new Seed(seed).Derive(i)), Metrics.None))];

    private static ImmutableArray<PredictorObservation> Observations(int count, ulong seed) => [.. Inputs(count, seed).Select(input => new PredictorObservation(input, ValueOf(input.Genotype)))];

    private AccuracyPredictor Fit(IReadOnlyList<PredictorObservation> observations) => AccuracyPredictor.Fit(Description, Domain, "accuracy", observations, new Seed(3));
}
