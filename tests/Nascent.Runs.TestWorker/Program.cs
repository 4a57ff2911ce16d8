using Nascent;
using Nascent.Runs.TestWorker;
using Nascent.Runs.Workers;

try
{
    return args switch
    {
        ["worker", .. var misbehaviour] => await WorkerHost.RunAsync(context => new Misbehaviour(misbehaviour, context).EvaluateAsync, TimeProvider.System),
        ["broken"] => throw new NascentException("This worker never starts."),
        ["search", var folder, var workers, var trials, .. var misbehaviour] => await SearchProcess.RunAsync(folder, int.Parse(workers), int.Parse(trials), misbehaviour),
        _ => throw new NascentException($"Arguments: found '{string.Join(' ', args)}', expected worker, broken or search FOLDER WORKERS TRIALS, with NUMBER=KIND for trials that misbehave."),
    };
}
catch (NascentException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 2;
}
