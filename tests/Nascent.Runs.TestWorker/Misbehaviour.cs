using System.Runtime.InteropServices;
using Nascent.Estimation;
using Nascent.Runs.Workers;
using Nascent.Search;
using Nascent.Testing.Search;

namespace Nascent.Runs.TestWorker;

/// <summary>A made-up estimator of which some trials misbehave, as told by arguments such as <c>5=memory</c>.</summary>
/// <remarks>
/// Kinds: <c>memory</c> allocates without end; <c>exit</c> ends the process; <c>loop</c> never returns and hears no cancellation; <c>nan</c> gives
/// no number; <c>throw</c> throws; <c>wait</c> waits for cancellation; <c>noise</c> prints to standard output; <c>work=STEPS</c> is how long all others compute.
/// </remarks>
internal sealed class Misbehaviour
{
    private readonly Dictionary<string, string> _kinds;
    private readonly WorkerContext _context;

    public Misbehaviour(string[] arguments, WorkerContext context)
    {
        _kinds = arguments.Select(argument => argument.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        _context = context;
    }

    public Task<Evaluation> EvaluateAsync(EvaluationJob job, IProgress<Evaluation> progress, CancellationToken cancellationToken)
    {
        var result = FakeTraining.ResultOf(job);
        switch (_kinds.GetValueOrDefault(job.Candidate.TrialNumber?.ToString() ?? ""))
        {
            case "memory":
                AllocateWithoutEnd();
                break;
            case "exit":
                Environment.Exit(3);
                break;
            case "loop":
                LoopForEver();
                break;
            case "nan":
                return Task.FromResult(result with { Metrics = result.Metrics.With("accuracy", double.NaN) });
            case "throw":
                throw new InvalidOperationException("The estimator threw this.");
            case "wait":
                progress.Report(result);
                cancellationToken.WaitHandle.WaitOne();
                cancellationToken.ThrowIfCancellationRequested();
                break;
            case "noise":
                Console.WriteLine("{\"kind\":\"finished\"} is what a library may print,");
                Console.Write("with or without a line break");
                Console.Out.Flush();
                break;
            case "context":
                return Task.FromResult(result with { Artifacts = [new ArtifactRef("context", $"{_context.RunFolder}|{_context.Threads}|{Environment.GetEnvironmentVariable("OMP_NUM_THREADS")}", "")] });
        }

        if (_kinds.TryGetValue("work", out var steps))
            FakeTraining.Work(int.Parse(steps), cancellationToken);
        progress.Report(result);
        return Task.FromResult(result);
    }

    private static void AllocateWithoutEnd()
    {
        unsafe
        {
            while (true)
            {
                const int Block = 16 << 20;
                var block = (byte*)NativeMemory.Alloc(Block);
                for (var i = 0; i < Block; i += 4096)
                    block[i] = 1;
            }
        }
    }

    private static void LoopForEver()
    {
        while (true)
            FakeTraining.Work(1 << 20, CancellationToken.None);
    }
}
