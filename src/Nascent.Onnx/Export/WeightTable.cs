using Nascent.Architectures;

namespace Nascent.Onnx.Export;

/// <summary>The weights of one network by name, checked to be there and to have the shapes that the network needs.</summary>
internal sealed class WeightTable
{
    private readonly Dictionary<string, NamedTensor> _byName;

    /// <exception cref="NascentException">A weight is missing, is there twice, or has another shape.</exception>
    public WeightTable(Architecture architecture, IReadOnlyList<NamedTensor> weights)
    {
        _byName = new Dictionary<string, NamedTensor>(weights.Count, StringComparer.Ordinal);
        foreach (var weight in weights)
            if (!_byName.TryAdd(weight.Name, weight))
                throw new NascentException($"Network '{architecture.Name}', weight '{weight.Name}': found twice, expected one set of values.");
        foreach (var slot in architecture.Weights)
            Check(architecture.Name, slot);
    }

    /// <summary>The values of a weight, row-major.</summary>
    public float[] this[string name] => _byName[name].Values;

    private void Check(string network, WeightSlot slot)
    {
        var expected = string.Join("×", slot.Shape);
        if (!_byName.TryGetValue(slot.Name, out var weight))
            throw new NascentException($"Network '{network}', weight '{slot.Name}': not found, expected values of shape {expected}. Are these the weights of this network?");
        if (!weight.Shape.AsSpan().SequenceEqual(slot.Shape.AsSpan()) || weight.Values.Length != slot.Count)
            throw new NascentException(
                $"Network '{network}', weight '{slot.Name}': found shape {string.Join("×", weight.Shape)} with {weight.Values.Length} values, expected {expected}.");
        if (slot.Role == WeightRole.RunningVariance && weight.Values.Any(value => value < 0))
            throw new NascentException($"Network '{network}', weight '{slot.Name}': found a negative variance, expected values of at least 0.");
        if (!weight.Values.All(float.IsFinite))
            throw new NascentException($"Network '{network}', weight '{slot.Name}': found NaN or infinity, expected finite numbers. Did training diverge?");
    }
}
