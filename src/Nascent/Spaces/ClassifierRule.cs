using Nascent.Genotypes;

namespace Nascent.Spaces;

/// <summary>A network ends in exactly one classifier, whatever is decided.</summary>
internal static class ClassifierRule
{
    public static void Check(SearchSpace space)
    {
        var all = Count(space.Net) + space.Shared.Sum(shared => Count(shared.Block));
        if (all != 1 || !EndsInOne(space.Net))
            throw new NascentException($"Search space '{space.Name}', the net: found {all} classifiers{(all == 1 ? " in another place" : "")}, expected exactly one, as its last block.");
    }

    private static bool EndsInOne(Block block) => block switch
    {
        Block.Classifier => true,
        Block.Chain chain => chain.Blocks.Count > 0 && EndsInOne(chain.Blocks[^1]),
        Block.Settings settings => EndsInOne(settings.Body),
        _ => false,
    };

    private static int Count(Block block) => block switch
    {
        Block.Classifier => 1,
        Block.Chain chain => chain.Blocks.Sum(Count),
        Block.Settings settings => Count(settings.Body),
        Block.Residual residual => Count(residual.Body),
        Block.Group group => Count(group.Body),
        Block.OneOf oneOf => oneOf.Options.Sum(option => Count(option.Block)),
        Block.Repeat repeat => Count(repeat.Body),
        Block.Branches branches => branches.Parts.Sum(part => Count(part.Block)),
        Block.Cell cell => cell.Operators.Sum(option => Count(option.Block)),
        _ => 0,
    };
}
