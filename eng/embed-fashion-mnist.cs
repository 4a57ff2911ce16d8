// Makes src/Nascent.Data/Embedded/fashion-mnist-12k.idx.br from the four files of Fashion-MNIST:
//     dotnet run eng/embed-fashion-mnist.cs -- [FOLDER] [OUTPUT]
// FOLDER defaults to where Debian's package dataset-fashion-mnist puts them. Taken are the first 1,000 images of each class of
// train and the first 200 of each class of t10k, in file order. The output is Brotli over four IDX files one after another: train
// images, train labels, test images, test labels. The same input gives the same bytes before compression; their SHA-256 is printed.
#:property PublishAot=false
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

var folder = args.Length > 0 ? args[0] : "/usr/share/datasets/fashion-mnist";
var output = args.Length > 1 ? args[1] : "src/Nascent.Data/Embedded/fashion-mnist-12k.idx.br";
using var plain = new MemoryStream();
Append("train", perClass: 1000);
Append("t10k", perClass: 200);
var bytes = plain.ToArray();
using (var file = File.Create(output))
using (var brotli = new BrotliStream(file, CompressionLevel.SmallestSize))
    brotli.Write(bytes);
Console.WriteLine($"{output}: {new FileInfo(output).Length:N0} bytes, {bytes.Length:N0} before compression, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(bytes))}");

void Append(string part, int perClass)
{
    var images = Inflate($"{part}-images-idx3-ubyte.gz")[16..];
    var labels = Inflate($"{part}-labels-idx1-ubyte.gz")[8..];
    var taken = new int[10];
    var chosen = Enumerable.Range(0, labels.Length).Where(i => taken[labels[i]]++ < perClass).ToArray();
    WriteHeader(0x803, chosen.Length, 28, 28);
    foreach (var i in chosen)
        plain.Write(images, i * 784, 784);
    WriteHeader(0x801, chosen.Length);
    foreach (var i in chosen)
        plain.WriteByte(labels[i]);
}

byte[] Inflate(string name)
{
    using var gzip = new GZipStream(File.OpenRead(Path.Combine(folder, name)), CompressionMode.Decompress);
    using var memory = new MemoryStream();
    gzip.CopyTo(memory);
    return memory.ToArray();
}

void WriteHeader(params int[] words)
{
    Span<byte> word = stackalloc byte[4];
    foreach (var value in words)
    {
        BinaryPrimitives.WriteInt32BigEndian(word, value);
        plain.Write(word);
    }
}
