namespace Nascent.Spaces.Resolving;

/// <summary>Which repetitions a shallower copy may have fewer of, and a deeper one more: those of blocks that follow one another, and not those of stages.</summary>
/// <remarks>A stage repeats something itself, or strides: without it the copy would be another kind of network.</remarks>
internal static class DepthRule
{
    /// <summary>Whether a repetition holds neither another one nor a stride.</summary>
    public static bool MayBeScaled(Block.Repeat repeat, SearchSpace space) => !HoldsStage(repeat.Body, space);

    private static bool HoldsStage(Block block, SearchSpace space) =>
        block is Block.Repeat || Strides(block) || space.Inside(block).Any(inside => HoldsStage(inside, space));

    private static bool Strides(Block block)
    {
        var attributes = block is Block.Layer layer ? layer.Attributes : block is Block.Settings settings ? settings.Attributes : [];
        return attributes.Any(attribute => attribute is { Name: "stride", Value: Choice<int> stride } && stride.Options.Any(step => step > 1));
    }
}
