namespace Nascent.Onnx.Export;

/// <summary>The factor of a resize, such that a runtime that multiplies in float32 and rounds down gets exactly the size that is meant.</summary>
internal static class ResizeScale
{
    public static float Of(int from, int to)
    {
        var scale = (float)to / from;
        while ((int)(from * scale) < to)
            scale = MathF.BitIncrement(scale);
        return scale;
    }
}
