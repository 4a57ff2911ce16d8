using Nascent.Cli;
using Nascent.Cli.Hosting;

return await NascentProgram.RunAsync(args, CliHost.OfThisProcess());
