using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Nascent.Jobs.Targets.Remote;

/// <summary>Messages between who measures and who wants it, each sealed with a key that both derive from a shared secret: a stranger can neither send one nor change one.</summary>
/// <remarks>
/// Both sides prove that they know the secret by HMAC-SHA256 of numbers that were drawn for this connection, so that the secret is never sent and nothing can be played again. A message is its length (4 bytes,
/// big-endian), its kind (1 byte), its content, and an HMAC-SHA256 of direction, number, kind and content. Contents are not secret without TLS: they are models to be timed and numbers.
/// </remarks>
internal sealed class SealedChannel
{
    /// <summary>The fewest bytes of a secret.</summary>
    public const int LeastSecret = 16;

    private const int NonceLength = 32, SealLength = 32;
    private static readonly byte[] Greeting = Encoding.ASCII.GetBytes("NASCENT-TARGET-1");

    private readonly Stream _stream;
    private readonly byte[] _key;
    private readonly byte _own;
    private long _sent;
    private long _received;

    private SealedChannel(Stream stream, byte[] key, byte own) => (_stream, _key, _own) = (stream, key, own);

    /// <summary>Greets as the side that measures.</summary>
    /// <returns>The channel; null where the other side does not know the secret, or speaks of something else.</returns>
    public static async Task<SealedChannel?> AsServerAsync(Stream stream, byte[] secret, CancellationToken cancellationToken)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        await stream.WriteAsync((byte[])[.. Greeting, .. nonce], cancellationToken);
        var given = await ReadAsync(stream, Greeting.Length + NonceLength + SealLength, cancellationToken);
        var (other, proof) = (given[Greeting.Length..(Greeting.Length + NonceLength)], given[^SealLength..]);
        if (!given.AsSpan().StartsWith(Greeting) || !CryptographicOperations.FixedTimeEquals(proof, Proof(secret, "client", nonce, other)))
            return null;
        await stream.WriteAsync(Proof(secret, "server", nonce, other), cancellationToken);
        return new(stream, Proof(secret, "key", nonce, other), 1);
    }

    /// <summary>Greets as the side that wants something measured.</summary>
    /// <exception cref="NascentException">The other side does not know the secret, or is no target agent.</exception>
    public static async Task<SealedChannel> AsClientAsync(Stream stream, byte[] secret, string where, CancellationToken cancellationToken)
    {
        var greeting = await ReadAsync(stream, Greeting.Length + NonceLength, cancellationToken);
        if (!greeting.AsSpan().StartsWith(Greeting))
            throw new NascentException($"{where}: found something else that answers, expected 'nascent target-agent' of this version.");
        var (nonce, own) = (greeting[Greeting.Length..], RandomNumberGenerator.GetBytes(NonceLength));
        await stream.WriteAsync((byte[])[.. Greeting, .. own, .. Proof(secret, "client", nonce, own)], cancellationToken);
        byte[] proof;
        try
        {
            proof = await ReadAsync(stream, SealLength, cancellationToken);
        }
        catch (EndOfStreamException failure)
        {
            throw new NascentException($"{where}: found an agent with another secret, expected that of --secret-file.", failure);
        }

        return CryptographicOperations.FixedTimeEquals(proof, Proof(secret, "server", nonce, own)) ? new(stream, Proof(secret, "key", nonce, own), 0)
            : throw new NascentException($"{where}: found an agent that does not know the secret, expected that of --secret-file.");
    }

    /// <summary>Sends a message.</summary>
    public async Task SendAsync(MessageKind kind, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var message = new byte[5 + content.Length + SealLength];
        BinaryPrimitives.WriteInt32BigEndian(message, content.Length);
        message[4] = (byte)kind;
        content.CopyTo(message.AsMemory(5));
        Seal(_own, _sent++, message[4], content.Span).CopyTo(message, message.Length - SealLength);
        await _stream.WriteAsync(message, cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    /// <summary>Receives a message.</summary>
    /// <param name="most">The most bytes that its content may have.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its kind and content; null where the other side has ended.</returns>
    /// <exception cref="InvalidDataException">It is too long, or its seal is wrong.</exception>
    public async Task<(MessageKind Kind, byte[] Content)?> ReceiveAsync(int most, CancellationToken cancellationToken)
    {
        var head = new byte[5];
        if (await _stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken) < head.Length)
            return null;
        var length = BinaryPrimitives.ReadInt32BigEndian(head);
        if (length < 0 || length > most)
            throw new InvalidDataException($"found a message of {length:N0} bytes, expected at most {most:N0}");
        var content = await ReadAsync(_stream, length, cancellationToken);
        var seal = await ReadAsync(_stream, SealLength, cancellationToken);
        return CryptographicOperations.FixedTimeEquals(seal, Seal((byte)(1 - _own), _received++, head[4], content)) ? ((MessageKind)head[4], content)
            : throw new InvalidDataException("found a message whose seal is wrong: it was changed on its way");
    }

    private byte[] Seal(byte direction, long number, byte kind, ReadOnlySpan<byte> content)
    {
        using var seal = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        Span<byte> head = stackalloc byte[10];
        (head[0], head[9]) = (direction, kind);
        BinaryPrimitives.WriteInt64BigEndian(head[1..], number);
        seal.AppendData(head);
        seal.AppendData(content);
        return seal.GetHashAndReset();
    }

    private static byte[] Proof(byte[] secret, string of, byte[] server, byte[] client) => HMACSHA256.HashData(secret, (byte[])[.. Encoding.ASCII.GetBytes(of), .. server, .. client]);

    private static async Task<byte[]> ReadAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
