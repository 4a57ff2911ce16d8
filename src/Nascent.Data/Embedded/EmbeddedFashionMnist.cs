using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using Nascent.Data.Arrays;
using Nascent.Data.Reading;

namespace Nascent.Data.Embedded;

/// <summary>The data set that ships inside: the first 1,000 training and 200 test images of each class of Fashion-MNIST, made by <c>eng/embed-fashion-mnist.cs</c>.</summary>
/// <remarks>Xiao, Rasul and Vollgraf 2017, Fashion-MNIST; Zalando SE, MIT licence (see NOTICE).</remarks>
internal static class EmbeddedFashionMnist
{
    /// <summary>Its name on the command line.</summary>
    public const string Name = "fashion-mnist-12k";

    /// <summary>The names of the ten classes, by number.</summary>
    public static readonly ImmutableArray<string> Classes =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    private const string Sha256 = "dc0289273c8bbcf299620bc123dadb811b6f04ead83d54641d1196c9bef7c4da";
    private const int PlainBytes = 9_420_048;

    /// <summary>Decompresses and checks it.</summary>
    /// <exception cref="NascentException">The assembly is damaged.</exception>
    public static RawDataSet Read()
    {
        using var resource = typeof(EmbeddedFashionMnist).Assembly.GetManifestResourceStream("fashion-mnist-12k.idx.br")!;
        using var brotli = new BrotliStream(resource, CompressionMode.Decompress);
        var bytes = new byte[PlainBytes];
        var read = brotli.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length || Convert.ToHexStringLower(SHA256.HashData(bytes)) != Sha256)
            throw new NascentException($"{Name}: the embedded data does not match its checksum, expected SHA-256 {Sha256}; build or install Nascent again.");
        using var stream = new MemoryStream(bytes);
        return IdxImages.Combine(Name, [ReadPair(stream, DataPart.Train), ReadPair(stream, DataPart.Test)], Classes);
    }

    private static IdxImages.Pair ReadPair(Stream stream, DataPart part)
    {
        var images = IdxArray.Read(stream, Name);
        return new(Name, images, Name, IdxArray.Read(stream, Name), part);
    }
}
