namespace Nascent.Bench.TrainingSteps;

/// <summary>Images a second that one thread trains, or one on each core at the same time, beside PyTorch by default and at its best, in turns.</summary>
/// <remarks>
/// A step is forward, loss with label smoothing, backward, clipping and SGD with Nesterov momentum and weight decay. Ours also reads the batch from
/// bytes, shifts and mirrors it; the peer's batch is ready. Each side runs in processes of its own. Images a second are summed over a side's processes. Ratios are medians over pairs,
/// by wall and by processor time, and of the fastest steps of all, which is what is left to trust where other processes run on the machine.
/// A turn is long because a process that idled while the others had theirs is slower for a second or more on some machines; training does not idle.
/// </remarks>
internal static class TrainingStepBenchmark
{
    public static int Run(Words words)
    {
        var (pairs, seconds, processes) = (words.Number("--pairs", 7), 0.001 * words.Number("--milliseconds", 4000), words.Number("--processes", 1));
        if (processes < 1 || processes > Environment.ProcessorCount)
        {
            Console.Error.WriteLine($"--processes: found {processes}, expected 1 to {Environment.ProcessorCount}, one on each core.");
            return 2;
        }

        Console.WriteLine($"{processes} process{(processes > 1 ? "es" : "")} a side, one thread each{(processes > 1 ? ", pinned one to a core" : "")}; images a second of a side's processes together");
        Console.WriteLine($"{"network",-20} {"batch",5} {"ours img/s",11} {"default",9} {"best",9}   {"ratio to default",22} {"ratio to best",24}   (each: wall, cpu, fastest step)");
        foreach (var (name, _, _, batch, _) in BenchmarkNetworks.All.Where(known => words.Text("--network") is not { } only || only == known.Name))
        {
            using var ours = new StepSide(processes, core => StepProcess.Ours(name, core));
            using var plain = new StepSide(processes, core => StepProcess.PyTorch(name, "default", core));
            using var best = new StepSide(processes, core => StepProcess.PyTorch(name, "best", core));
            var steps = StepsIn(seconds, ours);
            plain.Run(2);
            best.Run(steps);
            Pair[] toBest = [.. Enumerable.Range(0, pairs).Select(_ => new Pair(ours.Run(steps), best.Run(steps)))];
            Pair[] toDefault = [.. Enumerable.Range(0, Math.Max(3, pairs / 5)).Select(_ => new Pair(ours.Run(steps), plain.Run(Math.Max(2, steps / 4))))];
            Console.WriteLine(
                $"{name,-20} {batch,5} {batch * Statistics.Median(toBest.Select(pair => pair.Ours.ByWall)),11:F0} {batch * Statistics.Median(toDefault.Select(pair => pair.Theirs.ByWall)),9:F0} "
                + $"{batch * Statistics.Median(toBest.Select(pair => pair.Theirs.ByWall)),9:F0}   {Ratios(toDefault)}   {Ratios(toBest)}");
        }

        return 0;
    }

    private static int StepsIn(double seconds, StepSide side)
    {
        var steps = 1;
        while (side.Run(steps).Each.Max(timing => timing.Wall) < seconds)
            steps *= 2;
        return steps;
    }

    private static string Ratios(Pair[] pairs) =>
        $"{Statistics.Median(pairs.Select(pair => pair.Ours.ByWall / pair.Theirs.ByWall)),8:F2} {Statistics.Median(pairs.Select(pair => pair.Ours.ByCpu / pair.Theirs.ByCpu)),6:F2} "
        + $"{pairs.Max(pair => pair.Ours.ByFastest) / pairs.Max(pair => pair.Theirs.ByFastest),6:F2}";

    private sealed record Pair(SideTiming Ours, SideTiming Theirs);
}
