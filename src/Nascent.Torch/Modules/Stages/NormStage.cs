using Nascent.Architectures.Operators;
using Nascent.Torch.Kernels;
using Nascent.Torch.Modules.Operators;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Stages;

/// <summary>Batch normalisation with the pointwise function after it.</summary>
internal sealed unsafe class NormStage : Stage
{
    private readonly Operator.BatchNorm _op;
    private readonly NormKernel _kernel;
    private readonly OperatorWeights _weights;
    private readonly Tensor _scaleGradient;
    private readonly Tensor _shiftGradient;
    private readonly double[] _first;
    private readonly double[] _second;
    private readonly double[] _inverseDeviation;
    private readonly float[] _mean;
    private readonly float[] _scale;
    private readonly float[] _shift;
    private readonly float[] _slope;
    private readonly float[] _offset;

    public NormStage(Operator.BatchNorm op, NormKernel kernel, OperatorWeights weights, int input, int output)
        : base([input], output)
    {
        (_op, _kernel, _weights) = (op, kernel, weights);
        _scaleGradient = weights.Weight!.grad!.DetachFromDisposeScope();
        _shiftGradient = weights.Bias!.grad!.DetachFromDisposeScope();
        var channels = kernel.Channels;
        (_first, _second, _inverseDeviation) = (new double[channels], new double[channels], new double[channels]);
        (_mean, _scale, _shift, _slope, _offset) = (new float[channels], new float[channels], new float[channels], new float[channels], new float[channels]);
    }

    /// <summary>Whether no pointwise function is computed with it.</summary>
    public bool IsPlain => _kernel is NormKernel<Pointwise.None>;

    public override Tensor Forward(NetworkPass pass)
    {
        var x = pass.Dense(Inputs[0]);
        var count = x.numel();
        _kernel.Moments(TensorMemory.Pointer(x), count, _first, _second);
        Normalise(count / _kernel.Channels, TensorMemory.Pointer(x));
        var y = ChannelsLast.Empty(x.shape, CPU);
        _kernel.Apply(TensorMemory.Pointer(x), TensorMemory.Pointer(y), count, _scale, _shift);
        return y;
    }

    public override Tensor Infer(NetworkPass pass)
    {
        var x = pass.Dense(Inputs[0]);
        var weight = TensorMemory.Pointer(_weights.Weight!);
        var bias = TensorMemory.Pointer(_weights.Bias!);
        var mean = TensorMemory.Pointer(_weights.RunningMean!);
        var variance = TensorMemory.Pointer(_weights.RunningVariance!);
        for (var c = 0; c < _kernel.Channels; c++)
        {
            var scale = weight[c] / Math.Sqrt(variance[c] + _op.Epsilon);
            (_scale[c], _shift[c]) = ((float)scale, (float)(bias[c] - (mean[c] * scale)));
        }

        var y = pass.MayOverwrite(Inputs[0]) ? x : ChannelsLast.Empty(x.shape, CPU);
        _kernel.Apply(TensorMemory.Pointer(x), TensorMemory.Pointer(y), x.numel(), _scale, _shift);
        return y;
    }

    public override void Backward(NetworkPass pass, Tensor gradient, bool owned)
    {
        var x = pass.Value(Inputs[0]);
        var dense = ChannelsLast.Dense(gradient);
        var (count, rows) = (x.numel(), x.numel() / _kernel.Channels);
        var result = owned || !ReferenceEquals(dense, gradient) ? dense : ChannelsLast.Empty(x.shape, CPU);
        _kernel.GradientSums(TensorMemory.Pointer(x), TensorMemory.Pointer(dense), TensorMemory.Pointer(result), count, _scale, _shift, _mean, _first, _second);
        var factor = Gate(pass);
        var scaleGradient = TensorMemory.Pointer(_scaleGradient);
        var shiftGradient = TensorMemory.Pointer(_shiftGradient);
        for (var c = 0; c < _kernel.Channels; c++)
        {
            scaleGradient[c] += (float)(_second[c] * _inverseDeviation[c]);
            shiftGradient[c] += (float)_first[c];
            var slope = -_scale[c] * _inverseDeviation[c] * _inverseDeviation[c] * _second[c] / rows;
            _slope[c] = (float)slope;
            _offset[c] = (float)((-_scale[c] * _first[c] / rows) - (slope * _mean[c]));
        }

        if (!pass.Needs(Inputs[0]))
            return;
        for (var c = 0; c < _kernel.Channels; c++) // of this step; the next one forward computes it anew
            _scale[c] *= factor;
        _kernel.Gradient(TensorMemory.Pointer(x), TensorMemory.Pointer(dense), TensorMemory.Pointer(result), count, _scale, _shift, _slope, _offset);
        pass.AddGradient(Inputs[0], result, owned: true);
    }

    public override void Dispose()
    {
        _scaleGradient.Dispose();
        _shiftGradient.Dispose();
        base.Dispose();
    }

    /// <summary>Gives the gradient by the gate behind the output, Σ g · y = Σ scale · Σ g · (x − mean) + bias · Σ g over channels, and multiplies what was summed by it.</summary>
    /// <returns>The gate's value, 1 where there is none.</returns>
    private float Gate(NetworkPass pass)
    {
        if (pass.GateOf(Output) is var gate && gate == NetworkPass.NoGate)
            return 1;
        var bias = TensorMemory.Pointer(_weights.Bias!);
        var (factor, byGate) = (pass.FactorOf(gate), 0.0);
        for (var c = 0; c < _kernel.Channels; c++)
        {
            byGate += (_scale[c] * _second[c]) + (bias[c] * _first[c]);
            (_first[c], _second[c]) = (factor * _first[c], factor * _second[c]);
        }

        if (pass.Needs(gate))
            pass.AddGateGradient(gate, byGate);
        return factor;
    }

    /// <summary>From the sums of x − x₀: the batch's mean and variance, the running ones, and scale and shift of x.</summary>
    private void Normalise(long rows, float* first)
    {
        var weight = TensorMemory.Pointer(_weights.Weight!);
        var bias = TensorMemory.Pointer(_weights.Bias!);
        var runningMean = TensorMemory.Pointer(_weights.RunningMean!);
        var runningVariance = TensorMemory.Pointer(_weights.RunningVariance!);
        var (old, unbiased) = (1 - _op.Momentum, rows > 1 ? (double)rows / (rows - 1) : 1);
        for (var c = 0; c < _kernel.Channels; c++)
        {
            var distance = _first[c] / rows;
            var (mean, variance) = (first[c] + distance, Math.Max(0, (_second[c] / rows) - (distance * distance)));
            runningMean[c] = (float)((old * runningMean[c]) + (_op.Momentum * mean));
            runningVariance[c] = (float)((old * runningVariance[c]) + (_op.Momentum * variance * unbiased));
            _inverseDeviation[c] = 1 / Math.Sqrt(variance + _op.Epsilon);
            _mean[c] = (float)mean;
            _scale[c] = (float)(weight[c] * _inverseDeviation[c]);
            _shift[c] = (float)(bias[c] - (mean * weight[c] * _inverseDeviation[c]));
        }
    }
}
