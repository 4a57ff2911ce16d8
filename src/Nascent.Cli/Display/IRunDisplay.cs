using Nascent.Journal;
using Nascent.Search;

namespace Nascent.Cli.Display;

/// <summary>Shows a run while it goes on: live on a terminal, line by line elsewhere, as JSON for programs.</summary>
/// <remarks>Safe for use by several threads.</remarks>
internal interface IRunDisplay : IAsyncDisposable
{
    /// <summary>Says one thing about the run, such as its plan.</summary>
    void Say(string text);

    /// <summary>Begins a step that is no phase of the journal, such as reading the data; it ends when the result is disposed.</summary>
    IStep Begin(string what);

    /// <summary>Something was recorded.</summary>
    void Recorded(RunEvent what, RunState state);

    /// <summary>An engine reported something.</summary>
    void Reported(JobReport report);
}
