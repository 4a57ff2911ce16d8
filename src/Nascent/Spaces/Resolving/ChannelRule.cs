namespace Nascent.Spaces.Resolving;

/// <summary>Which blocks give as many channels as they take, whatever the number, where no width is inherited.</summary>
internal static class ChannelRule
{
    /// <summary>Whether a block does, with all that is inside it.</summary>
    public static bool Keeps(Block block, SearchSpace space) => block.KeepsChannels && space.Inside(block).All(inside => Keeps(inside, space));
}
