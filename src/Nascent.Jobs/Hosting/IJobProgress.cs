using Nascent.Journal;
using Nascent.Search;

namespace Nascent.Jobs.Hosting;

/// <summary>Is told how a job goes on. Every member does nothing unless you write it.</summary>
/// <remarks>Members are called by several threads, in no fixed order, and must return quickly.</remarks>
public interface IJobProgress
{
    /// <summary>Says one thing about the run, such as its plan.</summary>
    void Say(string text)
    {
    }

    /// <summary>Begins a step that is no phase of the journal, such as reading the data; it ends when the result is disposed.</summary>
    IStep Begin(string what) => UnseenStep.Instance;

    /// <summary>Something was recorded.</summary>
    /// <param name="what">The event.</param>
    /// <param name="state">The run's state after it.</param>
    void Recorded(RunEvent what, RunState state)
    {
    }

    /// <summary>An engine reported something, such as an epoch of a trial.</summary>
    void Reported(JobReport report)
    {
    }
}
