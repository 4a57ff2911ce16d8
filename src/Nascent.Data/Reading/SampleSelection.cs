namespace Nascent.Data.Reading;

/// <summary>Some of the samples, by index.</summary>
internal static class SampleSelection
{
    public static SampleValues Take(SampleValues values, int[] indices) => values switch
    {
        SampleValues.Pixels pixels => pixels with { Bytes = Take(pixels, indices) },
        SampleValues.Columns columns => columns with { Raw = [.. columns.Raw.Select(column => Take(column, indices))] },
        _ => throw new NotSupportedException(values.GetType().Name),
    };

    public static SampleTargets Take(SampleTargets targets, int[] indices) => targets switch
    {
        SampleTargets.Labels labels => new SampleTargets.Labels(Array.ConvertAll(indices, i => labels.Indices[i])),
        SampleTargets.Numbers numbers => new SampleTargets.Numbers(Array.ConvertAll(indices, i => numbers.Values[i])),
        _ => throw new NotSupportedException(targets.GetType().Name),
    };

    public static RawColumn Take(RawColumn column, int[] indices) => column switch
    {
        RawColumn.Numbers numbers => new RawColumn.Numbers(column.Name, Array.ConvertAll(indices, i => numbers.Values[i])),
        RawColumn.Texts texts => new RawColumn.Texts(column.Name, Array.ConvertAll(indices, i => texts.Values[i])),
        _ => throw new NotSupportedException(column.GetType().Name),
    };

    private static byte[] Take(SampleValues.Pixels pixels, int[] indices)
    {
        var size = pixels.Channels * pixels.Height * pixels.Width;
        var taken = GC.AllocateUninitializedArray<byte>(checked(indices.Length * size));
        for (var i = 0; i < indices.Length; i++)
            pixels.Bytes.AsSpan(indices[i] * size, size).CopyTo(taken.AsSpan(i * size));
        return taken;
    }
}
