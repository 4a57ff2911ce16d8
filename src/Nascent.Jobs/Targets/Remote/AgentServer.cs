using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Nascent.Jobs.Hosting;

namespace Nascent.Jobs.Targets.Remote;

/// <summary>Times models for others: for who knows the secret, one model at a time, and nothing else.</summary>
/// <param name="secret">The shared secret.</param>
/// <param name="certificate">For TLS; null without it.</param>
/// <param name="description">The machine.</param>
/// <param name="time">The clock.</param>
/// <param name="say">Is told of connections.</param>
internal sealed class AgentServer(byte[] secret, X509Certificate2? certificate, AgentDescription description, TimeProvider time, Action<string> say) : IDisposable
{
    /// <summary>The most bytes of a model.</summary>
    public const int MostBytes = 64 << 20;

    private const int MostConnections = 8;
    private static readonly TimeSpan Greeting = TimeSpan.FromSeconds(10), Idle = TimeSpan.FromMinutes(5), Penalty = TimeSpan.FromSeconds(1), OfModel = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _alone = new(1);
    private readonly SemaphoreSlim _connections = new(MostConnections);

    /// <summary>Serves until it is told to end.</summary>
    /// <param name="listener">Where it listens; started.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                await _connections.WaitAsync(cancellationToken);
                var client = await listener.AcceptTcpClientAsync(cancellationToken);
                serving.RemoveAll(task => task.IsCompleted);
                serving.Add(ServeAsync(client, cancellationToken));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    /// <summary>Lets go of what orders connections; none may be served any more.</summary>
    public void Dispose()
    {
        _alone.Dispose();
        _connections.Dispose();
    }

    private async Task ServeAsync(TcpClient client, CancellationToken cancellationToken)
    {
        var who = client.Client.RemoteEndPoint is IPEndPoint point ? point.Address.ToString() : "somebody";
        try
        {
            using (client)
            {
                client.NoDelay = true;
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                patience.CancelAfter(Greeting);
                await using var stream = await SecuredAsync(client.GetStream(), patience.Token);
                if (await SealedChannel.AsServerAsync(stream, secret, patience.Token) is not { } channel)
                {
                    say($"{who}: refused, as it does not know the secret.");
                    await Task.Delay(Penalty, time, cancellationToken);
                    return;
                }

                say($"{who}: connected.");
                var count = await AnswerAsync(channel, cancellationToken);
                say($"{who}: {count} models timed.");
            }
        }
        catch (Exception failure) when (failure is IOException or SocketException or AuthenticationException or InvalidDataException or OperationCanceledException)
        {
            if (!cancellationToken.IsCancellationRequested)
                say($"{who}: ended ({failure.Message.TrimEnd('.')}).");
        }
        finally
        {
            _connections.Release();
        }
    }

    private async Task<Stream> SecuredAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (certificate is null)
            return stream;
        var secured = new SslStream(stream);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancellationToken);
        return secured;
    }

    private async Task<int> AnswerAsync(SealedChannel channel, CancellationToken cancellationToken)
    {
        for (var count = 0; ; count++)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Idle);
            if (await channel.ReceiveAsync(MostBytes, patience.Token) is not var (kind, content))
                return count;
            var (answer, what) = kind switch
            {
                MessageKind.Describe => (MessageKind.Description, JsonSerializer.SerializeToUtf8Bytes(description, JsonSerializerOptions.Web)),
                MessageKind.Measure => await MeasureAsync(content, cancellationToken),
                _ => (MessageKind.Refused, Encoding.UTF8.GetBytes($"found a message of the kind {(byte)kind}, expected a model to be timed.")),
            };
            await channel.SendAsync(answer, what, cancellationToken);
        }
    }

    private async Task<(MessageKind Kind, byte[] Content)> MeasureAsync(byte[] content, CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        try
        {
            if (content.Length < 4 || !Enum.IsDefined((MeasuringCare)content[0]) || BinaryPrimitives.ReadUInt16BigEndian(content.AsSpan(1)) is not (>= 1 and var threads) || threads > description.Cores)
                return Refused($"found a request that asks for more than {description.Cores} threads or has no model, expected a care, threads and a model.");
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(OfModel);
            var times = await new LocalTarget(threads, time).MeasureAsync([content[3..]], (MeasuringCare)content[0], UnseenStep.Instance, patience.Token);
            var answer = new byte[16];
            BinaryPrimitives.WriteDoubleBigEndian(answer, times[0].Ms);
            BinaryPrimitives.WriteDoubleBigEndian(answer.AsSpan(8), times[0].ReferenceMs);
            return (MessageKind.Measured, answer);
        }
        catch (NascentException failure)
        {
            return Refused(failure.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Refused($"found a model that takes more than {OfModel.TotalSeconds:0} s to be timed, expected a smaller one.");
        }
        finally
        {
            _alone.Release();
        }
    }

    private static (MessageKind Kind, byte[] Content) Refused(string why) => (MessageKind.Refused, Encoding.UTF8.GetBytes(why));
}
