using System.Collections.Immutable;

namespace Nascent.Journal;

/// <summary>Where and with what a run, or a part of it after a resume, was executed.</summary>
/// <param name="Version">Nascent's version.</param>
/// <param name="Packages">Versions of what computes: .NET, libtorch, ONNX Runtime.</param>
/// <param name="System">Operating system and its version.</param>
/// <param name="Processor">The processor's name.</param>
/// <param name="Cores">Logical cores.</param>
/// <param name="MemoryBytes">Physical memory.</param>
public sealed record RunManifest(
    string Version, ImmutableSortedDictionary<string, string> Packages, string System, string Processor, int Cores, long MemoryBytes);
