namespace Nascent.Onnx.Export;

/// <summary>The factor of a resize, such that a runtime that multiplies and rounds down gets exactly the size that is meant.</summary>
internal static class ResizeScale
{
    /// <remarks>Where the exact product is not below the size, neither is its float32 rounding, so either way of multiplying is right.</remarks>
    public static float Of(int from, int to)
    {
        var scale = (float)to / from;
        while ((double)from * scale < to)
            scale = MathF.BitIncrement(scale);
        return scale;
    }
}
