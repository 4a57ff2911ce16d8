using System.Collections.Immutable;
using Nascent.Jobs.Targets;

namespace Nascent.Jobs.Specialising;

/// <summary>What a user asks of a supernet: networks for targets.</summary>
public sealed record SpecializeRequest
{
    /// <summary>The supernet's folder, or its name below <c>supernets/</c>.</summary>
    public required string Supernet { get; init; }

    /// <summary>Names of targets, each of which gets networks of its own; none where no limit is on latency.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary>What must hold of a network, such as <c>latency&lt;=2ms</c>; none for the best network whatever it costs.</summary>
    public ImmutableArray<string> Limits { get; init; } = [];

    /// <summary>Whether a front of networks over the range of latencies is given for each target, in place of one network. Default false.</summary>
    public bool Front { get; init; }

    /// <summary>What the networks compute with; null for what each target says, and numbers of 32 bits without one.</summary>
    public Precision? Precision { get; init; }

    /// <summary>The folder that the files are written to; null for the supernet's own.</summary>
    public string? Folder { get; init; }
}
