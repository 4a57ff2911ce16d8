using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Nascent.Torch.Training.Checkpoints;

/// <summary>Reads and writes checkpoints.</summary>
/// <remarks>
/// The format: eight bytes <c>NASCENTC</c>; the version as a 32-bit integer; the content (<see cref="CheckpointForm"/>); the SHA-256 of
/// all of that. Little-endian.
/// </remarks>
internal static class CheckpointFile
{
    /// <summary>The version of the format. A change of the order of weights in memory, or of what an optimiser remembers, raises it as well.</summary>
    public const int Version = 1;

    private const int HeaderLength = 12;

    private static ReadOnlySpan<byte> Mark => "NASCENTC"u8;

    /// <summary>Writes a checkpoint as a whole or not at all: what there was under the name stays until the new one is on the disk.</summary>
    /// <returns>The file's SHA-256, lower-case hexadecimal.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static string Write(string path, TrainingCheckpoint checkpoint)
    {
        var bytes = BytesOf(checkpoint);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Environment.ProcessId}.part";
        try
        {
            using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="NascentException">It is missing, damaged or of another version; the message is the end of a sentence about the file.</exception>
    public static TrainingCheckpoint Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NascentException("is not there", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new NascentException($"cannot be read ({failure.Message.TrimEnd('.')})", failure);
        }

        if (bytes.Length < HeaderLength + SHA256.HashSizeInBytes || !bytes.AsSpan().StartsWith(Mark))
            throw new NascentException($"is no checkpoint, or was cut short to {bytes.Length} bytes");
        var body = bytes.AsSpan(..^SHA256.HashSizeInBytes);
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(body.Length)))
            throw new NascentException("is damaged or cut short: its checksum does not fit");
        var version = BinaryPrimitives.ReadInt32LittleEndian(body[Mark.Length..]);
        if (version != Version)
            throw new NascentException($"is of version {version}, expected {Version}");
        using var reader = new BinaryReader(new MemoryStream(bytes, HeaderLength, body.Length - HeaderLength));
        return CheckpointForm.Read(reader);
    }

    private static byte[] BytesOf(TrainingCheckpoint checkpoint)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Mark);
        writer.Write(Version);
        CheckpointForm.Write(writer, checkpoint);
        writer.Flush();
        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }
}
