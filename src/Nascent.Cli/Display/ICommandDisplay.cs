using Nascent.Jobs.Hosting;

namespace Nascent.Cli.Display;

/// <summary>Shows a run while it goes on: live on a terminal, line by line elsewhere, as JSON for programs.</summary>
internal interface ICommandDisplay : IJobProgress, IAsyncDisposable;
