using CsCheck;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Onnx.Parity;
using Nascent.Onnx.Running;

namespace Nascent.Onnx.Tests;

public sealed class RandomNetworkTests
{
    [Fact]
    public void Random_networks_on_images_compute_what_their_definition_says() =>
        Gen.ULong.Sample(key => Verify(RandomNetworks.OfImages(key)), iter: 150, threads: 1);

    [Fact]
    public void Random_networks_on_tables_compute_what_their_definition_says() =>
        Gen.ULong.Sample(key => Verify(RandomNetworks.OfTables(key)), iter: 150, threads: 1);

    [Fact]
    public void Random_networks_use_every_operator()
    {
        var used = Enumerable.Range(0, 200).SelectMany(key => (Architecture[])[RandomNetworks.OfImages((ulong)key).Network, RandomNetworks.OfTables((ulong)key).Network])
            .SelectMany(network => network.Nodes).Select(node => node.Operator.GetType()).Distinct();
        typeof(Operator).GetNestedTypes().Except(used).ShouldBe([typeof(Operator.BackboneFeatures)]); // which needs a backbone: BackboneModelTests
    }

    private static void Verify(Fixture fixture)
    {
        using var model = OnnxModel.Load(fixture.Export());
        ParityCheck.Run(model, fixture.Inputs, fixture.Reference());
    }
}
