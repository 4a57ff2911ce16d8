using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Nascent.Torch.Native;

/// <summary>The memory of tensors on the processor, without copies.</summary>
internal static unsafe partial class TensorMemory
{
    /// <summary>Where the first element of a tensor lies.</summary>
    /// <remarks>The tensor must outlive the use of the pointer; its strides are the caller's business.</remarks>
    public static float* Pointer(Tensor tensor)
    {
        var error = aoti_torch_get_data_ptr(tensor.Handle, out var pointer);
        return error == 0 ? (float*)pointer : throw new InvalidOperationException("libtorch gave no memory for a tensor.");
    }

    /// <summary>All elements of a dense tensor, in the order of memory.</summary>
    public static Span<float> Span(Tensor tensor) => Span<float>(tensor);

    /// <summary>The same of a dense tensor of other numbers.</summary>
    /// <typeparam name="T">What the tensor is made of.</typeparam>
    public static Span<T> Span<T>(Tensor tensor)
        where T : unmanaged => new(Pointer(tensor), checked((int)tensor.numel()));

    [LibraryImport("torch_cpu")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial int aoti_torch_get_data_ptr(nint tensor, out nint pointer);
}
