using Nascent.Architectures.Operators;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Bench.Spaces;

/// <summary>Spaces for small images that are compared: the default, and others that might take its place.</summary>
internal static class ComparedSpaces
{
    /// <summary>All of them by name.</summary>
    public static readonly (string Name, Func<SearchSpace> Create)[] All =
    [
        (TinyCnn.Name, TinyCnn.Create),
        ("dense", () => Dense("dense", OneOf(8, 16, 32), [OneOf(32, 48, 64), OneOf(48, 64, 96, 128), OneOf(64, 96, 128, 192)], [2, 3, 3])),
        ("dense-wide", () => Dense("dense-wide", OneOf(16, 32), [OneOf(48, 64, 96), OneOf(96, 128, 192), OneOf(128, 192, 256)], [2, 2, 2])),
        ("basic", Basic),
        ("strided", Strided),
    ];

    /// <summary>The space of a name.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public static SearchSpace Named(string name) =>
        All.FirstOrDefault(space => space.Name == name).Create?.Invoke() ?? throw NascentException.UnknownName("space", name, All.Select(space => space.Name));

    /// <summary><c>tiny-cnn</c> of 3×3 convolutions alone.</summary>
    private static SearchSpace Dense(string name, Choice<int> stem, Choice<int>[] widths, int[] most) => SearchSpace.Image(name, net =>
    {
        net.Activation(OneOf(Relu, Gelu)).Define("block", Block(block => block.Add(Conv(kernel: 3)).Residual(Optional))).Conv("stem", channels: stem, kernel: 3);
        for (var i = 0; i < widths.Length; i++)
        {
            var (width, depth) = (widths[i], most[i]);
            net.Group($"stage{i + 1}", stage => stage.Width(width).Pool(kind: PoolKind.Max, kernel: 2, stride: 2).Repeat("depth", Between(1, depth), block => block.Use("block")));
        }

        return net.GlobalPool().Classifier();
    });

    /// <summary>A convolution and residual blocks of two convolutions in each stage (He et al. 2016).</summary>
    private static SearchSpace Basic() => SearchSpace.Image("basic", net =>
    {
        net.Activation(OneOf(Relu, Gelu)).Conv("stem", channels: OneOf(8, 16, 32), kernel: 3);
        Choice<int>[] widths = [OneOf(32, 48, 64), OneOf(48, 64, 96, 128), OneOf(64, 96, 128, 192)];
        for (var i = 0; i < widths.Length; i++)
        {
            var width = widths[i];
            net.Group($"stage{i + 1}", stage => stage.Width(width).Pool(kind: PoolKind.Max, kernel: 2, stride: 2).Conv("widen", kernel: 3)
                .Repeat("depth", Between(0, 1), block => block.Conv("first", kernel: 3).Conv("second", kernel: 3).Residual(true)));
        }

        return net.GlobalPool().Classifier();
    });

    /// <summary>A stem that halves the image at once, so that the first stage can be wide.</summary>
    private static SearchSpace Strided() => SearchSpace.Image("strided", net => net
        .Activation(OneOf(Relu, Gelu))
        .Define("block", Block(block => block.Add(Conv(kernel: 3)).Residual(Optional)))
        .Conv("stem", channels: OneOf(32, 48, 64), kernel: OneOf(3, 5), stride: 2)
        .Group("stage1", stage => stage.Width(OneOf(32, 48, 64)).Repeat("depth", Between(1, 3), block => block.Use("block")))
        .Group("stage2", stage => stage.Width(OneOf(64, 96, 128)).Pool(kind: PoolKind.Max, kernel: 2, stride: 2).Repeat("depth", Between(1, 3), block => block.Use("block")))
        .Group("stage3", stage => stage.Width(OneOf(64, 96, 128, 192)).Pool(kind: PoolKind.Max, kernel: 2, stride: 2).Repeat("depth", Between(1, 3), block => block.Use("block")))
        .GlobalPool().Classifier());
}
