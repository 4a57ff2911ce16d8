using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Nascent.Files;

namespace Nascent.Architectures;

/// <summary>Reads and writes weights as a safetensors file, which other tools read too.</summary>
/// <remarks>
/// The format: eight bytes, the header's length as a little-endian integer; the header, a JSON object from a tensor's name to its type, shape and
/// place; the tensors' bytes, row-major, little-endian. Only 32-bit floats are written and read.
/// </remarks>
public static class WeightFile
{
    private const long LongestHeader = 100_000_000;

    /// <summary>Writes weights as a whole or not at all: a reader sees the old file or the new one.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="weights">The weights, each name once.</param>
    public static void Write(string path, IReadOnlyList<NamedTensor> weights)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        WholeFile.Write(path, file =>
        {
            var header = Header(weights);
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            file.Write(length);
            file.Write(header);
            foreach (var weight in weights)
                file.Write(MemoryMarshal.AsBytes(weight.Values.AsSpan()));
        });
    }

    /// <summary>Reads weights in the order in which the file holds them.</summary>
    /// <exception cref="NascentException">The file is not there, is no safetensors file, or ends early; the message says which.</exception>
    public static ImmutableArray<NamedTensor> Read(string path)
    {
        if (!File.Exists(path))
            throw new NascentException($"{path}: no such file, expected a safetensors file of weights.");
        return Parse(RegularFile.ReadBytes(path, "a safetensors file of weights"), path);
    }

    /// <summary>Reads weights from the bytes of such a file, in its order.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="path">What they are of, for errors.</param>
    /// <exception cref="NascentException">They are no safetensors file, or end early; the message says which.</exception>
    public static ImmutableArray<NamedTensor> Parse(byte[] bytes, string path)
    {
        var length = bytes.Length >= 8 ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : -1;
        if (length < 2 || length > LongestHeader || length > bytes.Length - 8)
            throw new NascentException($"{path}: found {bytes.Length} bytes whose header cannot be {length} long, expected a safetensors file.");
        try
        {
            using var header = JsonDocument.Parse(bytes.AsMemory(8, (int)length));
            return [.. header.RootElement.EnumerateObject().Where(tensor => tensor.Name != "__metadata__")
                .Select(tensor => (tensor.Name, tensor.Value, Begin: tensor.Value.GetProperty("data_offsets")[0].GetInt64()))
                .OrderBy(tensor => tensor.Begin).Select(tensor => ReadTensor(path, tensor.Name, tensor.Value, bytes.AsSpan(8 + (int)length)))];
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new NascentException($"{path}: the header is not that of a safetensors file: {error.Message}", error);
        }
    }

    private static byte[] Header(IReadOnlyList<NamedTensor> weights)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            var offset = 0L;
            foreach (var weight in weights)
            {
                json.WriteStartObject(weight.Name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (var size in weight.Shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += 4L * weight.Values.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static NamedTensor ReadTensor(string path, string name, JsonElement entry, ReadOnlySpan<byte> data)
    {
        var type = entry.GetProperty("dtype").GetString();
        if (type != "F32")
            throw new NascentException($"{path}: tensor '{name}': found type {type}, expected F32.");
        ImmutableArray<int> shape = [.. entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        var (begin, end) = (entry.GetProperty("data_offsets")[0].GetInt64(), entry.GetProperty("data_offsets")[1].GetInt64());
        var expected = shape.Aggregate(4L, (product, size) => product * size);
        if (begin < 0 || end > data.Length || end - begin != expected)
            throw new NascentException($"{path}: tensor '{name}': found bytes {begin} to {end} of {data.Length}, expected {expected} bytes inside the file. The file is damaged or cut short.");
        return new NamedTensor(name, shape, MemoryMarshal.Cast<byte, float>(data[(int)begin..(int)end]).ToArray());
    }
}
