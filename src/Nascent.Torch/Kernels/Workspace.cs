using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nascent.Torch.Kernels;

/// <summary>Memory that kernels use again and again, so that it stays in the cache: some parts, each as large as it was ever asked for.</summary>
/// <remarks>What a part held is not kept from one use to the next. Not safe for use by several threads at once.</remarks>
internal sealed unsafe class Workspace
{
    private const int AlignmentBytes = 64;
    private readonly float[][] _parts;

    /// <summary>Makes an empty workspace of some parts.</summary>
    public Workspace(int parts)
    {
        _parts = new float[parts][];
        _parts.AsSpan().Fill([]);
    }

    /// <summary>A part's memory, which begins at a multiple of 64 bytes; valid until more of the same part is asked for.</summary>
    public float* Part(int index, long count)
    {
        if (_parts[index].Length < count + (AlignmentBytes / sizeof(float)))
            _parts[index] = GC.AllocateArray<float>(checked((int)count + (AlignmentBytes / sizeof(float))), pinned: true);
        var address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_parts[index]));
        return (float*)((address + AlignmentBytes - 1) / AlignmentBytes * AlignmentBytes);
    }
}
