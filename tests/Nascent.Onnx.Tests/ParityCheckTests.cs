using Nascent.Architectures.Operators;
using Nascent.Onnx.Parity;
using Nascent.Onnx.Running;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Onnx.Tests;

public sealed class ParityCheckTests
{
    private static readonly LearningTask Two = new LearningTask.Classification(["a", "b"]);

    [Fact]
    public void Equal_outputs_pass() =>
        ParityCheck.Compare("m", Two, [1, -4, 0, 2], [1, -4, 0, 2]).ShouldBe(new ParityReport(2, 0, 4, 4e-4, 0, 0));

    [Fact]
    public void A_difference_is_judged_by_the_largest_output()
    {
        ParityCheck.Compare("m", Two, [10, 0.0009f], [10, 0]).Passed.ShouldBeTrue();
        ParityCheck.Compare("m", Two, [10, 0.0011f], [10, 0]).Passed.ShouldBeFalse();
    }

    [Fact]
    public void Another_class_fails_even_where_the_difference_is_tiny()
    {
        var report = ParityCheck.Compare("m", Two, [1, 1.00001f], [1.00001f, 1]);
        report.Mismatches.ShouldBe(1);
        report.Passed.ShouldBeFalse();
    }

    [Fact]
    public void Another_class_passes_where_one_side_sees_an_exact_tie()
    {
        ParityCheck.Compare("m", Two, [1, 1.00001f], [1, 1]).ShouldSatisfyAllConditions(report => report.Ties.ShouldBe(1), report => report.Passed.ShouldBeTrue());
        ParityCheck.Compare("m", Two, [1, 1], [1, 1.00001f]).ShouldSatisfyAllConditions(report => report.Ties.ShouldBe(1), report => report.Passed.ShouldBeTrue());
    }

    [Fact]
    public void Outputs_that_are_all_zero_must_be_equal()
    {
        ParityCheck.Compare("m", Two, [0, 0], [0, 0]).Passed.ShouldBeTrue();
        ParityCheck.Compare("m", Two, [1e-9f, 0], [0, 0]).Passed.ShouldBeFalse();
    }

    [Fact]
    public void A_regression_is_judged_in_units_of_the_standard_deviation_however_far_from_zero_the_target_lies()
    {
        ParityCheck.Compare("m", new LearningTask.Regression("time", 1_700_000_000, 14), [1.01f], [1]).Passed.ShouldBeFalse();
        ParityCheck.Compare("m", new LearningTask.Regression("time", 1_700_000_000, 14), [0.00009f], [0]).Passed.ShouldBeTrue();
        ParityCheck.Compare("m", new LearningTask.Regression("price", 0, 10), [1.00009f], [1]).Passed.ShouldBeTrue();
        ParityCheck.Compare("m", new LearningTask.Regression("price", 0, 10), [1.0002f], [1]).Passed.ShouldBeFalse();
    }

    [Fact]
    public void The_relative_difference_is_a_share_of_the_scale()
    {
        ParityCheck.Compare("m", Two, [4, 1], [4, 2]).RelativeDelta.ShouldBe(0.25);
        ParityCheck.Compare("m", Two, [0, 0], [0, 0]).RelativeDelta.ShouldBe(0);
    }

    [Fact]
    public void NaN_is_refused() =>
        Should.Throw<NascentException>(() => ParityCheck.Compare("m.onnx", Two, [1, 2, 3, float.NaN], [1, 2, 3, 4])).Message
            .ShouldBe("m.onnx: output 1 of sample 1 is NaN exported and 4 in the module, expected finite numbers.");

    [Fact]
    public void No_samples_are_refused() => Should.Throw<NascentException>(() => ParityCheck.Compare("m.onnx", Two, [], []));

    [Fact]
    public void An_export_that_computes_what_the_module_computes_is_given_with_its_outputs()
    {
        var fixture = Images();
        var export = VerifiedExport.Make(fixture.Network, fixture.Weights, fixture.Task, fixture.Preprocessing, Fixture.NoMetadata, fixture.Inputs, fixture.Reference());
        export.Parity.Samples.ShouldBe(20);
        using var model = OnnxModel.Load(export.File);
        export.Outputs.ShouldBe(model.Run(fixture.Inputs));
    }

    [Fact]
    public void An_export_with_one_wrong_weight_fails()
    {
        var fixture = Images();
        var reference = fixture.Reference();
        fixture.Weights[0].Values[4] += 0.01f;
        var error = Should.Throw<ParityException>(() =>
            VerifiedExport.Make(fixture.Network, fixture.Weights, fixture.Task, fixture.Preprocessing, Fixture.NoMetadata, fixture.Inputs, reference));
        error.Message.ShouldStartWith("Export of network 'test': the exported model differs from the module on 20 samples: largest difference ");
        error.Report.MaxDelta.ShouldBeGreaterThan(error.Report.Tolerance);
    }

    private static Fixture Images() =>
        Fixture.OfImages(new Seed(1), 1, 6, 6, (net, image) => net.Add(new("stem"), new Operator.Convolution(4, 3, 1, 1, 1, 1, true), image), samples: 20);
}
