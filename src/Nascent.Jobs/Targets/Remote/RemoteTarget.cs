using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Nascent.Jobs.Hosting;

namespace Nascent.Jobs.Targets.Remote;

/// <summary>A machine on which <c>nascent target-agent</c> runs.</summary>
/// <param name="address">Where it listens.</param>
/// <param name="secret">The shared secret.</param>
/// <param name="trust">A file with the agent's certificate, which is trusted in place of the system's authorities; null for these.</param>
/// <param name="threads">Threads that a run uses.</param>
internal sealed class RemoteTarget(AgentAddress address, byte[] secret, string? trust, int threads) : ITarget
{
    private const int MostAnswer = 64 << 10;
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(10), Answering = TimeSpan.FromSeconds(60);

    /// <summary>What the machine is.</summary>
    /// <exception cref="NascentException">It cannot be reached, or does not know the secret.</exception>
    public Task<AgentDescription> DescribeAsync(CancellationToken cancellationToken) => TalkAsync(async channel =>
    {
        var answer = await AskAsync(channel, MessageKind.Describe, ReadOnlyMemory<byte>.Empty, MessageKind.Description, cancellationToken);
        return JsonSerializer.Deserialize<AgentDescription>(answer, JsonSerializerOptions.Web) ?? throw new NascentException($"{address}: found no description, expected the machine's.");
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<TimedBeside>> MeasureAsync(IReadOnlyList<byte[]> models, MeasuringCare care, IStep step, CancellationToken cancellationToken) => TalkAsync(async channel =>
    {
        var times = new TimedBeside[models.Count];
        for (var i = 0; i < times.Length; i++)
        {
            var content = new byte[3 + models[i].Length];
            content[0] = (byte)care;
            BinaryPrimitives.WriteUInt16BigEndian(content.AsSpan(1), (ushort)threads);
            models[i].CopyTo(content, 3);
            var answer = await AskAsync(channel, MessageKind.Measure, content, MessageKind.Measured, cancellationToken);
            times[i] = answer.Length == 16 ? new(BinaryPrimitives.ReadDoubleBigEndian(answer), BinaryPrimitives.ReadDoubleBigEndian(answer.AsSpan(8)))
                : throw new NascentException($"{address}: found an answer of {answer.Length} bytes, expected two times; give both sides one version of nascent.");
            step.Report((i + 1.0) / times.Length);
        }

        return times.ToImmutableArray();
    }, cancellationToken);

    private async Task<byte[]> AskAsync(SealedChannel channel, MessageKind kind, ReadOnlyMemory<byte> content, MessageKind expected, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Answering);
        await channel.SendAsync(kind, content, patience.Token);
        return await channel.ReceiveAsync(MostAnswer, patience.Token) switch
        {
            ({ } found, var answer) when found == expected => answer,
            (MessageKind.Refused, var why) => throw new NascentException($"{address}: {Encoding.UTF8.GetString(why)}"),
            null => throw new NascentException($"{address}: found the connection closed, expected an answer; look at what the agent says."),
            var (other, _) => throw new NascentException($"{address}: found a message of the kind {other}, expected {expected}; give both sides one version of nascent."),
        };
    }

    private async Task<T> TalkAsync<T>(Func<SealedChannel, Task<T>> talk, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Connecting);
            await client.ConnectAsync(address.Host, address.Port, patience.Token);
            client.NoDelay = true;
            await using var stream = await SecuredAsync(client.GetStream(), patience.Token);
            return await talk(await SealedChannel.AsClientAsync(stream, secret, address.ToString(), patience.Token));
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException or InvalidDataException or JsonException)
        {
            throw new NascentException($"{address}: cannot be measured on ({failure.Message.TrimEnd('.')}). Check that 'nascent target-agent' runs there, its address, its port and its certificate.", failure);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NascentException($"{address}: found no answer in time. Check that 'nascent target-agent' runs there and that nothing blocks its port.", failure);
        }
    }

    private async Task<Stream> SecuredAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (!address.IsTls)
            return stream;
        using var pinned = trust is null ? null : X509CertificateLoader.LoadCertificateFromFile(trust);
        var secured = new SslStream(stream);
        await secured.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = address.Host,
                RemoteCertificateValidationCallback = pinned is null ? null : (_, found, _, _) => found is not null && found.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256) == pinned.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256),
            },
            cancellationToken);
        return secured;
    }
}
