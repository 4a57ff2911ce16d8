using Nascent.Randomness;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Stages;

/// <summary>One training step's way through a network on the processor, forward and backward, by the stages' own rules.</summary>
/// <remarks>
/// Gives the gradients that libtorch's autograd gives (a test compares them), in less time: what follows a normalisation is computed
/// with it, equal parts once, and gradients go straight to their places.
/// </remarks>
internal sealed class TrainingPass
{
    private readonly Stage[] _stages;
    private readonly int _outputSlot;
    private readonly bool[] _needs;
    private readonly Tensor?[] _values;
    private readonly Tensor?[] _gradients;
    private readonly bool[] _owned;

    public TrainingPass(Stage[] stages, bool[] needs, int outputSlot)
    {
        (_stages, _needs, _outputSlot) = (stages, needs, outputSlot);
        (_values, _gradients, _owned) = (new Tensor?[needs.Length], new Tensor?[needs.Length], new bool[needs.Length]);
    }

    /// <summary>The key of this step's dropout masks.</summary>
    public Seed Dropout { get; private set; }

    /// <summary>A value that was computed.</summary>
    public Tensor Value(int slot) => _values[slot]!;

    /// <summary>A value, made dense and channels-last where it is not.</summary>
    public Tensor Dense(int slot) => _values[slot] = ChannelsLast.Dense(_values[slot]!);

    /// <summary>Whether the gradient by a value is of use.</summary>
    public bool Needs(int slot) => _needs[slot];

    /// <summary>The network's output; the caller runs <see cref="Backward"/> in the same dispose scope, or drops it.</summary>
    public Tensor Forward(ReadOnlySpan<Tensor> inputs, Seed dropout)
    {
        Dropout = dropout;
        for (var i = 0; i < inputs.Length; i++)
            _values[i] = inputs[i];
        foreach (var stage in _stages)
            _values[stage.Output] = stage.Forward(this);
        return _values[_outputSlot]!;
    }

    /// <summary>Adds the gradients of all weights, given that of the output.</summary>
    /// <remarks>Values and gradients are let go as soon as nothing reads them, so that their memory is used again while it is still in the cache.</remarks>
    public void Backward(Tensor gradient)
    {
        AddGradient(_outputSlot, gradient.alias(), owned: false);
        for (var i = _stages.Length - 1; i >= 0; i--)
        {
            var (stage, output) = (_stages[i], _stages[i].Output);
            if (_gradients[output] is { } byOutput)
            {
                _gradients[output] = null;
                stage.Backward(this, byOutput, _owned[output]);
                if (!stage.Inputs.Any(input => ReferenceEquals(_gradients[input], byOutput)))
                    byOutput.Dispose();
            }

            _values[output]?.Dispose();
            _values[output] = null;
        }

        Array.Clear(_values);
        Array.Clear(_gradients);
    }

    /// <summary>Adds a part of the gradient by a value.</summary>
    /// <param name="slot">The value.</param>
    /// <param name="gradient">The part; this handle is the pass's from here on.</param>
    /// <param name="owned">Whether nobody else reads this memory, so that it may be changed.</param>
    public void AddGradient(int slot, Tensor gradient, bool owned)
    {
        if (!_needs[slot])
            gradient.Dispose();
        else if (_gradients[slot] is not { } known)
            (_gradients[slot], _owned[slot]) = (gradient, owned);
        else
        {
            var (target, part) = _owned[slot] || !owned ? (known, gradient) : (gradient, known);
            var sum = _owned[slot] || owned ? target.add_(part) : target + part;
            _gradients[slot] = sum;
            _owned[slot] = true;
            part.Dispose();
            if (!ReferenceEquals(sum, target))
                target.Dispose();
        }
    }
}
