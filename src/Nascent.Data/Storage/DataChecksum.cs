using System.Text.Json;
using Nascent.Tasks;

namespace Nascent.Data.Storage;

/// <summary>The checksum of a data set: SHA-256 over its task, its preprocessing and all its parts.</summary>
internal static class DataChecksum
{
    public static string Of(LearningTask task, Preprocessing preprocessing, params ReadOnlySpan<Samples> parts)
    {
        using var writer = new BlockWriter(Stream.Null);
        writer.Array<byte>(JsonSerializer.SerializeToUtf8Bytes(task, StorageJson.Default.LearningTask));
        writer.Array<byte>(JsonSerializer.SerializeToUtf8Bytes(preprocessing, StorageJson.Default.Preprocessing));
        foreach (var part in parts)
            SampleBlocks.Write(writer, part);
        return Convert.ToHexStringLower(writer.Digest());
    }
}
