using Nascent.Architectures.Operators;
using Nascent.Onnx.Schema;
using Nascent.Randomness;

namespace Nascent.Onnx.Tests;

public sealed class FoldingTests
{
    private static readonly Operator.Convolution Convolution = new(4, 3, 1, 1, 1, 1, false);

    [Fact]
    public void A_batch_norm_vanishes_into_the_convolution_before_it()
    {
        var fixture = Fixture.OfImages(new Seed(1), 2, 5, 5, (net, image) =>
            net.Add(new("stem.norm"), new Operator.BatchNorm(), net.Add(new("stem.conv"), Convolution, image)));
        Body(fixture).ShouldBe(["Conv", "Flatten", "Gemm"]);
        OperatorTests.Verify(fixture);
    }

    [Fact]
    public void A_batch_norm_vanishes_into_the_linear_layer_before_it()
    {
        var fixture = Fixture.OfTable(new Seed(2), (net, columns) =>
            net.Add(new("hidden.norm"), new Operator.BatchNorm(), net.Add(new("hidden.linear"), new Operator.Linear(5, true), columns)));
        Body(fixture).ShouldBe(["Gemm", "Gemm"]);
        OperatorTests.Verify(fixture);
    }

    [Fact]
    public void A_batch_norm_stays_where_something_else_reads_the_convolution_too()
    {
        var fixture = Fixture.OfImages(new Seed(3), 2, 5, 5, (net, image) =>
        {
            var conv = net.Add(new("stem.conv"), Convolution, image);
            return net.Add(new("sum"), new Operator.Add(), conv, net.Add(new("stem.norm"), new Operator.BatchNorm(), conv));
        });
        Body(fixture).ShouldBe(["Conv", "Mul", "Add", "Add", "Flatten", "Gemm"]);
        OperatorTests.Verify(fixture);
    }

    [Fact]
    public void A_batch_norm_that_reads_a_batch_norm_stays()
    {
        var fixture = Fixture.OfImages(new Seed(4), 2, 5, 5, (net, image) =>
            net.Add(new("second"), new Operator.BatchNorm(), net.Add(new("first"), new Operator.BatchNorm(), net.Add(new("conv"), Convolution, image))));
        Body(fixture).ShouldBe(["Conv", "Mul", "Add", "Flatten", "Gemm"]);
        OperatorTests.Verify(fixture);
    }

    [Fact]
    public void Dead_branches_zeros_and_identities_leave_no_trace()
    {
        var fixture = Fixture.OfImages(new Seed(5), 2, 5, 5, (net, image) =>
        {
            var conv = net.Add(new("conv"), Convolution, image);
            net.Add(new("dead"), Convolution, conv);
            var norm = net.Add(new("norm"), new Operator.BatchNorm(), net.Add(new("skip"), new Operator.Identity(), conv));
            return net.Add(new("sum"), new Operator.Add(), norm, net.Add(new("none"), new Operator.Zero(), norm));
        });
        Body(fixture).ShouldBe(["Conv", "Flatten", "Gemm"]);
        ModelProto.Parser.ParseFrom(fixture.Export().Bytes).Graph.Initializer.Select(tensor => tensor.Name).ShouldNotContain("dead.weight");
        OperatorTests.Verify(fixture);
    }

    private static IEnumerable<string> Body(Fixture fixture) =>
        ModelProto.Parser.ParseFrom(fixture.Export().Bytes).Graph.Node.Where(node => node.DocString is not ("preprocessing" or "output")).Select(node => node.OpType);
}
