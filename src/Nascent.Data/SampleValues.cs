using System.Collections.Immutable;

namespace Nascent.Data;

/// <summary>The raw inputs of some samples.</summary>
public abstract record SampleValues
{
    private SampleValues()
    {
    }

    /// <summary>Those of some samples.</summary>
    /// <param name="rows">Which, by number, in the order in which they shall be.</param>
    public SampleValues Take(int[] rows) => this switch
    {
        Pixels pixels => pixels with { Bytes = Take(pixels.Bytes, pixels.Channels * pixels.Height * pixels.Width, rows) },
        Columns columns => columns with { Raw = [.. columns.Raw.Select(column => column.Take(rows))], Features = columns.Features.Length == 0 ? [] : Take(columns.Features, columns.FeatureCount, rows) },
        Embedded embedded => new Embedded((Pixels?)embedded.Images?.Take(rows), Take(embedded.Features, embedded.FeatureCount, rows), embedded.FeatureCount),
        _ => throw new InvalidOperationException($"No rows of {GetType().Name}."),
    };

    private static T[] Take<T>(T[] values, int width, int[] rows)
    {
        var taken = new T[checked(rows.Length * width)];
        foreach (var (place, row) in rows.Index())
            values.AsSpan(row * width, width).CopyTo(taken.AsSpan(place * width));
        return taken;
    }

    /// <summary>Images of one size, as bytes 0 to 255.</summary>
    /// <param name="Bytes">(samples, channels, height, width), row-major.</param>
    /// <param name="Channels">1 for grey, 3 for red, green, blue.</param>
    /// <param name="Height">Rows.</param>
    /// <param name="Width">Columns.</param>
    public sealed record Pixels(byte[] Bytes, int Channels, int Height, int Width) : SampleValues;

    /// <summary>Columns of a table: as they are in the file, and as the network reads them.</summary>
    /// <param name="Raw">The columns in the order of the preprocessing.</param>
    /// <param name="Features">(samples, features) after preprocessing, row-major.</param>
    /// <param name="FeatureCount">Features of one sample.</param>
    public sealed record Columns(ImmutableArray<RawColumn> Raw, float[] Features, int FeatureCount) : SampleValues;

    /// <summary>Images, and what a frozen network gives for them.</summary>
    /// <param name="Images">The images; null where only the features are needed, as of the parts that are trained on.</param>
    /// <param name="Features">(samples, features), standardised, row-major.</param>
    /// <param name="FeatureCount">Features of one sample.</param>
    public sealed record Embedded(Pixels? Images, float[] Features, int FeatureCount) : SampleValues;
}
