using System.Collections.Frozen;
using Nascent.Architectures.Operators;
using Nascent.Torch.Kernels;
using Nascent.Torch.Kernels.Winograd;
using Nascent.Torch.Modules.Operators;

namespace Nascent.Torch.Modules.Stages;

/// <summary>Turns a network into stages: joins what is fast together, and computes equal parts once.</summary>
internal sealed class StageCompiler
{
    private readonly OperatorGraph _graph;
    private readonly Workspace _memory = new(Math.Max(WinogradConvolution.Parts, DepthwiseConvolution.Parts));
    private readonly int[] _stands; // a slot → the slot that holds its value
    private readonly int[] _readers; // a slot → how often it is read
    private readonly bool[] _needs; // a slot → whether the gradient by it is of use
    private readonly List<Stage> _stages = [];
    private readonly HashSet<ModuleStep> _joined = []; // activations that the stage before them computes
    private readonly Dictionary<(Operator, int), int> _known = []; // a plain operator of a value → the slot of the result
    private readonly Dictionary<int, (int Value, int Gate)> _gated = []; // the slot of a product that a sum computes → what it is of

    private StageCompiler(OperatorGraph graph, bool byInput, bool byGates)
    {
        _graph = graph;
        _stands = [.. Enumerable.Range(0, graph.SlotCount)];
        _readers = new int[graph.SlotCount];
        foreach (var step in graph.Steps)
            foreach (var input in step.Inputs)
                _readers[input]++;
        _readers[graph.OutputSlot]++;
        _needs = new bool[graph.SlotCount];
        _needs.AsSpan(0, graph.Architecture.Inputs.Length).Fill(byInput || byGates);
        _needs[0] = byInput;
    }

    /// <summary>The stages of a network.</summary>
    /// <param name="graph">The network, simplified, on the processor.</param>
    /// <param name="byInput">Whether gradients by the inputs are of use.</param>
    /// <param name="byGates">Whether gradients by all inputs but the first are.</param>
    public static NetworkPass Compile(OperatorGraph graph, bool byInput = false, bool byGates = false) => new StageCompiler(graph, byInput, byGates).Compile();

    private NetworkPass Compile()
    {
        for (var i = 0; i < _graph.Steps.Length; i++)
            Place(i);
        var output = _stands[_graph.OutputSlot];
        foreach (var sum in _stages.OfType<WeightedSumStage>())
            sum.LeaveGates(_stages, output);
        var activations = _graph.Steps.Where(step => step.Node.Operator is Operator.Activation)
            .GroupBy(step => _stands[step.Output]).ToFrozenDictionary(group => group.Key, group => (((Operator.Activation)group.First().Node.Operator).Function, group.Count()));
        return new NetworkPass([.. _stages], _needs, output, _graph.Architecture.Inputs.Length, activations);
    }

    /// <summary>Gives a step a stage of its own, or leaves it to another.</summary>
    private void Place(int index)
    {
        var step = _graph.Steps[index];
        var (op, inputs) = (step.Node.Operator, Array.ConvertAll(step.Inputs, input => _stands[input]));
        _needs[step.Output] = inputs.Any(input => _needs[input]) || step.HasWeights;
        if (_joined.Contains(step))
            _stands[step.Output] = inputs[0];
        else if (IsPlain(op) && !_known.TryAdd((op, inputs[0]), step.Output))
            _stands[step.Output] = _known[(op, inputs[0])];
        else if (IsGated(step) && OnlyReader(index)?.Node.Operator is Operator.Add)
            _gated.Add(step.Output, (inputs[0], inputs[1]));
        else if (op is Operator.Add && inputs.Any(_gated.ContainsKey))
            _stages.Add(new WeightedSumStage(Array.ConvertAll(inputs, input => _gated.TryGetValue(input, out var product) ? product : (input, NetworkPass.NoGate)), step.Output));
        else
            _stages.Add(Make(step.At(inputs), OnlyReader(index)));
    }

    /// <summary>The fastest stage that supports an operator: any operator has <see cref="AutogradStage"/>.</summary>
    private Stage Make(ModuleStep step, ModuleStep? follower)
    {
        var (input, output) = (step.Inputs[0], step.Output);
        var shape = _graph.Architecture.InputShapeOf(step.Node);
        return step.Node.Operator switch
        {
            Operator.Convolution c when WinogradConvolution.Supports(c, shape) => new KernelConvolutionStage(new WinogradConvolution(shape.Width, c.Channels, _memory), step.Weights, input, output),
            Operator.Convolution c when DepthwiseConvolution.Supports(c, shape) => new KernelConvolutionStage(new DepthwiseConvolution(c, _memory), step.Weights, input, output),
            Operator.Convolution c => new ConvolutionStage(c, step.Weights, input, output),
            Operator.BatchNorm norm => new NormStage(norm, KernelOf(shape.Width, follower), step.Weights, input, output),
            Operator.Activation a when PointwiseKernel.For(a.Function) is { } function => new ActivationStage(function, input, output),
            Operator.Pool pool when MaxPoolStage.Supports(pool, shape.Width) => new MaxPoolStage(pool.Kernel, input, output),
            Operator.Add => new AddStage(step.Inputs, output),
            Operator.GlobalPool { Kind: PoolKind.Average } => new GlobalAverageStage(input, output),
            _ => new AutogradStage(step),
        };
    }

    /// <summary>The kernel of a normalisation, with the activation that alone reads it where there is such a kernel.</summary>
    private NormKernel KernelOf(int channels, ModuleStep? follower)
    {
        if (follower?.Node.Operator is Operator.Activation a && NormKernel.For(channels, a.Function) is { } both)
        {
            _joined.Add(follower);
            return both;
        }

        return NormKernel.For(channels, null)!;
    }

    private ModuleStep? OnlyReader(int index)
    {
        var output = _graph.Steps[index].Output;
        return _readers[output] != 1 ? null : _graph.Steps.Skip(index + 1).FirstOrDefault(step => step.Inputs.Contains(output));
    }

    /// <summary>Whether a step multiplies a value by an input of one number, on a processor that the kernel is for.</summary>
    private bool IsGated(ModuleStep step) =>
        WideVectors.AreFast && step.Node.Operator is Operator.Multiply && step.Inputs[1] > 0 && step.Inputs[1] < _graph.Architecture.Inputs.Length
        && _graph.Architecture.Inputs[step.Inputs[1]].Type.Shape.Count == 1;

    /// <summary>Whether two such operators on one value give one result: they have no weights and no randomness.</summary>
    private static bool IsPlain(Operator op) => op is Operator.Activation or Operator.Pool or Operator.GlobalPool or Operator.Flatten or Operator.Resize or Operator.Slice or Operator.PadChannels or Operator.Zero;
}
