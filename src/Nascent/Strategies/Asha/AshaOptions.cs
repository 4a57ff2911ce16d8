using Nascent.Strategies.Rungs;

namespace Nascent.Strategies.Asha;

/// <summary>Options of asynchronous successive halving: those of its rungs.</summary>
public sealed record AshaOptions : RungOptions;
