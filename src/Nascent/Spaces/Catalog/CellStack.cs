using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Spaces.Catalog;

/// <summary>The network of two cells for small images (Zoph et al. 2018, figure 2): a stem, three times n normal cells, and a reduction cell between that halves the image and doubles the width.</summary>
internal static class CellStack
{
    private const int Stages = 3;
    private const int StemFactor = 3; // as in both papers' programs

    /// <summary>Writes the network.</summary>
    /// <param name="net">Where.</param>
    /// <param name="normal">The normal cell; its name is that of the definition.</param>
    /// <param name="reduction">The reduction cell.</param>
    /// <param name="width">The width of the first cells, at least 1.</param>
    /// <param name="repeats">Normal cells between reductions, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static BlockBuilder Build(BlockBuilder net, Block.Cell normal, Block.Cell reduction, int width, int repeats)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        net.Define(normal.Name, normal).Define(reduction.Name, reduction)
            .Conv("stem", channels: StemFactor * width, kernel: 3, activation: Linearly);
        for (var stage = 0; stage < Stages; stage++)
        {
            var channels = width << stage;
            if (stage > 0)
                net.Group($"reduce{stage}", inside => inside.Width(channels).Stride(2).Use(reduction.Name, "cell"));
            net.Group($"stage{stage + 1}", inside => inside.Width(channels).Add(new Block.Repeat("cell", repeats, new Block.Use(normal.Name, normal.Name))));
        }

        return net.Activate("last_act").GlobalPool().Classifier();
    }
}
