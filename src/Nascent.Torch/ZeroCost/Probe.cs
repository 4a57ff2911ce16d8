using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Nascent.Architectures;
using Nascent.Architectures.Rewriting;
using Nascent.Randomness;
using Nascent.Torch.Modules;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost;

/// <summary>One network under examination: what several scores read of it is computed when it is first asked for, and kept.</summary>
/// <remarks>Its tensors belong to the dispose scope it is used in.</remarks>
internal sealed class Probe(Architecture architecture, ZeroCostBatch batch, Seed seed, ImmutableArray<ZeroCostScore> scores, TimeProvider time) : IDisposable
{
    private readonly bool _keepProducts = scores.Any(score => score.NeedsProducts);
    private readonly Dictionary<string, TimeSpan> _made = [];
    private readonly HashSet<string> _used = [];
    private Architecture? _simplified;
    private WeightBuffers? _weights;
    private StagedNetwork? _staged;
    private Tensor? _inputGradient;
    private Tensor? _lossGradient;
    private ProbeNetwork? _network;
    private ProbePass? _pass;

    /// <summary>The network as it is written.</summary>
    public Architecture Architecture => architecture;

    /// <summary>The samples.</summary>
    public ZeroCostBatch Batch => batch;

    /// <summary>The key of all randomness.</summary>
    public Seed Seed => seed;

    /// <summary>The network without dropout and what no output needs: this is what is computed.</summary>
    public Architecture Simplified => Part(ref _simplified, () => Simplification.Of(WithoutDropout(architecture)).Architecture);

    /// <summary>The initial weights of the simplified network.</summary>
    public WeightBuffers Weights
    {
        get
        {
            var simplified = Simplified;
            return Part(ref _weights, () => InitialDraw.All(InitialValues.Uniform, simplified, seed));
        }
    }

    /// <summary>The simplified network with initial weights, for values and first derivatives.</summary>
    public StagedNetwork Staged
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
            return Part(ref _inputGradient, () => staged.GradientByInput(batch.Inputs));
        }
    }

    /// <summary>The gradient of the loss by all trained weights, in their places in <see cref="Weights"/>: (elements).</summary>
    public Tensor LossGradient
    {
        get
        {
            var staged = Staged;
            return Part(ref _lossGradient, () => staged.GradientOfLoss(batch));
        }
    }

    /// <summary>The simplified network with initial weights, for whatever autograd gives.</summary>
    public ProbeNetwork Network
    {
        get
        {
            var (simplified, weights) = (Simplified, Weights);
            return Part(ref _network, () => ProbeNetwork.Of(simplified, name => weights[name]));
        }
    }

    /// <summary>One pass over the batch that autograd has recorded, with batch statistics.</summary>
    public ProbePass Pass
    {
        get
        {
            var network = Network;
            return Part(ref _pass, () => ProbePass.Over(network, batch.Inputs, _keepProducts));
        }
    }

    /// <summary>Computes something, and says how long it would have taken if none of what it reads had been there.</summary>
    public (double? Value, TimeSpan Alone) Timed(Func<Probe, double?> compute)
    {
        _used.Clear();
        var before = _made.ToArray();
        var began = time.GetTimestamp();
        var value = compute(this);
        var alone = time.GetElapsedTime(began);
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
        var began = time.GetTimestamp();
        value = make();
        _made[name] = time.GetElapsedTime(began);
        return value;
    }
}
