namespace Nascent.Jobs.Scaling;

/// <summary>What doubles from one member of a family to the next.</summary>
public enum ScaledCost
{
    /// <summary>Multiply-accumulates, as in Tan and Le 2019.</summary>
    Macs,

    /// <summary>The latency that ONNX Runtime has on this machine, on one thread.</summary>
    Latency,
}
