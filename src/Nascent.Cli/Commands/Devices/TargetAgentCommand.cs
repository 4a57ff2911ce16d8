using System.CommandLine;
using Nascent.Cli.Hosting;
using Nascent.Jobs;
using Nascent.Jobs.Targets;

namespace Nascent.Cli.Commands.Devices;

/// <summary><c>nascent target-agent</c>: times models here for a search elsewhere.</summary>
internal static class TargetAgentCommand
{
    public static Command Build(CliHost host)
    {
        var usual = new AgentRequest { SecretFile = "" };
        var command = new Command("target-agent", "Time networks on this machine for 'nascent target add --remote' on another. It serves who knows the secret, does nothing but timing, and ends with Ctrl-C.");
        var secret = new Option<string>("--secret-file") { HelpName = "FILE", Description = "A file with a secret of at least 16 characters, such as the output of 'openssl rand -hex 32'. The other side needs it too.", Required = true };
        var listen = new Option<string?>("--listen") { HelpName = "ADDRESS", Description = $"Address and port to listen on. Default: {usual.Listen}, which only this machine reaches; 0.0.0.0 for all." };
        var certificate = new Option<string?>("--certificate") { HelpName = "FILE", Description = "A certificate with its key, as PEM or PKCS#12, to speak TLS. Default: no TLS; messages are sealed with the secret and can be read." };
        command.Add(secret);
        command.Add(listen);
        command.Add(certificate);
        command.SetAction(async (parsed, _) =>
        {
            host.Interruption.Listen();
            var request = new AgentRequest { SecretFile = parsed.GetRequiredValue(secret), Listen = parsed.GetValue(listen) ?? usual.Listen, Certificate = parsed.GetValue(certificate) };
            await TargetAgentJob.RunAsync(request, host.Job, host.Output.WriteLine, host.Interruption.Token);
            return ExitCode.Done;
        });
        return command;
    }
}
