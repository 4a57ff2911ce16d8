using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Nascent.Architectures;
using Nascent.Randomness;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost;

/// <summary>One network under examination: what several scores read of it is computed when it is first asked for, and kept.</summary>
/// <remarks>Its tensors belong to the dispose scope it is used in.</remarks>
internal sealed class Probe(Architecture architecture, ZeroCostBatch batch, Seed seed, ImmutableArray<ZeroCostScore> scores, TimeProvider time)
{
    private readonly bool _recordGradients = scores.Any(score => score.NeedsGradient);
    private readonly bool _keepProducts = scores.Any(score => score.NeedsProducts);
    private readonly Dictionary<string, TimeSpan> _made = [];
    private readonly HashSet<string> _used = [];
    private Architecture? _simplified;
    private ProbeNetwork? _network;
    private ProbePass? _pass;
    private Tensor? _inputGradient;
    private LossGradients? _loss;

    /// <summary>The network as it is written.</summary>
    public Architecture Architecture => architecture;

    /// <summary>The samples.</summary>
    public ZeroCostBatch Batch => batch;

    /// <summary>The key of all randomness.</summary>
    public Seed Seed => seed;

    /// <summary>The network without what no output needs: this is what is computed.</summary>
    public Architecture Simplified => Part(ref _simplified, () => Simplification.Of(architecture).Architecture);

    /// <summary>The simplified network with initial weights.</summary>
    public ProbeNetwork Network
    {
        get
        {
            var simplified = Simplified;
            return Part(ref _network, () => ProbeNetwork.Untrained(simplified, seed, InitialValues.Uniform));
        }
    }

    /// <summary>One pass over the batch, with batch statistics.</summary>
    public ProbePass Pass
    {
        get
        {
            var network = Network;
            return Part(ref _pass, () => ProbePass.Over(network, batch.Inputs, _recordGradients, _keepProducts));
        }
    }

    /// <summary>The gradient of the sum of all outputs by the input: (batch, elements of a sample), float64.</summary>
    public Tensor InputGradient
    {
        get
        {
            var pass = Pass;
            return Part(ref _inputGradient, pass.GradientByInput);
        }
    }

    /// <summary>The gradients of the loss.</summary>
    public LossGradients Loss
    {
        get
        {
            var pass = Pass;
            return Part(ref _loss, () => LossGradients.Of(pass, batch, _keepProducts));
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
