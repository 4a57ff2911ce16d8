namespace Nascent.Torch.Training.Checkpoints;

/// <summary>Reads and writes checkpoints (<see cref="CheckpointForm"/>).</summary>
internal static class CheckpointFile
{
    /// <summary>The version of the format. A change of the order of weights in memory, or of what an optimiser remembers, raises it as well.</summary>
    public const int Version = 2;

    private static readonly SealedFile Form = new("NASCENTC", Version, "checkpoint");

    /// <summary>Writes a checkpoint as a whole or not at all.</summary>
    /// <returns>The file's SHA-256, lower-case hexadecimal.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static string Write(string path, TrainingCheckpoint checkpoint) => Form.Write(path, to => CheckpointForm.Write(to, checkpoint));

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="NascentException">It is missing, damaged or of another version; the message is the end of a sentence about the file.</exception>
    public static TrainingCheckpoint Read(string path) => Form.Read(path, CheckpointForm.Read);
}
