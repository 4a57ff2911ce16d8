using Nascent.Fuzz.Mutations;
using Nascent.Fuzz.Targets;

namespace Nascent.Fuzz.Running;

/// <summary>One target, run in this process until its time is over.</summary>
internal static class FuzzedTarget
{
    /// <summary>The exit code of a process that met a finding which it does not survive.</summary>
    public const int Ended = 3;

    public const string CurrentInput = "current.bin", ProgressFile = "progress.bin";

    public static async Task<int> RunAsync(FuzzArguments arguments)
    {
        var name = arguments.Targets[0];
        var (work, seed, time) = (Path.Combine(arguments.Out, "work", name), arguments.Seed.Derive(name), TimeProvider.System);
        Directory.CreateDirectory(work);
        var files = Directory.CreateDirectory(Path.Combine(work, "files")).FullName;
        var target = await FuzzTargets.CreateAsync(name, files);
        var findings = new Findings(arguments.Out, name);
        using var file = File.OpenHandle(Path.Combine(work, ProgressFile), FileMode.Create, FileAccess.Write, FileShare.Read);
        var progress = new Progress(arguments.First, 0, 0);
        using var watch = new Watch(time, (kind, number) =>
        {
            findings.Add(number, File.ReadAllBytes(Path.Combine(work, CurrentInput)), kind, kind);
            Environment.Exit(Ended);
        });
        for (var start = time.GetTimestamp(); time.GetElapsedTime(start).TotalSeconds < arguments.Seconds; progress = progress with { Next = progress.Next + 1 })
        {
            progress.Write(file);
            var stream = seed.Derive(unchecked((ulong)progress.Next)).Stream();
            var input = target.Seal(progress.Next < target.Corpus.Length ? target.Corpus[(int)progress.Next] : Mutator.Mutate(target.Corpus, stream), stream);
            File.WriteAllBytes(Path.Combine(work, CurrentInput), input);
            watch.Begin(progress.Next);
            try
            {
                await target.ReadAsync(input, stream);
                progress = progress with { Accepted = progress.Accepted + 1 };
            }
            catch (NascentException refusal)
            {
                progress = progress with { Refused = progress.Refused + 1 };
                if (progress.Next < target.Corpus.Length)
                    findings.Add(progress.Next, input, "An input without damage is refused", refusal.Message);
            }
            catch (Exception failure)
            {
                findings.Add(progress.Next, input, Findings.KindOf(failure), failure.ToString());
            }

            watch.End();
        }

        progress.Write(file);
        return 0;
    }
}
