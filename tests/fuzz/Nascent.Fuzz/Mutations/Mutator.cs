using System.Collections.Immutable;
using Nascent.Randomness;

namespace Nascent.Fuzz.Mutations;

/// <summary>Makes a damaged or absurd input of good ones.</summary>
internal static class Mutator
{
    private const int MostBytes = 1 << 20;

    /// <summary>A member of the corpus with one to five changes; often one alone, since what has many is soon refused.</summary>
    public static byte[] Mutate(ImmutableArray<byte[]> corpus, RandomStream stream)
    {
        var bytes = stream.Choose(corpus).ToList();
        var changes = stream.NextInt(2) == 0 ? 1 : 1 + stream.NextInt(5);
        for (var i = 0; i < changes; i++)
            Change(bytes, corpus, stream);
        return [.. bytes.Take(MostBytes)];
    }

    private static void Change(List<byte> bytes, ImmutableArray<byte[]> corpus, RandomStream stream)
    {
        switch (stream.NextInt(12))
        {
            case 0:
                Bytes.Flip(bytes, stream);
                break;
            case 1:
                Bytes.Set(bytes, stream);
                break;
            case 2:
                bytes.InsertRange(stream.NextInt(bytes.Count + 1), Bytes.Some(1 + stream.NextInt(8), stream));
                break;
            case 3:
                Bytes.Delete(bytes, stream);
                break;
            case 4:
                Bytes.CopyBlock(bytes, stream);
                break;
            case 5:
                Bytes.Cut(bytes, stream);
                break;
            case 6:
                Bytes.Splice(bytes, stream.Choose(corpus), stream);
                break;
            case 7:
                Bytes.Extreme(bytes, stream);
                break;
            case 8 or 9:
                Tokens.ReplaceNumber(bytes, stream);
                break;
            case 10:
                Tokens.Swap(bytes, stream);
                break;
            default:
                Tokens.Replace(bytes, stream);
                break;
        }
    }
}
