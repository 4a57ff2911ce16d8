using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Nascent.Data.Storage;

/// <summary>Writes little-endian values and arrays to a stream and hashes them on the way.</summary>
internal sealed class BlockWriter(Stream stream) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>SHA-256 of everything written so far.</summary>
    public byte[] Digest() => _hash.GetCurrentHash();

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        stream.Write(bytes);
    }

    public void Number(long value) => Raw(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in value)));

    public void Array<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Number(values.Length);
        Raw(MemoryMarshal.AsBytes(values));
    }

    public void Text(string text) => Array<byte>(Encoding.UTF8.GetBytes(text));

    public void Dispose() => _hash.Dispose();
}
