using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Spaces.HandDesigned;
using Nascent.Tasks;

namespace Nascent.Tests.Spaces;

public class HandDesignedTests
{
    [Fact]
    public void LeNet5_has_the_parameters_of_its_layers()
    {
        // conv 6·25, conv 16·6·25, linear 400·120, 120·84, each with scale and shift in place of a bias; 84·10 + 10.
        var expected = (6 * 25) + 12 + (16 * 6 * 25) + 32 + (400 * 120) + 240 + (120 * 84) + 168 + (84 * 10) + 10;
        CostTable.Totals(LeNet5.Build(Signature.Image(1, 28, 28, 10)))["params"].ShouldBe(expected);
    }

    [Theory]
    [InlineData(1, 28, 28)]
    [InlineData(3, 32, 32)]
    [InlineData(3, 224, 160)]
    [InlineData(1, 8, 8)]
    public void Networks_for_images_take_any_image(int channels, int height, int width)
    {
        var signature = Signature.Image(channels, height, width, 7);
        foreach (var network in new[] { LeNet5.Build(signature), SmallMobileNet.Build(signature) })
            network.Outputs.ShouldHaveSingleItem().Type.Shape.ShouldBe(TensorShape.Features(7));
    }

    [Fact]
    public void The_perceptron_has_the_parameters_of_its_layers() =>
        CostTable.Totals(TwoLayerPerceptron.Build(Signature.Features(13, 3)))["params"].ShouldBe((13 * 128) + 256 + (128 * 128) + 256 + (128 * 3) + 3);

    [Fact]
    public void Tables_are_refused_by_networks_for_images() =>
        Should.Throw<NascentException>(() => SmallMobileNet.Build(Signature.Features(13, 3))).Message
            .ShouldBe("Search space 'mobilenet-small': found data of shape 13, expected one image (channels × height × width). Choose a space for tables.");
}
