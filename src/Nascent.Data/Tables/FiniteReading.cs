namespace Nascent.Data.Tables;

/// <summary>A file of which only so much is read: a reader that goes round on damaged bytes ends with an error.</summary>
/// <param name="file">The file, which can seek.</param>
/// <remarks>A whole file is read about once. Sixteen times its length, or a hundred attempts to read past its end, is a reader that goes round.</remarks>
internal sealed class FiniteReading(Stream file) : Stream
{
    private const int MostEnds = 100;
    private long _left = (16 * file.Length) + (1 << 16);
    private int _ends;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => file.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => Counted(file.Read(buffer), buffer.Length);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Counted(await file.ReadAsync(buffer, cancellationToken), buffer.Length);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    /// <inheritdoc/>
    public override void Flush() => file.Flush();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Counted(int read, int asked)
    {
        _left -= read;
        if (_left < 0 || (read == 0 && asked > 0 && ++_ends > MostEnds))
            throw new InvalidDataException("what it says of its pages leads round in circles");
        return read;
    }
}
