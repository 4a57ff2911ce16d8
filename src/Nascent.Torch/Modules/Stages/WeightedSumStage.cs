using Nascent.Torch.Kernels;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Stages;

/// <summary>A sum of values, some of them times a gate: what the options of a mixture are joined by.</summary>
/// <param name="terms">The slots of each value and of its gate, an input of one number; −1 where it has none.</param>
/// <param name="output">Where the sum goes.</param>
internal sealed unsafe class WeightedSumStage((int Value, int Gate)[] terms, int output)
    : Stage([.. terms.Select(term => term.Value), .. terms.Where(term => term.Gate >= 0).Select(term => term.Gate)], output)
{
    public override bool OwnsOutput => true;

    public override Tensor Forward(NetworkPass pass)
    {
        var first = pass.Dense(terms[0].Value);
        var (sum, count) = (ChannelsLast.Empty(first.shape, CPU), first.numel());
        var y = TensorMemory.Pointer(sum);
        var values = Array.ConvertAll(terms, term => (nint)TensorMemory.Pointer(pass.Dense(term.Value)));
        var factors = Array.ConvertAll(terms, term => FactorOf(pass, term.Gate));
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
            if (gate >= 0 && pass.Needs(gate))
            {
                var byGate = zeros(pass.Value(gate).shape);
                TensorMemory.Span(byGate)[0] = (float)WeightedSumKernel.Dot(TensorMemory.Pointer(pass.Value(value)), g, count);
                pass.AddGradient(gate, byGate, owned: true);
            }

            if (!pass.Needs(value))
                continue;
            if (pass.GradientToAddTo(value) is { } known)
            {
                WeightedSumKernel.AddScaled(g, FactorOf(pass, gate), TensorMemory.Pointer(known), count);
                continue;
            }

            var part = ChannelsLast.Empty(dense.shape, CPU);
            WeightedSumKernel.Scale(g, FactorOf(pass, gate), TensorMemory.Pointer(part), count);
            pass.AddGradient(value, part, owned: true);
        }

        if (!ReferenceEquals(dense, gradient))
            dense.Dispose();
    }

    private static float FactorOf(NetworkPass pass, int gate) => gate < 0 ? 1 : TensorMemory.Span(pass.Value(gate))[0];
}
