using Nascent.Cli;
using Nascent.Cli.Hosting;

if (SystemLimits.AreTooLow())
    return ExitCode.BadInput;
return await NascentProgram.RunAsync(args, CliHost.OfThisProcess());
