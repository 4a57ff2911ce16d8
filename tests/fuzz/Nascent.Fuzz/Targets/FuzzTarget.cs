using System.Collections.Immutable;
using Nascent.Randomness;

namespace Nascent.Fuzz.Targets;

/// <summary>A reader of foreign bytes.</summary>
/// <param name="Corpus">Inputs that it reads.</param>
/// <param name="ReadAsync">Reads an input, with options from the stream; only <see cref="NascentException"/> may leave it.</param>
internal sealed record FuzzTarget(ImmutableArray<byte[]> Corpus, Func<byte[], RandomStream, ValueTask> ReadAsync)
{
    /// <summary>Makes good what would have any damage refused at once, such as a checksum; leaves the bytes as they are by default.</summary>
    public Func<byte[], RandomStream, byte[]> Seal { get; init; } = (bytes, _) => bytes;

    /// <summary>A target of a reader that gives its result at once.</summary>
    public static FuzzTarget Of(IEnumerable<byte[]> corpus, Action<byte[], RandomStream> read) => new([.. corpus], (bytes, stream) =>
    {
        read(bytes, stream);
        return ValueTask.CompletedTask;
    });
}
