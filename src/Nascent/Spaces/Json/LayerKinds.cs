using System.Collections.Immutable;

namespace Nascent.Spaces.Json;

/// <summary>The kinds of layers that files may name: one of each, with the name and the attributes that a file may leave out.</summary>
internal static class LayerKinds
{
    /// <summary>Every built-in kind, in the order in which errors list them.</summary>
    public static readonly ImmutableArray<Block.Layer> BuiltIn =
    [
        new Block.Convolution(), new Block.Separable(), new Block.InvertedBottleneck(), new Block.Linear(), new Block.FeatureEmbedding(), new Block.PeriodicEmbedding(), new Block.Ensemble(), new Block.Normalise(), new Block.Activate(),
        new Block.Pool(), new Block.GlobalPool(), new Block.Zero(), new Block.Skip(), new Block.Dropout(), new Block.DropPath(), new Block.Flatten(), new Block.Resize(), new Block.BackboneFeatures(),
        new Block.Classifier(),
    ];

    /// <summary>The built-in kinds and others by their words.</summary>
    /// <exception cref="NascentException">Two have one word.</exception>
    public static OrderedDictionary<string, Block.Layer> With(ReadOnlySpan<Block.Layer> others)
    {
        var kinds = new OrderedDictionary<string, Block.Layer>(StringComparer.Ordinal);
        foreach (var kind in (ReadOnlySpan<Block.Layer>)[.. BuiltIn, .. others])
            if (!kinds.TryAdd(kind.Type, kind))
                throw new NascentException($"Layer '{kind.GetType().Name}': found the word '{kind.Type}', which {kinds[kind.Type].GetType().Name} has, expected a word of its own.");
        return kinds;
    }
}
