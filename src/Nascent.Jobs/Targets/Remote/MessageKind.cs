namespace Nascent.Jobs.Targets.Remote;

/// <summary>What a message is.</summary>
internal enum MessageKind : byte
{
    /// <summary>Asks what the machine is.</summary>
    Describe = 1,

    /// <summary>The machine, as JSON.</summary>
    Description = 2,

    /// <summary>Asks for the time of a model: care (1 byte), threads (2 bytes, big-endian), the model.</summary>
    Measure = 3,

    /// <summary>The medians of the model and of the reference in milliseconds: 8 bytes each, big-endian.</summary>
    Measured = 4,

    /// <summary>Why a model was not measured, as text.</summary>
    Refused = 5,
}
