using System.Diagnostics;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.TestHost;
using Nascent.Jobs.Workers;

namespace Nascent.Jobs.Tests.Workers;

public sealed class JobWorkerTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_program_that_is_not_nascent_serves_as_the_worker_of_its_own_job()
    {
        var folder = Directory.CreateTempSubdirectory("nascent-host-");
        try
        {
            var (data, run) = (Path.Combine(folder.FullName, "a.points"), Path.Combine(folder.FullName, "run"));
            PointsFile.Write(data, 80);
            using var program = Process.Start(new ProcessStartInfo(GuestProgram.Path, [data, run]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            var error = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            (await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldEndWith($": {Path.Combine(run, "best.onnx")}\n", Case.Sensitive, await error);
            await program.WaitForExitAsync(TestContext.Current.CancellationToken);
            program.ExitCode.ShouldBe(0);
            // What the program does before its first job, the process of the job did alone.
            File.ReadAllLines($"{run}.starts").ShouldBe([$"{program.Id}"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_program_that_no_run_started_is_no_worker()
    {
        JobWorker.IsWorker.ShouldBeFalse();
        JobWorker.ServeIfWorker(new JobHost());
        (await Should.ThrowAsync<NascentException>(() => JobWorker.RunAsync(new JobHost()))).Message
            .ShouldBe("Worker: started by hand, expected to be started by a run, which speaks to it over standard input and output.");
    }
}
