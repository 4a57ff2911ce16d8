using Nascent.Torch.Kernels;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Stages;

/// <summary>A sum of values, some of them times a gate: what the options of a mixture are joined by.</summary>
/// <param name="terms">The slots of each value and of its gate, an input of one number; <see cref="NetworkPass.NoGate"/> where it has none.</param>
/// <param name="output">Where the sum goes.</param>
internal sealed unsafe class WeightedSumStage((int Value, int Gate)[] terms, int output)
    : Stage([.. terms.Select(term => term.Value), .. terms.Where(term => term.Gate != NetworkPass.NoGate).Select(term => term.Gate)], output)
{
    private readonly HashSet<int> _gatedByStage = [];

    public override bool OwnsOutput => true;

    /// <summary>Leaves gates to the stages that the values come from, where these are normalisations whose value nobody else reads: they know the gradient by the gate from sums that they need anyway.</summary>
    /// <param name="stages">All stages of the network.</param>
    /// <param name="output">The network's output, which is read from outside.</param>
    public void LeaveGates(IReadOnlyList<Stage> stages, int output)
    {
        foreach (var (value, gate) in terms)
            if (gate != NetworkPass.NoGate && value != output && stages.Any(stage => stage.Output == value && stage is NormStage { IsPlain: true }) && stages.Sum(stage => stage.Inputs.Count(input => input == value)) == 1)
                _gatedByStage.Add(value);
    }

    public override Tensor Forward(NetworkPass pass)
    {
        var first = pass.Dense(terms[0].Value);
        var (sum, count) = (ChannelsLast.Empty(first.shape, CPU), first.numel());
        var y = TensorMemory.Pointer(sum);
        var values = Array.ConvertAll(terms, term => (nint)TensorMemory.Pointer(pass.Dense(term.Value)));
        var factors = Array.ConvertAll(terms, term => pass.FactorOf(term.Gate));
        for (var from = 0L; from < count; from += WeightedSumKernel.Chunk)
        {
            var length = Math.Min(WeightedSumKernel.Chunk, count - from);
            WeightedSumKernel.Scale((float*)values[0] + from, factors[0], y + from, length);
            for (var i = 1; i < terms.Length; i++)
                WeightedSumKernel.AddScaled((float*)values[i] + from, factors[i], y + from, length);
        }

        return sum;
    }

    public override void Backward(NetworkPass pass, Tensor gradient, bool owned)
    {
        var dense = ChannelsLast.Dense(gradient);
        var g = TensorMemory.Pointer(dense);
        var count = dense.numel();
        foreach (var (value, gate) in terms)
        {
            if (_gatedByStage.Contains(value))
            {
                pass.AddGatedGradient(value, dense.alias(), gate);
                continue;
            }

            var known = pass.Needs(value) ? pass.GradientToAddTo(value) : null;
            var part = pass.Needs(value) && known is null ? ChannelsLast.Empty(dense.shape, CPU) : null;
            var byGate = Backward(
                gate != NetworkPass.NoGate && pass.Needs(gate) ? TensorMemory.Pointer(pass.Value(value)) : null, g, pass.FactorOf(gate),
                part is null ? null : TensorMemory.Pointer(part), known is null ? null : TensorMemory.Pointer(known), count);
            if (part is not null)
                pass.AddGradient(value, part, owned: true);
            if (gate != NetworkPass.NoGate && pass.Needs(gate))
                pass.AddGateGradient(gate, byGate);
        }

        if (!ReferenceEquals(dense, gradient))
            dense.Dispose();
    }

    /// <summary>Chunk by chunk, so that each stays in the nearest cache: sets a gradient or adds to one, and sums what the gate's is.</summary>
    private static double Backward(float* value, float* gradient, float factor, float* part, float* known, long count)
    {
        var byGate = 0.0;
        for (var from = 0L; from < count; from += WeightedSumKernel.Chunk)
        {
            var length = Math.Min(WeightedSumKernel.Chunk, count - from);
            if (value is not null)
                byGate += WeightedSumKernel.Dot(value + from, gradient + from, length);
            if (part is not null)
                WeightedSumKernel.Scale(gradient + from, factor, part + from, length);
            if (known is not null)
                WeightedSumKernel.AddScaled(gradient + from, factor, known + from, length);
        }

        return byGate;
    }
}
