namespace Nascent.Data.Reading;

/// <summary>The inflated side of a compressed file, of limited length, where damage is an error that names the file.</summary>
/// <param name="inner">What inflates.</param>
/// <param name="origin">What errors point at.</param>
/// <param name="mostBytes">How much it may inflate to.</param>
internal sealed class InflatedStream(Stream inner, string origin, long mostBytes) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = inner.Read(buffer);
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            throw new NascentException($"{origin}: the compressed data is damaged or truncated after {_read:N0} bytes, expected a whole file; fetch or make it again.", failure);
        }

        _read += read;
        return _read <= mostBytes ? read : throw new NascentException($"{origin}: it inflates to more than {mostBytes:N0} bytes, expected less; inflate it yourself if that is right.");
    }

    /// <summary>How much compressed data of some length may inflate to: 100 times as much, but 256 MiB in any case and never more than 4 GiB or a quarter of the memory.</summary>
    public static long MostBytesFor(long compressedBytes) =>
        Math.Min(Math.Min(4L << 30, Math.Max(512L << 20, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4)), Math.Max(256L << 20, 100 * compressedBytes));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
