using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Nascent.Files;

namespace Nascent.Torch.Training.Checkpoints;

/// <summary>Files that are whole or not there: eight bytes that say what they are; the version as a 32-bit integer; the content; the SHA-256 of all of that. Little-endian.</summary>
/// <param name="mark">What they are: eight characters of ASCII.</param>
/// <param name="version">The version of the content's form.</param>
/// <param name="noun">What people call such a file, for errors.</param>
internal sealed class SealedFile(string mark, int version, string noun)
{
    private const int HeaderLength = 12;

    /// <summary>Writes a file as a whole or not at all: what there was under the name stays until the new one is on the disk.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="write">Writes the content.</param>
    /// <returns>The file's SHA-256, lower-case hexadecimal.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public string Write(string path, Action<BinaryWriter> write)
    {
        var bytes = BytesOf(write);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        WholeFile.WriteBytes(path, bytes);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="NascentException">It is missing, damaged or of another version; the message is the end of a sentence about the file.</exception>
    public T Read<T>(string path, Func<BinaryReader, T> read)
    {
        byte[] bytes;
        try
        {
            if (!File.Exists(path))
                throw new NascentException("is not there");
            bytes = new FileInfo(path).Length > 0 ? File.ReadAllBytes(path) : [];
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NascentException("is not there", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new NascentException($"cannot be read ({failure.Message.TrimEnd('.')})", failure);
        }

        if (bytes.Length < HeaderLength + SHA256.HashSizeInBytes || !bytes.AsSpan().StartsWith(Encoding.ASCII.GetBytes(mark)))
            throw new NascentException($"is no {noun}, or was cut short to {bytes.Length} bytes");
        var body = bytes.AsSpan(..^SHA256.HashSizeInBytes);
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(body.Length)))
            throw new NascentException("is damaged or cut short: its checksum does not fit");
        var found = BinaryPrimitives.ReadInt32LittleEndian(body[mark.Length..]);
        if (found != version)
            throw new NascentException($"is of version {found}, expected {version}");
        using var reader = new BinaryReader(new MemoryStream(bytes, HeaderLength, body.Length - HeaderLength));
        return read(reader);
    }

    private byte[] BytesOf(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Encoding.ASCII.GetBytes(mark));
        writer.Write(version);
        write(writer);
        writer.Flush();
        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }
}
