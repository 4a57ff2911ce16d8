using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Nascent.Fuzz.Running;

/// <summary>How far a process came, in a file that outlives it.</summary>
/// <param name="Next">The number of the input that is read now, or next.</param>
/// <param name="Accepted">Inputs that were read.</param>
/// <param name="Refused">Inputs that were refused with an error for the user.</param>
internal readonly record struct Progress(long Next, long Accepted, long Refused)
{
    public void Write(SafeFileHandle file)
    {
        Span<byte> bytes = stackalloc byte[24];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Next);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Accepted);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], Refused);
        RandomAccess.Write(file, bytes, 0);
    }

    public static Progress? Read(string path) => File.Exists(path) && File.ReadAllBytes(path) is { Length: 24 } bytes
        ? new(BitConverter.ToInt64(bytes), BitConverter.ToInt64(bytes, 8), BitConverter.ToInt64(bytes, 16))
        : null;
}
