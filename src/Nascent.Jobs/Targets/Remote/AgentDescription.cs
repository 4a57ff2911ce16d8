namespace Nascent.Jobs.Targets.Remote;

/// <summary>The machine that an agent runs on.</summary>
/// <param name="Machine">Its processor, in words.</param>
/// <param name="Runtime">The runtime and its version.</param>
/// <param name="Cores">Its logical cores.</param>
internal sealed record AgentDescription(string Machine, string Runtime, int Cores);
