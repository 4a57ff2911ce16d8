using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Torch.Native;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Elastic;
using static Nascent.Spaces.SpaceSyntax;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.Sharing.Elastic;

public sealed class ElasticSupernetTests
{
    private static readonly SearchSpace Kernels = SearchSpace.Image("kernels", net => net
        .Conv("stem", channels: 4, kernel: 3)
        .InvertedBottleneck("block", channels: OneOf(4, 8), kernel: OneOf(3, 5, 7), expand: OneOf(2, 4))
        .GlobalPool().Classifier());

    public ElasticSupernetTests() => LibTorch.UseThreads(1);

    public static TheoryData<string> Spaces => [ElasticMobile.Name, ElasticMobile.LargeName, ElasticResNet.Name, ElasticMlp.Name];

    private static Genotype Of(int kernel) => Kernels.Genotypes.Parse($"block.channels=8;block.kernel={kernel};block.expand=4");

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Sorting_channels_changes_the_order_and_not_what_the_largest_network_computes(string name)
    {
        var space = SpaceCatalog.Create(name);
        var (signature, largest) = (space.Input == InputKind.Table ? Signature.Features(5, 3) : Signature.Image(3, 64, 64, 4), ElasticSizes.Largest(space));
        using var supernet = new Supernet(space, signature, new Seed(1), transforms: true);
        using var random = new Generator(1);
        using var inputs = rand([16, .. signature.Inputs[0].Type.Shape.Axes.Select(axis => (long)axis.Size)], generator: random); // batch norm of two samples multiplies rounding errors
        using var before = supernet.Forward([inputs], largest, training: true);
        var weight = supernet.Weights.Values.First(one => one.Name.EndsWith("weight", StringComparison.Ordinal) && one.Name.Contains("stem", StringComparison.Ordinal)).Values.ToArray();
        ChannelOrder.Sort(supernet, largest);
        using var after = supernet.Forward([inputs], largest, training: true);
        (before - after).abs().max().item<float>().ShouldBeLessThan(1e-4f);
        supernet.Weights.Values.First(one => one.Name.EndsWith("weight", StringComparison.Ordinal) && one.Name.Contains("stem", StringComparison.Ordinal)).Values.ToArray().ShouldNotBe(weight);
    }

    [Fact]
    public void A_sorted_group_is_read_by_falling_weights()
    {
        using var supernet = new Supernet(Kernels, Signature.Image(2, 8, 8, 3), new Seed(1), transforms: true);
        supernet.Load(Of(7));
        ChannelOrder.Sort(supernet, Of(7));
        var project = supernet.Weights["block.project.weight"]; // 8 outputs of 16 inputs
        double[] sums = [.. Enumerable.Range(0, 16).Select(input => Enumerable.Range(0, 8).Sum(output => Math.Abs(project.Values[(output * 16) + input])))];
        sums.ShouldBe(sums.OrderDescending());
    }

    [Fact]
    public void A_smaller_kernel_learns_by_its_matrix_and_the_larger_one_keeps_its_own()
    {
        using var supernet = new Supernet(Kernels, Signature.Image(2, 8, 8, 3), new Seed(1), transforms: true);
        float[] KernelOf(int side) => [.. supernet.Load(Of(side)).Module.GetWeights().First(weight => weight.Name == "block.depthwise.weight").Values];
        var (large, small) = (KernelOf(7), KernelOf(3));
        supernet.Weights.Keys.ShouldContain("block.depthwise.weight~5");
        var matrix = supernet.Weights["block.depthwise.weight~3"];
        matrix.Values.Length.ShouldBe(81);
        matrix.Values[0] = 2;
        KernelOf(7).ShouldBe(large);
        var changed = KernelOf(3);
        for (var channel = 0; channel < 16; channel++)
            changed[channel * 9].ShouldBe(2 * small[channel * 9]);
        changed[1].ShouldBe(small[1]);
    }

    [Fact]
    public void A_gradient_reaches_the_kernel_and_both_matrices()
    {
        using var supernet = new Supernet(Kernels, Signature.Image(2, 8, 8, 3), new Seed(1), transforms: true);
        using var random = new Generator(1);
        using var inputs = rand([4, 2, 8, 8], generator: random);
        supernet.Load(Of(7));
        var module = supernet.Load(Of(3)).Module;
        using var noGradient = no_grad();
        module.ForwardAndBackward([inputs], default, output => ones_like(output));
        supernet.TakeGradients(module);
        foreach (var name in new[] { "block.depthwise.weight", "block.depthwise.weight~5", "block.depthwise.weight~3" })
            supernet.Weights[name].Gradients.ToArray().ShouldContain(value => value != 0, name);
    }

    [Fact]
    public void Weights_and_matrices_come_back_from_a_file()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            using var supernet = new Supernet(Kernels, Signature.Image(2, 8, 8, 3), new Seed(1), transforms: true);
            supernet.Load(Of(7));
            supernet.Load(Of(3));
            supernet.Weights["block.depthwise.weight~3"].Values[5] = 0.5f;
            var expected = supernet.Load(Of(3)).Module.GetWeights();
            var path = Path.Combine(folder.FullName, "weights.safetensors");
            supernet.Save(path);
            using var again = new Supernet(Kernels, Signature.Image(2, 8, 8, 3), new Seed(9), transforms: true);
            again.Restore(path);
            foreach (var (one, other) in again.Load(Of(3), grows: false).Module.GetWeights().Zip(expected))
                one.Values.ShouldBe(other.Values, one.Name);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
