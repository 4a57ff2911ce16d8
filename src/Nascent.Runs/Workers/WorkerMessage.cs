using System.Text.Json.Serialization;
using Nascent.Estimation;
using Nascent.Search;

namespace Nascent.Runs.Workers;

/// <summary>What the main process and a worker say to each other, one line of JSON a message.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Hello), "hello")]
[JsonDerivedType(typeof(Evaluate), "evaluate")]
[JsonDerivedType(typeof(Cancel), "cancel")]
[JsonDerivedType(typeof(Ready), "ready")]
[JsonDerivedType(typeof(HeartBeat), "heart-beat")]
[JsonDerivedType(typeof(Progress), "progress")]
[JsonDerivedType(typeof(Finished), "finished")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(Cancelled), "cancelled")]
internal abstract record WorkerMessage
{
    /// <summary>The version of the protocol; both sides are of one build, so that another number means a mixed installation.</summary>
    public const int ProtocolVersion = 1;

    private WorkerMessage()
    {
    }

    /// <summary>To the worker, first: how it is to work.</summary>
    public sealed record Hello(int Protocol, string RunFolder, int Slot, int Threads) : WorkerMessage;

    /// <summary>To the worker: evaluate this.</summary>
    public sealed record Evaluate(EvaluationJob Job) : WorkerMessage;

    /// <summary>To the worker: end the job early.</summary>
    public sealed record Cancel(string JobId) : WorkerMessage;

    /// <summary>From the worker, first: it can take jobs.</summary>
    public sealed record Ready(int Protocol, int ProcessId) : WorkerMessage;

    /// <summary>From the worker, every two seconds: it lives.</summary>
    public sealed record HeartBeat : WorkerMessage;

    /// <summary>From the worker: what is known so far.</summary>
    public sealed record Progress(string JobId, Evaluation SoFar) : WorkerMessage;

    /// <summary>From the worker: the result.</summary>
    public sealed record Finished(string JobId, Evaluation Evaluation) : WorkerMessage;

    /// <summary>From the worker: there is no result, for a reason of the job's own.</summary>
    public sealed record Failed(string JobId, string Reason, string Detail, Cost Cost) : WorkerMessage;

    /// <summary>From the worker: the job ended early, as asked.</summary>
    public sealed record Cancelled(string JobId, Cost Cost) : WorkerMessage;
}
