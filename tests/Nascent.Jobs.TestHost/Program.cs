using Nascent.Jobs;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.TestHost;
using Nascent.Jobs.Workers;

// A program may do much before its first job, and its workers must do none of it: they end in the first line.
var host = new JobHost { Catalogue = Guests.Catalogue };
JobWorker.ServeIfWorker(host);
var (data, run) = (args[0], args[1]);
File.AppendAllText($"{run}.starts", $"{Environment.ProcessId}\n");

var job = await SearchJob.BeginAsync(Guests.Request(data, run), host);
var result = await job.RunAsync();
Console.WriteLine($"{result.Winner}: {result.ModelPath}");
