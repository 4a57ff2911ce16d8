namespace Nascent.Data.Reading;

/// <summary>The part that the data itself assigns a sample to.</summary>
internal enum DataPart : byte
{
    /// <summary>None: the split decides.</summary>
    Any,

    /// <summary>Training, or validation where the data gives no validation part.</summary>
    Train,

    /// <summary>Validation.</summary>
    Validation,

    /// <summary>Test.</summary>
    Test,
}
