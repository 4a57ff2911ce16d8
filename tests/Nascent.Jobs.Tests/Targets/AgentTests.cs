using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Targets;
using Nascent.Jobs.Targets.Remote;
using Nascent.Onnx.Export;
using Nascent.Onnx.Latency;
using Nascent.Randomness;
using Nascent.Spaces.HandDesigned;
using Nascent.Tasks;

namespace Nascent.Jobs.Tests.Targets;

public sealed class AgentTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nascent-agent-");
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _said = [];
    private Task _serving = Task.CompletedTask;

    private JobHost Host => new() { Folder = _folder.FullName, Environment = name => name == "XDG_DATA_HOME" ? Path.Combine(_folder.FullName, "kept") : null };

    public void Dispose()
    {
        _end.Cancel();
        _serving.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
        _end.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<string> StartAsync(string? certificate = null)
    {
        File.WriteAllText(Host.PathOf("secret.txt"), "0123456789abcdef0123\n");
        _serving = TargetAgentJob.RunAsync(new AgentRequest { Listen = "127.0.0.1:0", SecretFile = "secret.txt", Certificate = certificate }, Host, _said.Enqueue, _end.Token);
        while (_said.IsEmpty && !_serving.IsCompleted)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        await (_serving.IsCompleted ? _serving : Task.CompletedTask);
        return _said.First().Split(' ')[2].TrimEnd(':');
    }

    private static byte[] Model()
    {
        var network = LeNet5.Build(Signature.Image(1, 28, 28, 3));
        return OnnxExporter.Export(network, UntrainedWeights.Of(network, new Seed(0)), new LearningTask.Classification(["a", "b", "c"]), new Preprocessing.Image(1, 28, 28, [0.3], [0.2]), ImmutableSortedDictionary<string, string>.Empty).Bytes;
    }

    private static async Task<double[]> MeasureAsync(string address, byte[] model, string secret = "0123456789abcdef0123", string? trust = null, int threads = 1) =>
        [.. (await new RemoteTarget(AgentAddress.Parse("test", address), System.Text.Encoding.UTF8.GetBytes(secret), trust, threads).MeasureAsync([model], MeasuringCare.Unit, UnseenStep.Instance, TestContext.Current.CancellationToken)).Select(one => one.At(1))];

    [Fact]
    public async Task Who_knows_the_secret_gets_times_and_the_name_of_the_machine()
    {
        var address = await StartAsync();
        (await MeasureAsync(address, Model()))[0].ShouldBeInRange(0.001, 1000);
        var (target, table) = await TargetJob.AddAsync(new TargetRequest { Name = "there", Remote = address, SecretFile = "secret.txt" }, Host, cancellationToken: TestContext.Current.CancellationToken);
        (target.Runtime, target.Remote, table).ShouldBe((TargetJob.All(Host)[0].Runtime, address, null));
        target.Machine.ShouldNotBeEmpty();
        TargetJob.Remove("there", Host);
        TargetJob.All(Host).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_secret_is_refused_on_both_sides()
    {
        var address = await StartAsync();
        (await Should.ThrowAsync<NascentException>(() => MeasureAsync(address, Model(), "another secret 123"))).Message.ShouldContain("found an agent with another secret");
        while (!_said.Any(line => line.Contains("does not know the secret", StringComparison.Ordinal)))
            await Task.Delay(10, TestContext.Current.CancellationToken);
        (await MeasureAsync(address, Model()))[0].ShouldBeGreaterThan(0, "and others are served on");
    }

    [Fact]
    public async Task What_is_no_model_and_what_asks_for_too_much_gets_a_reason_and_the_agent_goes_on()
    {
        var address = await StartAsync();
        (await Should.ThrowAsync<NascentException>(() => MeasureAsync(address, [1, 2, 3]))).Message.ShouldContain("cannot load the model");
        (await Should.ThrowAsync<NascentException>(() => MeasureAsync(address, Model(), threads: 4000))).Message.ShouldContain("threads");
        await Should.ThrowAsync<NascentException>(() => MeasureAsync(address, new byte[AgentServer.MostBytes + 1]));
        (await MeasureAsync(address, Model()))[0].ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Somebody_who_speaks_of_something_else_is_left_alone()
    {
        var address = AgentAddress.Parse("test", await StartAsync());
        using (var stranger = new TcpClient("127.0.0.1", address.Port))
        {
            await stranger.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray().Concat(new byte[200]).ToArray(), TestContext.Current.CancellationToken);
            var answer = new byte[1024];
            var count = 0;
            for (var read = 1; read > 0; count += read)
                read = await stranger.GetStream().ReadAsync(answer, TestContext.Current.CancellationToken);
            count.ShouldBeLessThan(100, "the greeting alone");
        }

        (await MeasureAsync(address.ToString(), Model()))[0].ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task With_a_certificate_it_speaks_tls_and_another_certificate_is_not_trusted()
    {
        var certificate = MakeCertificate("agent");
        var other = MakeCertificate("other");
        var address = (await StartAsync("agent.pem")).Replace("tls://", "", StringComparison.Ordinal);
        (await MeasureAsync($"tls://{address}", Model(), trust: certificate))[0].ShouldBeGreaterThan(0);
        (await Should.ThrowAsync<NascentException>(() => MeasureAsync($"tls://{address}", Model(), trust: other))).Message.ShouldContain("certificate");
        await Should.ThrowAsync<NascentException>(() => MeasureAsync(address, Model()));
    }

    private string MakeCertificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(40), DateTimeOffset.UnixEpoch.AddYears(90));
        File.WriteAllText(Host.PathOf($"{name}.pem"), $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        File.WriteAllText(Host.PathOf($"{name}.crt"), certificate.ExportCertificatePem());
        return Host.PathOf($"{name}.crt");
    }

    [Theory]
    [InlineData("my-pi", "tcp://my-pi:7419")]
    [InlineData("my-pi:80", "tcp://my-pi:80")]
    [InlineData("tls://10.0.0.1:9", "tls://10.0.0.1:9")]
    [InlineData("[::1]:9", "tcp://[::1]:9")]
    public void Addresses_have_usual_forms(string text, string expected) => AgentAddress.Parse("--remote", text).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("my-pi:port")]
    [InlineData("my-pi:70000")]
    [InlineData("http://my-pi/")]
    public void Others_are_refused(string text) => Should.Throw<NascentException>(() => AgentAddress.Parse("--remote", text)).Message.ShouldContain("expected an address");

    [Fact]
    public async Task A_short_secret_is_refused()
    {
        File.WriteAllText(Host.PathOf("short.txt"), "hello");
        (await Should.ThrowAsync<NascentException>(() => TargetAgentJob.RunAsync(new AgentRequest { SecretFile = "short.txt" }, Host))).Message.ShouldContain("found a secret of 5 bytes");
    }
}
