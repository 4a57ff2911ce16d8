using Nascent.Data;

namespace Nascent.Trees.Features;

/// <summary>The features of a table, one array a row.</summary>
internal static class FeatureRows
{
    public static IEnumerable<float[]> Of(SampleValues.Columns table) => table.Features.Chunk(table.FeatureCount);   // (samples, features)
}
