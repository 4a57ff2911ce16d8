using Nascent.Architectures;
using Nascent.Files;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Targets.Browser;
using Nascent.Jobs.Targets.Remote;
using Nascent.Onnx;
using Nascent.Onnx.Latency;
using Nascent.Runs;

namespace Nascent.Jobs.Targets;

/// <summary>The targets that a user named, with their latency tables.</summary>
/// <param name="host">The world around.</param>
internal sealed class TargetStore(JobHost host)
{
    private const string Noun = "what 'nascent target add' wrote; remove the target and add it again";

    private readonly string _root = ProgramCache.Kept(host, "targets");

    /// <summary>The targets, by name.</summary>
    public IReadOnlyList<TargetRecord> All() => !Directory.Exists(_root) ? []
        : [.. Directory.EnumerateDirectories(_root).Order(StringComparer.Ordinal).Where(folder => File.Exists(Path.Combine(folder, "target.json"))).Select(folder => JsonFile.Read<TargetRecord>(Path.Combine(folder, "target.json"), Noun))];

    /// <summary>Makes a target; a remote one is asked what it is.</summary>
    /// <exception cref="NascentException">The name is taken or has other letters, or the machine cannot be reached.</exception>
    public async Task<TargetRecord> AddAsync(TargetRequest request, CancellationToken cancellationToken)
    {
        var name = request.Name;
        if (name.Length is 0 or > 64 || name[0] == '.' || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
            throw new NascentException($"NAME: found '{NascentException.Echo(name)}', expected at most 64 letters, digits, '-', '_' and '.', such as my-box.");
        if (File.Exists(RecordOf(name)))
            throw new NascentException($"Target '{name}': found one of this name, expected a new name; 'nascent target remove {name}' forgets the old one.");
        if (request is { Remote: not null, Browser: not null })
            throw new NascentException("--browser: found beside --remote, expected one of them; a browser is one of this machine.");
        if (PublishedLatencies.RecordOf(request, host) is { } published)
        {
            Directory.CreateDirectory(FolderOf(name));
            JsonFile.Write(RecordOf(name), published);
            return published;
        }

        var found = request.Remote is { } remote ? await RemoteAsync(request, remote, cancellationToken)
            : request.Browser is { } browser ? await BrowserAsync(request, browser, cancellationToken) : Local(request);
        var times = await Open(found).MeasureAsync([ReferenceModel.Bytes, ReferenceModel.Bytes, ReferenceModel.Bytes], MeasuringCare.Network, UnseenStep.Instance, cancellationToken);
        var record = found with { ReferenceMs = times.Select(one => one.Ms).Order().ElementAt(1) };
        Directory.CreateDirectory(FolderOf(name));
        JsonFile.Write(RecordOf(name), record);
        return record;
    }

    private static TargetRecord Local(TargetRequest request)
    {
        if (request is not { SecretFile: null, Trust: null })
            throw new NascentException("--secret-file and --trust: found without --remote, expected them beside it alone.");
        var manifest = RunManifestReader.Read(ProgramVersion.Text, new Dictionary<string, string>(StringComparer.Ordinal));
        return new(TargetRecord.Present, request.Name, request.Threads, request.Precision, manifest.Processor, $"ONNX Runtime {OnnxRuntimeFacts.Version()}", 0);
    }

    private async Task<TargetRecord> BrowserAsync(TargetRequest request, string folder, CancellationToken cancellationToken)
    {
        var record = Local(request) with { Browser = BrowserRuntime.FolderOf(host.PathOf(folder)) };
        var (browser, runtime) = await BrowserOf(record).DescribeAsync(UnitModels.WithoutUnit(TensorShape.Features(4)), cancellationToken);
        return record with { Machine = $"{browser} on {record.Machine}", Runtime = runtime };
    }

    private async Task<TargetRecord> RemoteAsync(TargetRequest request, string remote, CancellationToken cancellationToken)
    {
        if (request.SecretFile is not { } secret)
            throw new NascentException("--remote: found without a secret, expected --secret-file FILE with that of the agent.");
        var address = AgentAddress.Parse("--remote", remote);
        if (request.Trust is not null && !address.IsTls)
            throw new NascentException($"--trust: found beside {address}, expected an address that begins with tls://.");
        var record = new TargetRecord(TargetRecord.Present, request.Name, request.Threads, request.Precision, "", "", 0, address.ToString(), host.PathOf(secret), request.Trust is { } trust ? host.PathOf(trust) : null);
        var description = await RemoteOf(record).DescribeAsync(cancellationToken);
        return request.Threads <= description.Cores ? record with { Machine = description.Machine, Runtime = description.Runtime }
            : throw new NascentException($"--threads: found {request.Threads}, expected at most the {description.Cores} cores of {address}.");
    }

    /// <summary>Forgets a target and its tables.</summary>
    /// <exception cref="NascentException">There is none of the name.</exception>
    public void Remove(string name)
    {
        // A record that cannot be read any more is no reason to keep it.
        var known = Directory.Exists(_root) ? Directory.EnumerateDirectories(_root).Select(folder => Path.GetFileName(folder)).ToArray() : [];
        Directory.Delete(FolderOf(known.FirstOrDefault(one => one == name) ?? Named(name).Name), recursive: true);
    }

    /// <summary>The target of a name.</summary>
    /// <exception cref="NascentException">There is none.</exception>
    public TargetRecord Named(string name) => All().FirstOrDefault(target => target.Name == name) ?? throw (All() is { Count: > 0 } known
        ? NascentException.UnknownName("target", name, known.Select(target => target.Name))
        : new NascentException($"Unknown target '{name}': found no targets, expected one that was added; 'nascent target add {name}' adds this machine."));

    /// <summary>Where models are timed for a target.</summary>
    public ITarget Open(TargetRecord target) => target.Remote is not null ? RemoteOf(target) : target.Browser is not null ? BrowserOf(target) : new LocalTarget(target.Threads, host.Time);

    /// <summary>A target's latency table for the networks of a space, in the target's precision; null where it was not measured.</summary>
    public LatencyFacts? TableOf(TargetRecord target, TimedSpace space) =>
        File.Exists(TablePath(target, space)) && JsonFile.Read<LatencyFacts>(TablePath(target, space), Noun) is { Version: LatencyFacts.Present } table ? table : null;

    /// <summary>Keeps a table.</summary>
    public void Keep(TargetRecord target, TimedSpace space, LatencyFacts table) => JsonFile.Write(TablePath(target, space), table);

    private static RemoteTarget RemoteOf(TargetRecord target) => new(AgentAddress.Parse("target.json", target.Remote!), SecretFile.Read(target.SecretFile!), target.Trust, target.Threads);

    private BrowserTarget BrowserOf(TargetRecord target) => new(BrowserRuntime.Program(host.Environment), target.Browser!, target.Threads);

    private string FolderOf(string name) => Path.Combine(_root, name);

    private string RecordOf(string name) => Path.Combine(FolderOf(name), "target.json");

    private string TablePath(TargetRecord target, TimedSpace space) => FolderPath.Of(FolderOf(target.Name), $"latency-{target.Precision.ToString().ToLowerInvariant()}-{space.Space.Name}-{space.Code}.json");
}
