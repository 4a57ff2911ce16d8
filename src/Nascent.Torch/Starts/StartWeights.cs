using System.Collections.Frozen;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Torch.Modules;

namespace Nascent.Torch.Starts;

/// <summary>Weights that the networks of a space may begin with in place of random ones: those of a supernet that was trained on other images.</summary>
/// <remarks>
/// A network's part of a weight is that of its path in the supernet (Cai et al. 2020): the weight of the same name, of which it takes the first outputs and inputs and the middle of the kernel. Its last layer, which
/// tells other classes apart, and running statistics begin as always. Where images are grey, the first convolution adds its kernels of the three colours, so that it gives what it gave for a grey image in colour.
/// </remarks>
public sealed class StartWeights
{
    /// <summary>The start that ships inside: a supernet of <c>tiny-cnn</c> on the 50,000 training images of CIFAR-10.</summary>
    public const string Cifar10 = "cifar10";

    /// <summary>The learning rate of a network that begins with a start, at most: a higher one forgets more of it (docs/evidence/start.md).</summary>
    public const double MostLearningRate = 0.03;

    private const int Colours = 3;
    private const string Resource = "tiny-cnn-cifar10.safetensors.br";
    private const string Sha256 = "33c4b2c90df1022c3f2158c77e76e289a47248d8d68bac210bfdc03f7f44c0d9";
    private const int PlainBytes = 10_978_984;

    private static readonly Lazy<StartWeights> Shipped = new(ReadShipped);

    private readonly FrozenDictionary<string, NamedTensor> _weights;

    private StartWeights(string name, IEnumerable<NamedTensor> weights)
    {
        _weights = weights.ToFrozenDictionary(weight => weight.Name, StringComparer.Ordinal);
        if (_weights.Values.FirstOrDefault(weight => weight.Shape is not [_, var height, var width, _] || height != width) is { } odd)
            throw new NascentException($"{name}, weight '{odd.Name}': found shape {string.Join("×", odd.Shape)}, expected outputs × kernel × kernel × inputs, as a supernet's file has.");
    }

    /// <summary>The names of the starts that ship inside.</summary>
    public static ImmutableArray<string> Names { get; } = [Cifar10];

    /// <summary>The start of a name.</summary>
    /// <exception cref="NascentException">There is none of that name, or the assembly is damaged.</exception>
    public static StartWeights Named(string name) => Names.Contains(name) ? Shipped.Value : throw NascentException.UnknownName("start", name, Names);

    /// <summary>Reads the weights of a supernet, as it saves them.</summary>
    /// <exception cref="NascentException">It is no such file.</exception>
    public static StartWeights Read(string path) => new(path, WeightFile.Read(path));

    /// <summary>Whether a network begins with these: it reads images of one or three channels, and each of its weights but the last layer's is a part of one of these.</summary>
    public bool Covers(Architecture network) =>
        network.Inputs is [{ Type.Shape: { IsImage: true, Width: 1 or Colours } }] && Parts(network).All(part => IsPart(part.Slot, part.IsFirst));

    /// <summary>Sets a network's weights to its parts of these; one that is not covered stays as it is.</summary>
    /// <returns>Whether it is covered.</returns>
    public bool CopyTo(ArchitectureModule module)
    {
        if (!Covers(module.Architecture))
            return false;
        foreach (var (slot, isFirst) in Parts(module.Architecture))
            module.Weights.Set(slot, PartOf(slot, isFirst));
        return true;
    }

    /// <summary>What is copied: all that is trained but the last layer.</summary>
    private static IEnumerable<(WeightSlot Slot, bool IsFirst)> Parts(Architecture network) =>
        from node in network.Nodes
        where !(node.Operator is Operator.Linear && node.Path == network.Outputs[0].Node)
        from slot in network.WeightsOf(node)
        where slot.Trainable
        select (slot, node.Inputs is [var input] && network.Inputs.Any(port => port.Node == input));

    private bool IsPart(WeightSlot slot, bool isFirst) => _weights.TryGetValue(slot.Name, out var whole) && slot.Shape switch
    {
        [var outputs, var inputs, var height, var width] => height == width && height <= whole.Shape[1] && (whole.Shape[1] - height) % 2 == 0
            && outputs <= whole.Shape[0] && (isFirst ? whole.Shape[3] == Colours : inputs <= whole.Shape[3]),
        [var outputs, var inputs] => outputs <= whole.Shape[0] && whole.Shape[1] == 1 && inputs <= whole.Shape[3],
        [var channels] => channels <= whole.Shape[0] && whole.Shape[1] == 1 && whole.Shape[3] == 1,
        _ => false,
    };

    /// <summary>The values, row-major.</summary>
    private float[] PartOf(WeightSlot slot, bool isFirst)
    {
        var whole = _weights[slot.Name];
        var (kernel, inputs) = (whole.Shape[1], whole.Shape[3]);
        var (own, ownInputs) = slot.Shape.Length == 4 ? (slot.Shape[2], slot.Shape[1]) : (1, slot.Shape.Length == 2 ? slot.Shape[1] : 1);
        var margin = (kernel - own) / 2;
        var values = new float[slot.Count];
        for (int output = 0, to = 0; output < slot.Shape[0]; output++)
            for (var input = 0; input < ownInputs; input++)
                for (var y = 0; y < own; y++)
                    for (var x = 0; x < own; x++)
                    {
                        var from = ((((output * kernel) + y + margin) * kernel) + x + margin) * inputs;
                        values[to++] = isFirst && ownInputs == 1 ? whole.Values[from] + whole.Values[from + 1] + whole.Values[from + 2] : whole.Values[from + input];
                    }

        return values;
    }

    private static StartWeights ReadShipped()
    {
        using var resource = typeof(StartWeights).Assembly.GetManifestResourceStream(Resource)!;
        using var brotli = new BrotliStream(resource, CompressionMode.Decompress);
        var bytes = new byte[PlainBytes];
        var read = brotli.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length && Convert.ToHexStringLower(SHA256.HashData(bytes)) == Sha256 ? new(Cifar10, WeightFile.Parse(bytes, Cifar10))
            : throw new NascentException($"{Cifar10}: the embedded start does not match its checksum, expected SHA-256 {Sha256}; build or install Nascent again.");
    }
}
