namespace Nascent.Jobs.Targets;

/// <summary>How carefully a model is timed.</summary>
internal enum MeasuringCare
{
    /// <summary>Briefly, as one of hundreds of units: some hundredths of a second.</summary>
    Unit,

    /// <summary>As a whole network: some tenths of a second.</summary>
    Network,
}
