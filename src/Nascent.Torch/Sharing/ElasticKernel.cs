using System.Collections.Immutable;
using Nascent.Architectures;

namespace Nascent.Torch.Sharing;

/// <summary>A part of a shared weight whose kernel is smaller than the largest, and is learned from it; see <see cref="KernelTransform"/>.</summary>
/// <param name="weight">The weight.</param>
/// <param name="transformOf">Its matrix that gives kernels of a side.</param>
internal sealed class ElasticKernel(SharedWeight weight, Func<SharedWeight, int, SharedWeight> transformOf)
{
    /// <summary>Whether a network's kernel is one of these.</summary>
    public static bool IsPartOf(SharedWeight weight, WeightSlot slot) =>
        slot is { Role: WeightRole.Kernel, Shape: [_, _, var side, _] } && side < weight.Kernel && (weight.Kernel - side) % KernelTransform.Step == 0;

    /// <summary>Copies a network's part of the values into its memory.</summary>
    /// <inheritdoc cref="SharedWeight.CopyTo" path="/param"/>
    public void CopyTo(WeightSlot slot, int groups, Span<float> target) => Steps(slot, groups)[^1].CopyTo(target);

    /// <summary>Adds a network's gradients to those of the weight and of its matrices.</summary>
    /// <param name="slot">The weight as the network has it.</param>
    /// <param name="gradients">Its gradients, in its memory's order.</param>
    /// <param name="factor">What they are multiplied by.</param>
    /// <param name="touched">Is told of the matrices.</param>
    public void AddGradients(WeightSlot slot, ReadOnlySpan<float> gradients, float factor, ISet<SharedWeight> touched)
    {
        var steps = Steps(slot, groups: 1);
        var by = gradients.ToArray();
        for (var i = 0; i < by.Length; i++)
            by[i] *= factor;
        for (var i = steps.Length - 2; i >= 0; i--)
        {
            var side = weight.Kernel - (KernelTransform.Step * (i + 1));
            var transform = transformOf(weight, side);
            by = KernelTransform.Back(steps[i], by, side, slot.Shape[1], transform.Values, transform.Gradients);
            touched.Add(transform);
        }

        weight.AddGradients(Whole(slot), by, 1);
    }

    /// <summary>The kernels of each side, from the largest to the network's.</summary>
    private ImmutableArray<float[]> Steps(WeightSlot slot, int groups)
    {
        var whole = Whole(slot);
        var kernels = new float[whole.Count];
        weight.CopyTo(whole, groups, kernels);
        var steps = ImmutableArray.CreateBuilder<float[]>();
        steps.Add(kernels);
        for (var side = weight.Kernel - KernelTransform.Step; side >= slot.Shape[2]; side -= KernelTransform.Step)
            steps.Add(KernelTransform.Shrink(steps[^1], side, slot.Shape[1], transformOf(weight, side).Values));
        return steps.ToImmutable();
    }

    private WeightSlot Whole(WeightSlot slot) => slot with { Shape = [slot.Shape[0], slot.Shape[1], weight.Kernel, weight.Kernel] };
}
