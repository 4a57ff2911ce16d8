using System.Collections.Frozen;
using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Weights;

/// <summary>All weights of a network in one flat tensor, their gradients in another and running statistics in a third.</summary>
/// <remarks>
/// Each weight is a view, so that an optimiser changes all of them in a handful of operations. Kernels come first, so that weight decay
/// is one contiguous part. Views begin at multiples of 64 bytes; the gaps hold zeros and stay zero.
/// </remarks>
public sealed class WeightBuffers : IDisposable
{
    private const int Alignment = 16;
    private readonly FrozenDictionary<string, Place> _places;

    internal WeightBuffers(IEnumerable<WeightSlot> slots, Device device)
    {
        using var scope = NewDisposeScope();
        var all = slots.ToImmutableArray();
        var places = new Dictionary<string, Place>();
        var trained = Lay(all.Where(slot => slot.Role == WeightRole.Kernel), 0, places);
        DecayedCount = trained;
        trained = Lay(all.Where(slot => slot.Trainable && slot.Role != WeightRole.Kernel), trained, places);
        var kept = Lay(all.Where(slot => !slot.Trainable), 0, places);
        Values = zeros(trained, ScalarType.Float32, device).DetachFromDisposeScope();
        Gradients = zeros(trained, ScalarType.Float32, device).DetachFromDisposeScope();
        Statistics = zeros(kept, ScalarType.Float32, device).DetachFromDisposeScope();
        Slots = all;
        foreach (var place in places.Values)
        {
            var sizes = place.Slot.Shape.Select(size => (long)size).ToArray();
            var strides = ChannelsLast.Strides(sizes);
            place.View = (place.Slot.Trainable ? Values : Statistics).as_strided(sizes, strides, place.Offset).DetachFromDisposeScope();
            if (!place.Slot.Trainable)
                continue;
            place.View.requires_grad_();
            place.View.grad = Gradients.as_strided(sizes, strides, place.Offset);
        }

        _places = places.ToFrozenDictionary();
    }

    /// <summary>The weights, in the network's order.</summary>
    public ImmutableArray<WeightSlot> Slots { get; }

    /// <summary>All trained weights: (elements).</summary>
    public Tensor Values { get; }

    /// <summary>Their gradients, in the same places: (elements).</summary>
    public Tensor Gradients { get; }

    /// <summary>All running statistics: (elements).</summary>
    public Tensor Statistics { get; }

    /// <summary>How many of the first elements of <see cref="Values"/> weight decay applies to: kernels, matrices and the gaps between them.</summary>
    public int DecayedCount { get; }

    /// <summary>One weight, as its operator reads it; null where there is none of that name.</summary>
    internal Tensor? this[string name] => _places.TryGetValue(name, out var place) ? place.View : null;

    /// <summary>Where a weight begins in <see cref="Values"/> or <see cref="Statistics"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public int OffsetOf(string name) => _places[name].Offset;

    /// <summary>The values of one weight, row-major.</summary>
    public float[] Get(WeightSlot slot)
    {
        var values = new float[slot.Count];
        WithMemory(slot, memory => ChannelsLast.ToRowMajor(memory, slot.Shape, values), write: false);
        return values;
    }

    /// <summary>Sets the values of one weight, given row-major.</summary>
    /// <param name="slot">Which weight.</param>
    /// <param name="values">As many as the weight has.</param>
    public void Set(WeightSlot slot, ReadOnlySpan<float> values)
    {
        var copy = values.ToArray();
        WithMemory(slot, memory => ChannelsLast.FromRowMajor(copy, slot.Shape, memory), write: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var place in _places.Values)
            place.View.Dispose();
        Values.Dispose();
        Gradients.Dispose();
        Statistics.Dispose();
    }

    private void WithMemory(WeightSlot slot, MemoryAction use, bool write)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var buffer = slot.Trainable ? Values : Statistics;
        var flat = buffer.narrow(0, _places[slot.Name].Offset, slot.Count);
        var near = buffer.device.type == TorchSharp.DeviceType.CPU ? flat : flat.cpu();
        use(TensorMemory.Span(near));
        if (write && !ReferenceEquals(near, flat))
            flat.copy_(near);
    }

    private static int Lay(IEnumerable<WeightSlot> slots, int next, Dictionary<string, Place> places)
    {
        foreach (var slot in slots)
        {
            places.Add(slot.Name, new Place(slot, next));
            next = checked(next + (((int)slot.Count + Alignment - 1) / Alignment * Alignment));
        }

        return next;
    }

    private delegate void MemoryAction(Span<float> memory);

    private sealed class Place(WeightSlot slot, int offset)
    {
        public WeightSlot Slot { get; } = slot;

        public int Offset { get; } = offset;

        public Tensor View { get; set; } = null!;
    }
}
