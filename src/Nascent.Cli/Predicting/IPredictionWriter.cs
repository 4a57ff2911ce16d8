namespace Nascent.Cli.Predicting;

/// <summary>Writes predictions as they come; what is written is whole when it is closed.</summary>
internal interface IPredictionWriter
{
    /// <summary>Writes one.</summary>
    void Write(PredictedSample sample);

    /// <summary>Writes what is left.</summary>
    void Close();
}
