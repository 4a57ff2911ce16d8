using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Targets;
using Nascent.Jobs.Targets.Remote;
using Nascent.Onnx;
using Nascent.Runs;

namespace Nascent.Jobs;

/// <summary>Times models on this machine for <c>nascent target add --remote</c> on another: for who knows the secret, and nothing else.</summary>
public static class TargetAgentJob
{
    /// <summary>Serves until it is interrupted.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="host">The world around; null for the usual.</param>
    /// <param name="say">Is told the address, and of connections.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="NascentException">The address is taken, or the secret or the certificate cannot be read.</exception>
    public static async Task RunAsync(AgentRequest request, JobHost? host = null, Action<string>? say = null, CancellationToken cancellationToken = default)
    {
        (host, say) = (host ?? new(), say ?? (_ => { }));
        var secret = SecretFile.Read(host.PathOf(request.SecretFile));
        using var certificate = request.Certificate is { } file ? CertificateOf(host.PathOf(file)) : null;
        var manifest = RunManifestReader.Read(ProgramVersion.Text, new Dictionary<string, string>(StringComparer.Ordinal));
        var description = new AgentDescription(manifest.Processor, $"ONNX Runtime {OnnxRuntimeFacts.Version()}", manifest.Cores);
        using var listener = Listening(AgentAddress.Parse("--listen", request.Listen));
        say($"Listening on {(certificate is null ? "tcp" : "tls")}://{listener.LocalEndpoint}: {description.Machine}, {description.Runtime}, {description.Cores} cores.");
        using var server = new AgentServer(secret, certificate, description, host.Time, say);
        await server.RunAsync(listener, cancellationToken);
    }

    private static TcpListener Listening(AgentAddress address)
    {
        try
        {
            var ip = IPAddress.TryParse(address.Host, out var given) ? given : Dns.GetHostAddresses(address.Host)[0];
            var listener = new TcpListener(ip, address.Port);
            listener.Start();
            return listener;
        }
        catch (SocketException failure)
        {
            throw new NascentException($"--listen: found {address.Host}:{address.Port}, on which this machine cannot listen ({failure.Message.TrimEnd('.')}); expected an address of its own and a free port.", failure);
        }
    }

    private static X509Certificate2 CertificateOf(string path)
    {
        try
        {
            return File.ReadAllText(path).Contains("-----BEGIN", StringComparison.Ordinal) ? X509Certificate2.CreateFromPemFile(path) : X509CertificateLoader.LoadPkcs12FromFile(path, null);
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new NascentException($"--certificate: {path} cannot be read ({failure.Message.TrimEnd('.')}), expected a PEM file with a certificate and its key, or PKCS#12 without a password.", failure);
        }
    }
}
