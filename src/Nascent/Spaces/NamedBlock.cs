namespace Nascent.Spaces;

/// <summary>A block under a name: an option of a choice, or a branch.</summary>
/// <param name="Name">The name, unique among its siblings.</param>
/// <param name="Block">The block.</param>
public sealed record NamedBlock(string Name, Block Block)
{
    /// <summary>A block under its own name.</summary>
    public static implicit operator NamedBlock(Block block) => new(block.DefaultName, block);

    /// <summary>A block under the given name.</summary>
    public static implicit operator NamedBlock((string Name, Block Block) pair) => new(pair.Name, pair.Block);
}
