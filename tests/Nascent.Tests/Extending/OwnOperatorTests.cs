using System.Reflection;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Architectures.Rewriting;
using Nascent.Costs;

namespace Nascent.Tests.Extending;

public sealed class OwnOperatorTests
{
    [Fact]
    public void An_operator_from_outside_has_a_shape_weights_and_costs()
    {
        var network = Network(new GroupGain(4));
        network[new("gain")].Shape.ShouldBe(TensorShape.Image(8, 6, 5));
        network.Weights.Select(weight => weight.Name).ShouldBe(["conv.weight", "gain.weight"]);
        CostTable.Named("params").Total(network).ShouldBe((8 * 3) + 4);
        CostTable.Named("macs").Total(network).ShouldBe((8 * 3 * 6 * 5) + (8 * 6 * 5));
        CostTable.Named("work").Total(network).ShouldBeGreaterThan(CostTable.Named("work").Total(Network(null)));
    }

    [Fact]
    public void It_refuses_shapes_with_the_node_what_was_found_and_what_was_expected() =>
        Should.Throw<ShapeException>(() => Network(new GroupGain(3))).Message
            .ShouldBe("Node 'gain' (GroupGain): found 3 groups for 8 channels, expected groups that divide them.");

    [Fact]
    public void Its_name_and_its_attributes_are_part_of_canonical_hashes()
    {
        CanonicalHash.Of(Network(new GroupGain(4))).ShouldBe(CanonicalHash.Of(Network(new GroupGain(4))));
        CanonicalHash.Of(Network(new GroupGain(4))).ShouldNotBe(CanonicalHash.Of(Network(new GroupGain(2))));
        CanonicalHash.Of(Network(new GroupGain(4))).ShouldNotBe(CanonicalHash.Of(Network(null)));
        OperatorCode.Named("a", 1).ShouldNotBe(OperatorCode.Named("b", 1));
    }

    [Fact]
    public void Zeros_pass_through_it_in_simplified_networks()
    {
        var builder = new ArchitectureBuilder("zeros");
        var zero = builder.Add(new("zero"), new Operator.Zero(), builder.Input("image", TensorType.Float(TensorShape.Image(4, 6, 5))));
        var sum = builder.Add(new("add"), new Operator.Add(), builder.Add(new("gain"), new GroupGain(2), zero), new NodePath("image"));
        builder.Output("scores", builder.Add(new("act"), new Operator.Activation(ActivationFunction.Relu), sum));
        Simplification.Of(builder.Build()).Architecture.Nodes.Select(node => node.Path.Text).ShouldBe(["act"]);
    }

    [Fact]
    public void It_narrows_and_shrinks_with_its_network()
    {
        var builder = new ArchitectureBuilder("wide");
        var x = builder.Add(new("conv"), new Operator.Convolution(12, 1, 1, 0, 1, 1, true), builder.Input("image", TensorType.Float(TensorShape.Image(3, 8, 8))));
        x = builder.Add(new("pool"), new Operator.GlobalPool(PoolKind.Average), builder.Add(new("gain"), new GroupGain(4), x));
        builder.Output("scores", builder.Add(new("linear"), new Operator.Linear(2, true), builder.Add(new("flatten"), new Operator.Flatten(), x)));
        var copy = ResolutionCopy.Of(WidthCopy.Of(builder.Build(), 0.5), 0.5);
        copy[new("gain")].Operator.ShouldBe(new GroupGain(3));
        copy[new("gain")].Shape.ShouldBe(TensorShape.Image(6, 4, 4));
    }

    [Fact]
    public void The_text_of_an_operator_is_its_name_and_attributes() => new GroupGain(4).ToString().ShouldBe("GroupGain { Groups = 4 }");

    [Fact]
    public void No_two_built_in_operators_have_one_code()
    {
        Operator[] operators =
        [
            new Operator.Convolution(1, 1, 1, 1, 1, 1, true), new Operator.Linear(1, true), new Operator.BatchNorm(), new Operator.LayerNorm(),
            new Operator.Activation(ActivationFunction.Relu), new Operator.Pool(PoolKind.Max, 1, 1, 1), new Operator.GlobalPool(PoolKind.Max),
            new Operator.Zero(), new Operator.Identity(), new Operator.Dropout(0.5), new Operator.Add(), new Operator.Multiply(), new Operator.Concat(),
            new Operator.Flatten(), new Operator.Resize(1, 1), new Operator.Slice(1), new Operator.PadChannels(1), new Operator.TreeEnsemble(1, 1, 1, 0),
            new Operator.FeatureEmbedding(1), new Operator.PeriodicEmbedding(1, 1), new Operator.EnsembleInputs(1), new Operator.EnsembleOutputs(1), new Operator.BackboneFeatures(0, 1, 0, 0, 0),
        ];
        operators.Select(op => op.GetType()).ShouldBe(typeof(Operator).GetNestedTypes(BindingFlags.Public), ignoreOrder: true);
        operators.Select(op => op.Code).ShouldBeUnique();
    }

    private static Architecture Network(GroupGain? gain)
    {
        var builder = new ArchitectureBuilder("own");
        var x = builder.Add(new("conv"), new Operator.Convolution(8, 1, 1, 0, 1, 1, false), builder.Input("image", TensorType.Float(TensorShape.Image(3, 6, 5))));
        builder.Output("scores", gain is null ? x : builder.Add(new("gain"), gain, x));
        return builder.Build();
    }
}
