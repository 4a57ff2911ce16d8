namespace Nascent.Spaces.Compiling;

/// <summary>A network ends in exactly one classifier, whatever is decided.</summary>
internal static class ClassifierRule
{
    public static void Check(SearchSpace space)
    {
        var all = Count(space.Net) + space.Definitions.Sum(definition => Count(definition.Block));
        if (all != 1 || !EndsInOne(space.Net))
            throw new NascentException($"Search space '{space.Name}', the net: found {all} classifiers{(all == 1 ? " in another place" : "")}, expected exactly one, as its last block.");
    }

    private static bool EndsInOne(Block block) => block switch
    {
        Block.Chain chain => chain.Blocks.Count > 0 && EndsInOne(chain.Blocks[^1]),
        Block.Settings settings => EndsInOne(settings.Body),
        _ => block is Block.Classifier,
    };

    private static int Count(Block block) => block is Block.Classifier ? 1 : block.Inside.Sum(Count);
}
