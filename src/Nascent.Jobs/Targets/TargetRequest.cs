namespace Nascent.Jobs.Targets;

/// <summary>What a user asks of a new target.</summary>
public sealed record TargetRequest
{
    /// <summary>Its name: at most 64 letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Threads that a network runs on, at least 1. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>What networks compute with. Default <see cref="Precision.Fp32"/>.</summary>
    public Precision Precision { get; init; }

    /// <summary>The address of a machine on which <c>nascent target-agent</c> runs; null for this machine.</summary>
    public string? Remote { get; init; }

    /// <summary>The file with the secret that the agent has too; needed beside <see cref="Remote"/>.</summary>
    public string? SecretFile { get; init; }

    /// <summary>A file with the agent's certificate, for an address that begins with <c>tls://</c>; null for the system's authorities.</summary>
    public string? Trust { get; init; }

    /// <summary>The folder of the package onnxruntime-web, to run networks in a browser of this machine; null for elsewhere.</summary>
    public string? Browser { get; init; }

    /// <summary>The file of a published table, <c>nb201_hw.csv.gz</c> of HW-NAS-Bench, in place of measurements; null to measure.</summary>
    public string? Published { get; init; }

    /// <summary>The device of the published table, such as <c>pixel3</c>; needed beside <see cref="Published"/>.</summary>
    public string? Device { get; init; }

    /// <summary>A supernet's folder or name, whose latency table is measured at once; null to measure when networks are first asked for.</summary>
    public string? Supernet { get; init; }
}
