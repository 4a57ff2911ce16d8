using System.Collections.Frozen;
using Nascent.Architectures;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Stages;

/// <summary>The way through a network on the processor, forward and backward or forward alone, by the stages' own rules.</summary>
/// <remarks>
/// Gives the gradients that libtorch's autograd gives (a test compares them), in less time: what follows a normalisation is computed
/// with it, equal parts once, and gradients go straight to their places.
/// </remarks>
internal sealed class NetworkPass : IDisposable
{
    /// <summary>In the place of a gate where there is none.</summary>
    public const int NoGate = -1;

    private readonly Stage[] _stages;
    private readonly int _outputSlot;
    private readonly bool[] _needs;
    private readonly Tensor?[] _values;
    private readonly Tensor?[] _gradients;
    private readonly bool[] _owned;
    private readonly int[] _gates;
    private readonly int[] _lastReader;
    private readonly bool[] _ownsMemory;
    private readonly int _inputCount;
    private Tensor?[] _inputGradients = [];
    private int _running;

    public NetworkPass(Stage[] stages, bool[] needs, int outputSlot, int inputCount, FrozenDictionary<int, (ActivationFunction Function, int Times)> activations)
    {
        Activations = activations;
        (_stages, _needs, _outputSlot) = (stages, needs, outputSlot);
        (_values, _gradients, _owned) = (new Tensor?[needs.Length], new Tensor?[needs.Length], new bool[needs.Length]);
        _gates = new int[needs.Length];
        Array.Fill(_gates, NoGate);
        _lastReader = new int[needs.Length];
        for (var i = 0; i < stages.Length; i++)
            foreach (var input in stages[i].Inputs)
                _lastReader[input] = i;
        _ownsMemory = new bool[needs.Length];
        foreach (var stage in stages)
            _ownsMemory[stage.Output] = stage.OwnsOutput;
        _lastReader[outputSlot] = stages.Length;
        _lastReader.AsSpan(0, inputCount).Fill(stages.Length);
        _inputCount = inputCount;
    }

    /// <summary>Where the values of pointwise functions stand, and how many operators of the network each of them is.</summary>
    public FrozenDictionary<int, (ActivationFunction Function, int Times)> Activations { get; }

    /// <summary>The key of this step's dropout masks.</summary>
    public DropoutKey Dropout { get; private set; }

    /// <summary>Whether <see cref="Backward"/> will follow.</summary>
    public bool Records { get; private set; } = true;

    /// <summary>Whether gradients by weights are of use.</summary>
    public bool NeedsWeights { get; private set; } = true;

    /// <summary>The gradient by an input in the last <see cref="Backward"/>; null where it was not asked for, or the output does not depend on it.</summary>
    public Tensor? GradientByInput(int input) => _inputGradients[input];

    /// <summary>A value that was computed.</summary>
    public Tensor Value(int slot) => _values[slot]!;

    /// <summary>A value, made dense and channels-last where it is not.</summary>
    public Tensor Dense(int slot) => _values[slot] = ChannelsLast.Dense(_values[slot]!);

    /// <summary>Whether the gradient by a value is of use.</summary>
    public bool Needs(int slot) => _needs[slot];

    /// <summary>Whether the stage that infers may overwrite a value: none reads it later, under this name or another.</summary>
    public bool MayOverwrite(int slot) => _ownsMemory[slot] && IsLastReader(slot);

    /// <summary>The output of a trained network. Values are let go after their last reader.</summary>
    public Tensor Infer(ReadOnlySpan<Tensor> inputs) => Through(inputs, training: false, keep: false, seen: null);

    /// <summary>The network's output; the caller runs <see cref="Backward"/> in the same dispose scope, or drops it.</summary>
    /// <param name="inputs">One tensor for each input of the network.</param>
    /// <param name="dropout">The key of dropout masks.</param>
    /// <param name="keep">Whether <see cref="Backward"/> will follow; otherwise values are let go after their last reader.</param>
    /// <param name="seen">Told of each value as soon as it is there, by its slot.</param>
    public Tensor Forward(ReadOnlySpan<Tensor> inputs, DropoutKey dropout, bool keep = true, Action<int, Tensor>? seen = null)
    {
        (Dropout, Records) = (dropout, keep);
        return Through(inputs, training: true, keep, seen);
    }

    /// <summary>Adds the gradients of all weights, given that of the output.</summary>
    /// <remarks>Values and gradients are let go as soon as nothing reads them, so that their memory is used again while it is still in the cache.</remarks>
    /// <param name="gradient">Of the loss by the output.</param>
    /// <param name="byWeights">Whether the weights' gradients are of use.</param>
    /// <returns>The gradient by the first input, where that was asked for and depends on it.</returns>
    public Tensor? Backward(Tensor gradient, bool byWeights = true)
    {
        NeedsWeights = byWeights;
        AddGradient(_outputSlot, gradient.alias(), owned: false);
        for (var i = _stages.Length - 1; i >= 0; i--)
        {
            var (stage, output) = (_stages[i], _stages[i].Output);
            if (_gradients[output] is { } byOutput)
            {
                _gradients[output] = null;
                stage.Backward(this, byOutput, _owned[output]);
                _gates[output] = NoGate;
                if (!stage.Inputs.Any(input => ReferenceEquals(_gradients[input], byOutput)))
                    byOutput.Dispose();
            }

            _values[output]?.Dispose();
            _values[output] = null;
        }

        var byInput = _gradients[0];
        _inputGradients = _gradients[.._inputCount];
        Array.Clear(_values);
        Array.Clear(_gradients);
        return byInput;
    }

    /// <summary>The gradient by a value as far as it is known, where a stage may add its part to that memory itself; else null.</summary>
    public Tensor? GradientToAddTo(int slot) =>
        _owned[slot] && _gradients[slot] is { } known && ReferenceEquals(ChannelsLast.Dense(known), known) ? known : null;

    /// <summary>The gate that the gradient by a value is yet to be multiplied by; <see cref="NoGate"/> where that is done.</summary>
    public int GateOf(int slot) => _gates[slot];

    /// <summary>Adds the only part of the gradient by a value, which the value's stage multiplies by a gate, whose gradient it also gives.</summary>
    /// <param name="slot">The value.</param>
    /// <param name="gradient">The gradient by the product of value and gate; this handle is the pass's from here on, its memory is read only.</param>
    /// <param name="gate">The slot of the gate.</param>
    public void AddGatedGradient(int slot, Tensor gradient, int gate)
    {
        _gates[slot] = gate;
        AddGradient(slot, gradient, owned: false);
    }

    /// <summary>Adds the gradient by a gate.</summary>
    public void AddGateGradient(int gate, double gradient)
    {
        var byGate = zeros(Value(gate).shape);
        TensorMemory.Span(byGate)[0] = (float)gradient;
        AddGradient(gate, byGate, owned: true);
    }

    /// <summary>The value of a gate; 1 where there is none.</summary>
    public float FactorOf(int gate) => gate == NoGate ? 1 : TensorMemory.Span(Value(gate))[0];

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
            var sum = _owned[slot] || owned ? target.add_(part, Scalars.One) : target.add(part, Scalars.One);
            _gradients[slot] = sum;
            _owned[slot] = true;
            part.Dispose();
            if (!ReferenceEquals(sum, target))
                target.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var stage in _stages)
            stage.Dispose();
    }

    private Tensor Through(ReadOnlySpan<Tensor> inputs, bool training, bool keep, Action<int, Tensor>? seen)
    {
        inputs.CopyTo(_values!);
        for (_running = 0; _running < _stages.Length; _running++)
        {
            var stage = _stages[_running];
            var output = training ? stage.Forward(this) : stage.Infer(this);
            if (!keep)
                LetGo(stage, output);
            _values[stage.Output] = output;
            seen?.Invoke(stage.Output, output);
        }

        var result = _values[_outputSlot]!;
        if (!keep)
            Array.Clear(_values);
        return result;
    }

    private void LetGo(Stage stage, Tensor output)
    {
        foreach (var input in stage.Inputs)
            if (IsLastReader(input) && !ReferenceEquals(_values[input], output))
                _values[input]?.Dispose();
    }

    private bool IsLastReader(int slot) => _lastReader[slot] == _running;
}
