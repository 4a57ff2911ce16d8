namespace Nascent.Spaces.Walking;

/// <summary>A walk over the blocks of a space. It knows which kinds of blocks there are and where each stands; a reading says what each gives.</summary>
/// <param name="definitions">The blocks that the space defines.</param>
/// <typeparam name="TFlow">What comes to a block.</typeparam>
/// <typeparam name="TResult">What a block gives.</typeparam>
internal abstract class BlockWalk<TFlow, TResult>(ValueArray<NamedBlock> definitions)
{
    /// <summary>The blocks that the space defines.</summary>
    protected ValueArray<NamedBlock> Definitions => definitions;

    /// <summary>What a block gives.</summary>
    /// <param name="block">The block.</param>
    /// <param name="scope">Its place, or where it stands among others; see <see cref="SpaceScope.IsOwn"/>.</param>
    /// <param name="flow">What comes to it.</param>
    protected TResult Visit(Block block, SpaceScope scope, TFlow flow)
    {
        // These have no name of their own: what is inside stands where they do.
        switch (block)
        {
            case Block.Chain chain:
                return Chain(chain.Blocks, scope.OfSeveral, flow);
            case Block.Settings settings:
                return Settings(settings, scope, flow);
            case Block.Residual residual:
                return Residual(residual, scope, flow);
        }

        var own = Enter(block, scope);
        return block switch
        {
            Block.Layer layer => Layer(layer, own, flow),
            Block.Group group => Visit(group.Body, own, flow),
            Block.OneOf oneOf => OneOf(oneOf.Options, own, flow),
            Block.Repeat repeat => Repeat(repeat, scope, own, flow),
            Block.Branches branches => Branches(branches, own, flow),
            Block.Cell cell => Cell(cell, own, flow),
            Block.Use use => Use(use, own, flow),
            _ => throw new InvalidOperationException($"No rule for blocks of type {block.GetType().Name}."),
        };
    }

    /// <summary>The place of a block that has a name.</summary>
    protected virtual SpaceScope Enter(Block block, SpaceScope scope) => scope.Of(block);

    protected abstract TResult Layer(Block.Layer layer, SpaceScope own, TFlow flow);

    protected abstract TResult Chain(ValueArray<Block> blocks, SpaceScope scope, TFlow flow);

    protected abstract TResult Settings(Block.Settings settings, SpaceScope scope, TFlow flow);

    protected abstract TResult Residual(Block.Residual residual, SpaceScope scope, TFlow flow);

    /// <summary>What a choice between blocks gives: a choice by itself, or that of an edge of a cell.</summary>
    protected abstract TResult OneOf(ValueArray<NamedBlock> options, SpaceScope own, TFlow flow);

    /// <summary>What repetitions give; an open depth is decided in the scope around them.</summary>
    protected abstract TResult Repeat(Block.Repeat repeat, SpaceScope scope, SpaceScope own, TFlow flow);

    protected abstract TResult Branches(Block.Branches branches, SpaceScope own, TFlow flow);

    protected abstract TResult Cell(Block.Cell cell, SpaceScope own, TFlow flow);

    protected virtual TResult Use(Block.Use use, SpaceScope own, TFlow flow) => Visit(use.In(definitions), own.Using(use.Definition), flow);
}
