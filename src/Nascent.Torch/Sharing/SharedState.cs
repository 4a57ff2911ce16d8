using Nascent.Architectures;
using Nascent.Torch.Training.Checkpoints;

namespace Nascent.Torch.Sharing;

/// <summary>All that a training of shared weights, or a search over them, goes on with.</summary>
internal sealed class SharedState
{
    private const int Version = 1;
    private static readonly SealedFile Form = new("NASCENTS", Version, "state of shared weights");

    /// <summary>Weights, and what an optimiser remembers of them.</summary>
    public List<NamedTensor> Weights { get; init; } = [];

    /// <summary>Numbers by name.</summary>
    public Dictionary<string, double[]> Numbers { get; init; } = [];

    /// <summary>Texts by name.</summary>
    public Dictionary<string, string[]> Texts { get; init; } = [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="NascentException">It is missing, damaged or of another version.</exception>
    public static SharedState Read(string path)
    {
        try
        {
            return Form.Read(path, ReadFrom);
        }
        catch (NascentException failure)
        {
            throw new NascentException($"{path}: {failure.Message}.", failure);
        }
    }

    /// <summary>Writes a file, as a whole or not at all.</summary>
    public void Write(string path) => Form.Write(Path.GetFullPath(path), to =>
    {
        to.Write(Weights.Count);
        foreach (var weight in Weights)
        {
            to.Write(weight.Name);
            WriteAll(to, weight.Shape.AsSpan(), to.Write);
            WriteAll<float>(to, weight.Values, to.Write);
        }

        WriteMap(to, Numbers, to.Write);
        WriteMap(to, Texts, to.Write);
    });

    private static SharedState ReadFrom(BinaryReader from) => new()
    {
        Weights = [.. Enumerable.Range(0, from.ReadInt32()).Select(_ => new NamedTensor(from.ReadString(), [.. ReadAll(from, from.ReadInt32)], ReadAll(from, from.ReadSingle)))],
        Numbers = ReadMap(from, from.ReadDouble),
        Texts = ReadMap(from, from.ReadString),
    };

    private static void WriteMap<T>(BinaryWriter to, Dictionary<string, T[]> map, Action<T> write)
    {
        to.Write(map.Count);
        foreach (var (name, values) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            to.Write(name);
            WriteAll(to, values, write);
        }
    }

    private static Dictionary<string, T[]> ReadMap<T>(BinaryReader from, Func<T> read) =>
        Enumerable.Range(0, from.ReadInt32()).Select(_ => (Name: from.ReadString(), Values: ReadAll(from, read))).ToDictionary(entry => entry.Name, entry => entry.Values);

    private static void WriteAll<T>(BinaryWriter to, ReadOnlySpan<T> values, Action<T> write)
    {
        to.Write(values.Length);
        foreach (var value in values)
            write(value);
    }

    private static T[] ReadAll<T>(BinaryReader from, Func<T> read)
    {
        var values = new T[from.ReadInt32()];
        for (var i = 0; i < values.Length; i++)
            values[i] = read();
        return values;
    }
}
