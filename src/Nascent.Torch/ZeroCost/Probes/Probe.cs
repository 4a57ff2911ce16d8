using System.Runtime.CompilerServices;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Architectures.Rewriting;
using Nascent.Randomness;
using Nascent.Torch.Modules.Weights;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost.Probes;

/// <summary>One network under examination: what several scores read of it is computed when it is first asked for, and kept.</summary>
/// <remarks>Its tensors belong to the dispose scope it is used in. Not safe for use by several threads at once.</remarks>
public sealed class Probe : IDisposable
{
    private readonly bool _keepProducts;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, TimeSpan> _made = [];
    private readonly HashSet<string> _used = [];
    private Architecture? _simplified;
    private WeightBuffers? _weights;
    private StagedNetwork? _staged;
    private Tensor? _inputGradient;
    private Tensor? _lossGradient;
    private ProbeNetwork? _network;
    private ProbePass? _pass;

    /// <param name="architecture">The network.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="keepProducts">Whether <see cref="ProbePass.Products"/> will be asked for.</param>
    /// <param name="time">The clock.</param>
    internal Probe(Architecture architecture, ZeroCostBatch batch, Seed seed, bool keepProducts, TimeProvider time) =>
        (Architecture, Batch, Seed, _keepProducts, _time) = (architecture, batch, seed, keepProducts, time);

    /// <summary>The network as it is written.</summary>
    public Architecture Architecture { get; }

    /// <summary>The samples.</summary>
    public ZeroCostBatch Batch { get; }

    /// <summary>The key of all randomness.</summary>
    public Seed Seed { get; }

    /// <summary>The network without dropout and what no output needs: this is what is computed.</summary>
    public Architecture Simplified => Part(ref _simplified, () => Simplification.Of(WithoutDropout(Architecture)).Architecture);

    /// <summary>The initial weights of the simplified network.</summary>
    public WeightBuffers Weights
    {
        get
        {
            var simplified = Simplified;
            return Part(ref _weights, () => InitialDraw.All(InitialValues.Uniform, simplified, Seed));
        }
    }

    /// <summary>The simplified network with initial weights, for values and first derivatives.</summary>
    internal StagedNetwork Staged
    {
        get
        {
            var (simplified, weights) = (Simplified, Weights);
            return Part(ref _staged, () => new StagedNetwork(simplified, weights));
        }
    }

    /// <summary>The gradient of the sum of all outputs by the input: (batch, elements of a sample), float64.</summary>
    public Tensor InputGradient
    {
        get
        {
            var staged = Staged;
            return Part(ref _inputGradient, () => staged.GradientByInput(Batch.Inputs));
        }
    }

    /// <summary>The gradient of the loss by all trained weights, in their places in <see cref="Weights"/>: (elements).</summary>
    public Tensor LossGradient
    {
        get
        {
            var staged = Staged;
            return Part(ref _lossGradient, () => staged.GradientOfLoss(Batch));
        }
    }

    /// <summary>The simplified network with initial weights, for whatever autograd gives.</summary>
    internal ProbeNetwork Network
    {
        get
        {
            var (simplified, weights) = (Simplified, Weights);
            return Part(ref _network, () => ProbeNetwork.Of(simplified, name => weights[name]));
        }
    }

    /// <summary>One pass over the batch that autograd has recorded, with batch statistics.</summary>
    internal ProbePass Pass
    {
        get
        {
            var network = Network;
            return Part(ref _pass, () => ProbePass.Over(network, Batch.Inputs, _keepProducts));
        }
    }

    /// <summary>Computes something, and says how long it would have taken if none of what it reads had been there.</summary>
    internal (double? Value, TimeSpan Alone) Timed(Func<Probe, double?> compute)
    {
        _used.Clear();
        var before = _made.ToArray();
        var began = _time.GetTimestamp();
        var value = compute(this);
        var alone = _time.GetElapsedTime(began);
        foreach (var (part, elapsed) in before)
            if (_used.Contains(part))
                alone += elapsed;
        return (value, alone);
    }

    /// <inheritdoc/>
    public void Dispose() => _weights?.Dispose();

    /// <summary>The network with identities in the place of dropout.</summary>
    internal static Architecture WithoutDropout(Architecture original)
    {
        if (!original.Nodes.Any(node => node.Operator is Operator.Dropout))
            return original;
        var copy = new ArchitectureBuilder(original.Name);
        foreach (var input in original.Inputs)
            copy.Input(input.Name, input.Type);
        foreach (var node in original.Nodes)
            copy.Add(node.Path, node.Operator is Operator.Dropout ? new Operator.Identity() : node.Operator, node.Inputs);
        foreach (var output in original.Outputs)
            copy.Output(output.Name, output.Node);
        return copy.Build();
    }

    // What a part is made from is asked for before, so that its time is its own.
    private T Part<T>(ref T? value, Func<T> make, [CallerMemberName] string name = "")
        where T : class
    {
        _used.Add(name);
        if (value is not null)
            return value;
        var began = _time.GetTimestamp();
        value = make();
        _made[name] = _time.GetElapsedTime(began);
        return value;
    }
}
