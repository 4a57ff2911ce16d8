using System.Collections.Immutable;

namespace Nascent.Spaces;

/// <summary>A part of a search space: a tree of layers and of what holds them.</summary>
/// <remarks>
/// Immutable; two blocks are equal when they are written alike. What a layer leaves out (its width, stride, activation, normalisation) it
/// inherits from the nearest <see cref="Settings"/> around it. A stride is taken by the first layer inside that can; where none does, by average
/// pooling at the end. What holds blocks is a closed set; layers are open: derive from <see cref="Layer"/>.
/// </remarks>
public abstract partial record Block
{
    private Block()
    {
    }

    /// <summary>The name by which it stands among others where none is given.</summary>
    public abstract string DefaultName { get; }

    /// <summary>Whether it gives as many channels as it takes, whatever the number, where no width is inherited and all blocks inside do so too.</summary>
    public abstract bool KeepsChannels { get; }

    /// <summary>The blocks directly inside, in order; none for a layer and for a use of a defined block.</summary>
    internal abstract ImmutableArray<Block> Inside { get; }
}
