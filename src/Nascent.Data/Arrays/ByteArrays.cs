namespace Nascent.Data.Arrays;

/// <summary>Arrays of bytes one after another.</summary>
internal static class ByteArrays
{
    /// <summary>Joins them; a single one is returned as it is.</summary>
    public static byte[] Concatenate(IReadOnlyList<byte[]> arrays)
    {
        if (arrays.Count == 1)
            return arrays[0];
        var all = GC.AllocateUninitializedArray<byte>(arrays.Sum(array => array.Length));
        var at = 0;
        foreach (var array in arrays)
        {
            array.CopyTo(all, at);
            at += array.Length;
        }

        return all;
    }
}
