using Nascent.Cli;
using Nascent.Cli.Hosting;

if (OpenFileLimit.IsTooLow())
    return ExitCode.BadInput;
return await NascentProgram.RunAsync(args, CliHost.OfThisProcess());
