namespace Nascent.Data.Formats;

/// <summary>The inflated side of a compressed file: at most <see cref="MostBytes"/>, and damage is an error that names the file.</summary>
internal sealed class InflatedStream(Stream inner, string origin) : Stream
{
    /// <summary>How much one file may inflate to: 4 GiB.</summary>
    public const long MostBytes = 4L << 30;

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
        return _read <= MostBytes ? read : throw new NascentException($"{origin}: it inflates to more than {MostBytes:N0} bytes, expected less.");
    }

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
