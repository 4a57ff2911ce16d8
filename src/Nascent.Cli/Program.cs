using Nascent.Cli;

return await NascentProgram.RunAsync(args, CliHost.OfThisProcess());
