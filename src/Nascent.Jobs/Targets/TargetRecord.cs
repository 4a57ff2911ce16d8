using System.Text.Json.Serialization;

namespace Nascent.Jobs.Targets;

/// <summary>A target that a user named: a place where models run. It is the file <c>target.json</c>.</summary>
/// <param name="Version">The version of the file's form.</param>
/// <param name="Name">Its name.</param>
/// <param name="Threads">Threads that a run uses there.</param>
/// <param name="Precision">What networks compute with there.</param>
/// <param name="Machine">The machine, in words.</param>
/// <param name="Runtime">The runtime and its version.</param>
/// <param name="ReferenceMs">What a small reference took there when the target was added, in milliseconds: later times are corrected by what it takes then.</param>
/// <param name="Remote">The address of the agent there; null for this machine.</param>
/// <param name="SecretFile">The file with the agent's secret; null for this machine.</param>
/// <param name="Trust">The file with the agent's certificate; null where the system's authorities vouch for it.</param>
/// <param name="Browser">The folder of onnxruntime-web's files, where networks run in a browser; null for elsewhere.</param>
/// <param name="Published">The file of a published table that says what networks take; null where they are timed. Then the machine is the device's name there.</param>
public sealed record TargetRecord(int Version, string Name, int Threads, Precision Precision, string Machine, string Runtime, double ReferenceMs, string? Remote = null, string? SecretFile = null, string? Trust = null, string? Browser = null, string? Published = null)
{
    /// <summary>The version that is written.</summary>
    public const int Present = 1;

    /// <summary>The target in words.</summary>
    [JsonIgnore]
    public string Words => Published is not null ? $"{Machine}, {Runtime}" : $"{Machine}, {Runtime}, {Threads} thread{(Threads == 1 ? "" : "s")}, {(Precision == Precision.Int8 ? "int8" : "fp32")}{(Remote is null ? "" : $", at {Remote}")}";
}
