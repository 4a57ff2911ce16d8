using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch;

/// <summary>Where networks are trained: the processor, or one NVIDIA GPU.</summary>
/// <param name="Kind"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Index">The GPU's number, from 0; 0 for the processor.</param>
public sealed record TrainingDevice(string Kind, int Index)
{
    /// <summary>The processor.</summary>
    public static readonly TrainingDevice Cpu = new("cpu", 0);

    /// <summary>Reads <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    /// <exception cref="NascentException">The text is none of these.</exception>
    public static TrainingDevice Parse(string text)
    {
        if (text == "cpu")
            return Cpu;
        if (text == "cuda")
            return new("cuda", 0);
        if (text.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(text.AsSpan(5), System.Globalization.NumberStyles.None, null, out var index))
            return new("cuda", index);
        throw new NascentException($"Device: found '{text}', expected cpu, cuda, or cuda:N with N the number of a GPU from 0.");
    }

    /// <summary>Checks that this machine has the device.</summary>
    /// <exception cref="NascentException">It has not; the message says what to do.</exception>
    public void Require() => ToTorch();

    /// <inheritdoc/>
    public override string ToString() => Kind == "cpu" ? "cpu" : $"{Kind}:{Index}";

    internal Device ToTorch()
    {
        LibTorch.Load();
        if (Kind == "cpu")
            return CPU;
        if (!cuda_is_available())
            throw new NascentException(
                $"Device '{this}': found no usable NVIDIA GPU. Use --device cpu, or install the NVIDIA driver and build with the package libtorch-cuda-12.8-linux-x64 in place of libtorch-cpu-linux-x64.");
        var count = cuda.device_count();
        return Index < count
            ? new Device(TorchSharp.DeviceType.CUDA, Index)
            : throw new NascentException($"Device '{this}': found {count} GPU(s), expected a number from 0 to {count - 1}.");
    }
}
