using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Nascent.Data.Storage;

/// <summary>Reads what <see cref="BlockWriter"/> wrote, and refuses lengths that the file cannot hold.</summary>
internal sealed class BlockReader(Stream stream, string path) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>SHA-256 of everything read so far.</summary>
    public byte[] Digest() => _hash.GetCurrentHash();

    public void Raw(Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw Damaged("it ends too early");
        _hash.AppendData(bytes);
    }

    public long Number()
    {
        var value = 0L;
        Raw(MemoryMarshal.AsBytes(new Span<long>(ref value)));
        return value;
    }

    public T[] Array<T>()
        where T : unmanaged
    {
        var count = Number();
        if (count < 0 || count > (stream.Length - stream.Position) / Unsafe.SizeOf<T>() || count > System.Array.MaxLength)
            throw Damaged($"a block claims {count} values");
        var values = GC.AllocateUninitializedArray<T>((int)count);
        Raw(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    public string Text() => Encoding.UTF8.GetString(Array<byte>());

    public NascentException Damaged(string found) =>
        new($"{path}: the prepared data is damaged ({found}), expected a whole file as Nascent wrote it; prepare the data again.");

    public void Dispose() => _hash.Dispose();
}
