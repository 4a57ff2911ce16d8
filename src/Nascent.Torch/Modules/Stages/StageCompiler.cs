using System.Collections.Frozen;
using System.Runtime.Intrinsics;
using Nascent.Architectures;
using Nascent.Torch.Kernels;
using Nascent.Torch.Kernels.Winograd;
using Nascent.Torch.Modules.Operators;
using Nascent.Torch.Modules.Weights;

namespace Nascent.Torch.Modules.Stages;

/// <summary>Turns a network into stages: joins what is fast together, and computes equal parts once.</summary>
internal static class StageCompiler
{
    /// <summary>The stages of a network.</summary>
    /// <param name="architecture">The network, simplified.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="steps">Its operators, in order.</param>
    /// <param name="byInput">Whether gradients by the inputs are of use.</param>
    /// <param name="byGates">Whether gradients by all inputs but the first are.</param>
    public static NetworkPass Compile(Architecture architecture, WeightBuffers weights, IReadOnlyList<ModuleStep> steps, bool byInput = false, bool byGates = false)
    {
        var slotCount = architecture.Inputs.Length + architecture.Nodes.Length;
        var stands = Enumerable.Range(0, slotCount).ToArray(); // a slot → the slot that holds its value
        var readers = new int[slotCount];
        foreach (var step in steps)
            foreach (var input in step.Inputs)
                readers[input]++;
        var output = steps.Count == 0 ? 0 : steps.Single(step => step.Node.Path == architecture.Outputs[0].Node).Output;
        readers[output]++;
        var needs = new bool[slotCount];
        needs.AsSpan(0, architecture.Inputs.Length).Fill(byInput || byGates);
        needs[0] = byInput;
        var known = new Dictionary<(Operator, int), int>();
        var stages = new List<Stage>();
        var memory = new Workspace(Math.Max(WinogradConvolution.Parts, DepthwiseConvolution.Parts));
        var joined = new HashSet<ModuleStep>();
        var gated = new Dictionary<int, (int Value, int Gate)>(); // the slot of a product that a sum computes → what it is of
        for (var i = 0; i < steps.Count; i++)
        {
            var (step, inputs) = (steps[i], steps[i].Inputs.Select(input => stands[input]).ToArray());
            needs[step.Output] = inputs.Any(input => needs[input]) || step.HasWeights;
            if (joined.Contains(step))
                stands[step.Output] = inputs[0];
            else if (IsPlain(step.Node.Operator) && !known.TryAdd((step.Node.Operator, inputs[0]), step.Output))
                stands[step.Output] = known[(step.Node.Operator, inputs[0])];
            else if (IsGated(architecture, step) && OnlyReader(steps, i, readers)?.Node.Operator is Operator.Add)
                gated.Add(step.Output, (inputs[0], inputs[1]));
            else if (step.Node.Operator is Operator.Add && inputs.Any(gated.ContainsKey))
                stages.Add(new WeightedSumStage(Array.ConvertAll(inputs, input => gated.TryGetValue(input, out var product) ? product : (input, -1)), step.Output));
            else
                stages.Add(Make(step.At(inputs), Follower(steps, i, readers), joined, architecture, weights, memory));
        }

        foreach (var sum in stages.OfType<WeightedSumStage>())
            sum.LeaveGates(stages, stands[output]);
        var activations = steps.Where(step => step.Node.Operator is Operator.Activation)
            .GroupBy(step => stands[step.Output]).ToFrozenDictionary(group => group.Key, group => (((Operator.Activation)group.First().Node.Operator).Function, group.Count()));
        return new NetworkPass([.. stages], needs, stands[output], architecture.Inputs.Length, activations);
    }

    private static Stage Make(ModuleStep step, ModuleStep? follower, HashSet<ModuleStep> joined, Architecture architecture, WeightBuffers weights, Workspace memory)
    {
        var input = step.Inputs[0];
        switch (step.Node.Operator)
        {
            case Operator.Convolution convolution when WinogradConvolution.Supports(convolution, architecture.InputShapeOf(step.Node)):
                var winograd = new WinogradConvolution(architecture.InputShapeOf(step.Node).Width, convolution.Channels, memory);
                return new KernelConvolutionStage(winograd, new OperatorWeights(step.Node, weights), input, step.Output);
            case Operator.Convolution convolution when DepthwiseConvolution.Supports(convolution, architecture.InputShapeOf(step.Node)):
                return new KernelConvolutionStage(new DepthwiseConvolution(convolution, memory), new OperatorWeights(step.Node, weights), input, step.Output);
            case Operator.Convolution convolution:
                return new ConvolutionStage(convolution, new OperatorWeights(step.Node, weights), input, step.Output);
            case Operator.BatchNorm norm:
                var channels = (int)weights[$"{step.Node.Path}.weight"]!.numel();
                var kernel = follower?.Node.Operator is Operator.Activation a ? NormKernel.For(channels, a.Function) : null;
                if (kernel is not null)
                    joined.Add(follower!);
                return new NormStage(norm, kernel ?? NormKernel.For(channels, null)!, new OperatorWeights(step.Node, weights), input, step.Output);
            case Operator.Activation activation when PointwiseKernel.For(activation.Function) is { } function:
                return new ActivationStage(function, input, step.Output);
            case Operator.Pool pool when MaxPoolStage.Supports(pool, architecture.InputShapeOf(step.Node).Width):
                return new MaxPoolStage(pool.Kernel, input, step.Output);
            case Operator.Add:
                return new AddStage(step.Inputs, step.Output);
            case Operator.GlobalPool { Kind: PoolKind.Average }:
                return new GlobalAverageStage(input, step.Output);
            default:
                return new AutogradStage(step);
        }
    }

    /// <summary>The only reader of a step's output, where it is an activation.</summary>
    private static ModuleStep? Follower(IReadOnlyList<ModuleStep> steps, int index, int[] readers) =>
        OnlyReader(steps, index, readers) is { Node.Operator: Operator.Activation } reader ? reader : null;

    private static ModuleStep? OnlyReader(IReadOnlyList<ModuleStep> steps, int index, int[] readers) =>
        readers[steps[index].Output] != 1 ? null : steps.Skip(index + 1).FirstOrDefault(step => step.Inputs.Contains(steps[index].Output));

    /// <summary>Whether a step multiplies a value by an input of one number, on a processor that the kernel is for.</summary>
    private static bool IsGated(Architecture architecture, ModuleStep step) =>
        Vector512.IsHardwareAccelerated && step.Node.Operator is Operator.Multiply && step.Inputs[1] > 0 && step.Inputs[1] < architecture.Inputs.Length
        && architecture.Inputs[step.Inputs[1]].Type.Shape.Count == 1;

    /// <summary>Whether two such operators on one value give one result: they have no weights and no randomness.</summary>
    private static bool IsPlain(Operator op) => op is Operator.Activation or Operator.Pool or Operator.GlobalPool or Operator.Flatten or Operator.Resize or Operator.Slice or Operator.PadChannels or Operator.Zero;
}
