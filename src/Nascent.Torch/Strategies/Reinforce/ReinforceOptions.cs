using Nascent.Torch.Strategies.Controllers;

namespace Nascent.Torch.Strategies.Reinforce;

/// <summary>Options of policy gradient search: those of its controller.</summary>
public sealed record ReinforceOptions : ControllerOptions;
