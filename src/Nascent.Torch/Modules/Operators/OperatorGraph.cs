using System.Collections.Immutable;
using Nascent.Architectures;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Operators;

/// <summary>A network's operators in order, over numbered values: the network's inputs first, then what each operator gives.</summary>
/// <remarks>Everything that goes through a network operator by operator does so by <see cref="Walk"/>; the faster way is by stages.</remarks>
internal sealed class OperatorGraph
{
    private readonly int[] _lastReader; // of each value: the number of the step

    /// <summary>Makes the graph of a network.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="weights">Its weight of a name, or null where there is none.</param>
    public OperatorGraph(Architecture architecture, Func<string, Tensor?> weights)
    {
        Architecture = architecture;
        var slots = new Dictionary<NodePath, int>();
        foreach (var input in architecture.Inputs)
            slots.Add(input.Node, slots.Count);
        var steps = ImmutableArray.CreateBuilder<ModuleStep>(architecture.Nodes.Length);
        foreach (var node in architecture.Nodes)
        {
            steps.Add(new ModuleStep(node, [.. node.Inputs.Select(path => slots[path])], slots.Count, OperatorWeights.Of(node, weights)));
            slots.Add(node.Path, slots.Count);
        }

        (Steps, OutputSlot) = (steps.ToImmutable(), slots[architecture.Outputs[0].Node]);
        _lastReader = new int[SlotCount];
        foreach (var (i, step) in Steps.Index())
            foreach (var slot in step.Inputs)
                _lastReader[slot] = i;
        _lastReader[OutputSlot] = Steps.Length;
    }

    /// <summary>The network.</summary>
    public Architecture Architecture { get; }

    /// <summary>Its operators, each after what it reads.</summary>
    public ImmutableArray<ModuleStep> Steps { get; }

    /// <summary>Where the output stands.</summary>
    public int OutputSlot { get; }

    /// <summary>The number of values.</summary>
    public int SlotCount => Architecture.Inputs.Length + Steps.Length;

    /// <summary>All values of the network, by a rule that says what an operator makes of what it reads.</summary>
    /// <param name="inputs">One value for each input of the network.</param>
    /// <param name="rule">The rule; it may give one of its inputs.</param>
    /// <param name="letGo">What is done with a value after its last reader, but for inputs, the output and what is kept; null for nothing.</param>
    /// <param name="keep">The slots of values that are kept.</param>
    /// <returns>The values by slot; null where one was let go.</returns>
    public T?[] Walk<T>(ReadOnlySpan<T> inputs, Func<ModuleStep, T[], T> rule, Action<T>? letGo = null, IReadOnlySet<int>? keep = null)
        where T : class
    {
        var values = new T?[SlotCount];
        inputs.CopyTo(values!);
        for (var i = 0; i < Steps.Length; i++)
        {
            var step = Steps[i];
            values[step.Output] = rule(step, Array.ConvertAll(step.Inputs, slot => values[slot]!));
            if (letGo is null)
                continue;
            foreach (var slot in step.Inputs)
                if (_lastReader[slot] == i && slot >= Architecture.Inputs.Length && keep?.Contains(slot) != true)
                    Release(values, slot, letGo);
        }

        return values;
    }

    // Two slots may hold one value: what an operator passes on unchanged.
    private static void Release<T>(T?[] values, int slot, Action<T> letGo)
        where T : class
    {
        var value = values[slot];
        values[slot] = null;
        if (value is not null && !Array.Exists(values, other => ReferenceEquals(other, value)))
            letGo(value);
    }
}
