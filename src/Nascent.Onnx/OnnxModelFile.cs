using Nascent.Files;

namespace Nascent.Onnx;

/// <summary>The bytes of an ONNX file that Nascent made, not yet on disk.</summary>
/// <remarks>Immutable by contract: nobody writes to <see cref="Bytes"/>. Safe for use by several threads.</remarks>
public sealed class OnnxModelFile
{
    /// <summary>Wraps the bytes of a file.</summary>
    public OnnxModelFile(byte[] bytes) => Bytes = bytes;

    /// <summary>The file's contents: a serialised ONNX <c>ModelProto</c>.</summary>
    public byte[] Bytes { get; }

    /// <summary>Writes the file so that a reader sees the old one or the whole new one, never a part.</summary>
    /// <exception cref="NascentException">The place cannot be written.</exception>
    public void Save(string path)
    {
        try
        {
            WholeFile.WriteBytes(path, Bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NascentException($"{path}: cannot write the model ({error.Message}). Choose a folder that exists and is writable.", error);
        }
    }
}
