using Nascent.Architectures;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Resolving;
using Nascent.Tasks;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Training;
using static TorchSharp.torch;

namespace Nascent.Torch.Sharing;

/// <summary>All networks of a space with shared weights: a weight of one name is one weight, whichever network reads it.</summary>
/// <remarks>
/// Single path (Guo et al. 2020): a genotype's network is computed by the module that it would be alone, with copies of its parts of the shared weights, so that a path costs what the network costs and
/// gives what the network gives. The path is an argument; there is no active network. Open widths and kernels are slices, depths are prefixes, all else is a switch, as names of weights say.
/// Weights come into being when a network first needs them. Running statistics are no shared weights: see <see cref="Recalibration"/>. On the processor; not safe for use by several threads at once.
/// </remarks>
/// <param name="space">The space.</param>
/// <param name="signature">What its networks read and give.</param>
/// <param name="seed">The key of initial weights.</param>
/// <param name="transforms">Whether a smaller kernel is the middle of the largest by matrices that are learned too (Cai et al. 2020, kernel transformation), in place of the middle as it is.</param>
public sealed class Supernet(SearchSpace space, Signature signature, Seed seed, bool transforms = false) : IDisposable
{
    private const char MemoryMark = '#';
    private const string StepsOf = "steps:";
    private const string TransformMark = "~";

    /// <summary>How many modules are valid at once, at least.</summary>
    internal const int MostPaths = 32;

    private readonly Dictionary<string, SharedWeight> _weights = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SupernetPath> _paths = new(StringComparer.Ordinal);
    private readonly List<string> _latest = []; // paths by their last use, the latest last
    private readonly HashSet<SharedWeight> _touched = [];
    private int _kept = MostPaths;
    private Dictionary<string, NamedTensor> _restored = [];
    private Dictionary<string, long> _restoredSteps = [];

    /// <summary>The space.</summary>
    public SearchSpace Space => space;

    /// <summary>What its networks read and give.</summary>
    public Signature Signature => signature;

    /// <summary>The number of shared values that some network has needed so far.</summary>
    public long Count => _weights.Values.Sum(weight => (long)weight.Values.Length);

    /// <summary>The weights that have gradients of some path since <see cref="ClearGradients"/>.</summary>
    internal IReadOnlyCollection<SharedWeight> Touched => _touched;

    /// <summary>The network's output: (batch, outputs), as <see cref="ArchitectureModule.Forward"/> gives it.</summary>
    /// <param name="inputs">One tensor for each input.</param>
    /// <param name="genotype">The path.</param>
    /// <param name="training">Whether batch statistics and dropout are in force; without them, running statistics are those that the module began with: see <see cref="Recalibration"/>.</param>
    /// <param name="dropout">The key of dropout masks.</param>
    public Tensor Forward(ReadOnlySpan<Tensor> inputs, Genotype genotype, bool training, Seed dropout = default)
    {
        using var noGradient = no_grad();
        return Load(genotype, grows: training).Module.Forward(inputs, training, dropout);
    }

    /// <summary>A stand-alone module of a genotype's network with copies of its shared weights; the caller's to dispose.</summary>
    public ArchitectureModule Extract(Genotype genotype)
    {
        var module = new ArchitectureModule(space.Resolve(genotype, signature), TrainingDevice.Cpu);
        CopyTo(new SupernetPath(module, []), grows: false);
        return module;
    }

    /// <summary>Writes all shared weights to a file, as a whole or not at all.</summary>
    public void Save(string path) => WeightFile.Write(path, [.. Export().Where(weight => !IsMemory(weight))]);

    /// <summary>Goes on with the shared weights of a file. To be called before any network was asked for.</summary>
    /// <exception cref="NascentException">It is no such file, or is damaged.</exception>
    public void Restore(string path)
    {
        Restore(WeightFile.Read(path), []);
    }

    /// <summary>Adds the shared weights, and what an optimiser remembers of them, to what a training goes on with.</summary>
    internal void AddTo(SharedState state)
    {
        state.Weights.AddRange(Export());
        foreach (var (name, steps) in StepsOfAll())
            state.Numbers[StepsOf + name] = [steps];
    }

    /// <summary>Goes on with what was added to a state. To be called before any network was asked for.</summary>
    /// <exception cref="NascentException">A weight has no sizes of one.</exception>
    internal void Restore(SharedState state) => Restore(
        state.Weights, state.Numbers.Where(number => number.Key.StartsWith(StepsOf, StringComparison.Ordinal)).ToDictionary(number => number.Key[StepsOf.Length..], number => (long)number.Value[0]));

    private void Restore(IReadOnlyList<NamedTensor> exported, Dictionary<string, long> steps)
    {
        foreach (var weight in exported.Where(weight => !IsMemory(weight)))
            SharedWeight.Check(weight);
        (_restored, _restoredSteps) = (exported.ToDictionary(weight => weight.Name), steps);
    }

    // What was restored and no network has asked for yet stands beside what is in use.
    private IEnumerable<NamedTensor> Export() => _weights.Values.SelectMany(weight => weight.ExportMemory().Prepend(weight.Export()))
        .Concat(_restored.Values.Where(weight => !_weights.ContainsKey(weight.Name.Split(MemoryMark)[0]))).OrderBy(weight => weight.Name, StringComparer.Ordinal);

    private IEnumerable<(string Name, long Steps)> StepsOfAll() => _weights.Values.Select(weight => (weight.Name, weight.Steps))
        .Concat(_restoredSteps.Where(restored => !_weights.ContainsKey(restored.Key)).Select(restored => (restored.Key, restored.Value)));

    private static bool IsMemory(NamedTensor weight) => weight.Name.Contains(MemoryMark, StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var path in _paths.Values)
            path.Module.Dispose();
        _paths.Clear();
    }

    /// <summary>A path with the weights as they are; its module is the supernet's, has these weights until the path is loaded again, and is valid until 32 other paths or parts were loaded.</summary>
    /// <param name="genotype">The path.</param>
    /// <param name="gated">Whether its choices have gates: see <see cref="SearchSpace.ResolveGated"/>.</param>
    /// <param name="grows">Whether weights that it lacks become shared ones; otherwise it has initial values of its own in their place, so that scoring one network changes no other.</param>
    /// <param name="part">Which of several modules of the same network: each may compute beside the others.</param>
    internal SupernetPath Load(Genotype genotype, bool gated = false, bool grows = true, int part = 0) => Load(
        KeyOf(genotype, gated, part), () => gated ? space.ResolveGated(genotype, signature) : new(space.Resolve(genotype, signature), []), grows);

    /// <summary>The modules of several paths by part and path, made ready by as many threads as there are parts; a path that is there twice has one module.</summary>
    /// <param name="genotypes">The paths.</param>
    /// <param name="threads">The threads.</param>
    internal ArchitectureModule[][] Load(IReadOnlyCollection<Genotype> genotypes, PartThreads threads)
    {
        Genotype[] distinct = [.. genotypes.Distinct()];
        _kept = Math.Max(_kept, distinct.Length * threads.Count);
        var made = Enumerable.Range(0, threads.Count).Select(part => Array.ConvertAll(distinct, genotype => Known(KeyOf(genotype, false, part)))).ToArray();
        threads.Run(part =>
        {
            for (var i = 0; i < distinct.Length; i++)
                made[part][i] ??= Made(new(space.Resolve(distinct[i], signature), []));
        });
        foreach (var (part, i) in from part in Enumerable.Range(0, made.Length) from i in Enumerable.Range(0, distinct.Length) select (part, i))
            Keep(KeyOf(distinct[i], false, part), made[part][i]!);
        // Weights grow by one path after another; once they are large enough, they are only read.
        foreach (var path in made[0].Where(path => !IsComplete(path!)))
            CopyTo(path!, grows: true);
        threads.Run(part => Array.ForEach(made[part], path => CopyTo(path!, grows: true)));
        return Array.ConvertAll(made, ofPart => genotypes.Select(genotype => ofPart[Array.IndexOf(distinct, genotype)]!.Module).ToArray());
    }

    /// <summary>The mixture of all options: see <see cref="SearchSpace.ResolveMixture"/>.</summary>
    /// <param name="optionOf">The option of a decision that is no choice between blocks.</param>
    /// <param name="parts">Of how many parts of the channels one goes through the options.</param>
    internal SupernetPath LoadMixture(Func<Decision, int> optionOf, int parts = 1) => Load(
        $"mixture {parts} {string.Join(' ', space.Genotypes.Decisions.Where(decision => decision.Kind != DecisionKind.Operator).Select(optionOf))}", () => space.ResolveMixture(signature, optionOf, parts), grows: true);

    private static string KeyOf(Genotype genotype, bool gated, int part) => $"{(gated ? "gated" : "plain")} {part} {genotype}";

    private SupernetPath Load(string key, Func<GatedArchitecture> network, bool grows)
    {
        var path = Known(key) ?? Made(network());
        Keep(key, path);
        CopyTo(path, grows);
        return path;
    }

    private static SupernetPath Made(GatedArchitecture network) => new(new ArchitectureModule(network.Architecture, TrainingDevice.Cpu, byGates: !network.Gates.IsEmpty), network.Gates);

    /// <summary>The path of a key, which is the latest now; null where it is not there.</summary>
    private SupernetPath? Known(string key)
    {
        if (!_paths.TryGetValue(key, out var path))
            return null;
        _latest.Remove(key);
        _latest.Add(key);
        return path;
    }

    /// <summary>Keeps a path; the one that was used longest ago makes room for it.</summary>
    private void Keep(string key, SupernetPath path)
    {
        if (!_paths.TryAdd(key, path))
            return;
        _latest.Add(key);
        if (_latest.Count <= _kept)
            return;
        _paths.Remove(_latest[0], out var oldest);
        _latest.RemoveAt(0);
        oldest!.Module.Dispose();
    }

    /// <summary>Adds the gradients of a path to those of the shared weights, and sets the path's to zero.</summary>
    /// <param name="module">The path, as it was loaded.</param>
    /// <param name="factor">What they are multiplied by.</param>
    internal void TakeGradients(ArchitectureModule module, float factor = 1) => TakeGradients(module, factor, _ => true, _touched);

    /// <summary>The same of several paths, in their order, by several threads: each has some of the weights for itself.</summary>
    internal void TakeGradients(IReadOnlyList<(ArchitectureModule Module, float Factor)> paths, PartThreads threads)
    {
        var touched = Enumerable.Range(0, threads.Count).Select(_ => new HashSet<SharedWeight>()).ToArray();
        threads.Run(part =>
        {
            foreach (var (module, factor) in paths)
                TakeGradients(module, factor, weight => weight.LaneOf(threads.Count) == part, touched[part]);
        });
        Array.ForEach(touched, _touched.UnionWith);
    }

    private void TakeGradients(ArchitectureModule module, float factor, Func<SharedWeight, bool> isTaken, HashSet<SharedWeight> touched)
    {
        var gradients = TensorMemory.Span(module.Weights.Gradients);
        foreach (var slot in module.Weights.Slots.Where(slot => slot.Trainable))
        {
            var weight = _weights[slot.Name];
            if (!isTaken(weight))
                continue;
            var ofSlot = gradients.Slice(module.Weights.OffsetOf(slot.Name), (int)slot.Count);
            if (IsTransformed(weight, slot))
                new ElasticKernel(weight, TransformOf).AddGradients(slot, ofSlot, factor, touched);
            else
                weight.AddGradients(slot, ofSlot, factor);
            touched.Add(weight);
            ofSlot.Clear();
        }
    }

    /// <summary>The shared weights by name, for what is done to all of them at once; those that no network has needed are not there.</summary>
    internal IReadOnlyDictionary<string, SharedWeight> Weights => _weights;

    /// <summary>Forgets what an optimiser remembers of any weight.</summary>
    internal void ForgetMemory()
    {
        foreach (var weight in _weights.Values)
            weight.Forget();
        (_restored, _restoredSteps) = (_restored.Where(weight => !IsMemory(weight.Value)).ToDictionary(), []);
    }

    /// <summary>Sets all gradients to zero.</summary>
    internal void ClearGradients()
    {
        foreach (var weight in _touched)
            weight.Gradients.Clear();
        _touched.Clear();
    }

    private void CopyTo(SupernetPath path, bool grows)
    {
        var module = path.Module;
        // A pass that was for gates alone may have left some: normalisation's come with the way back.
        TensorMemory.Span(module.Weights.Gradients).Clear();
        var values = TensorMemory.Span(module.Weights.Values);
        foreach (var slot in module.Weights.Slots)
        {
            if (!slot.Trainable)
            {
                TensorMemory.Span(module.Weights.Statistics).Slice(module.Weights.OffsetOf(slot.Name), (int)slot.Count)
                    .Fill(slot.Role == WeightRole.RunningVariance ? 1 : 0);
                continue;
            }

            var target = values.Slice(module.Weights.OffsetOf(slot.Name), (int)slot.Count);
            var weight = WeightOf(slot, keep: grows);
            if (IsTransformed(weight, slot) && (grows || weight.Has(slot)))
                new ElasticKernel(weight, TransformOf).CopyTo(slot, path.GroupsOf(slot), target);
            else if (grows)
                weight.CopyTo(slot, path.GroupsOf(slot), target);
            else
                weight.CopyAsItIsTo(slot, path.GroupsOf(slot), target);
        }
    }

    /// <summary>Whether all that a path reads is there.</summary>
    private bool IsComplete(SupernetPath path) => path.Module.Weights.Slots.Where(slot => slot.Trainable).All(slot =>
        _weights.TryGetValue(slot.Name, out var weight) && weight.Has(slot) && (!IsTransformed(weight, slot) || _weights.ContainsKey(TransformName(weight, slot.Shape[2]))));

    private bool IsTransformed(SharedWeight weight, WeightSlot slot) => transforms && ElasticKernel.IsPartOf(weight, slot);

    /// <summary>The matrix that gives kernels of a side from the next larger ones of a weight; it gives their middle at first.</summary>
    private SharedWeight TransformOf(SharedWeight weight, int side)
    {
        var name = TransformName(weight, side);
        if (_weights.TryGetValue(name, out var known))
            return known;
        // A bias by its role: weight decay would shrink the kernel, which is not its aim.
        var transform = new SharedWeight(name, WeightRole.Bias, seed);
        transform.Import(_restored.TryGetValue(name, out var restored) ? restored : new NamedTensor(name, [side * side, 1, 1, side * side], KernelTransform.Identity(side)));
        transform.ImportMemory(_restored, _restoredSteps.GetValueOrDefault(name));
        _weights.Add(name, transform);
        return transform;
    }

    private static string TransformName(SharedWeight weight, int side) => FormattableString.Invariant($"{weight.Name}{TransformMark}{side}");

    private SharedWeight WeightOf(WeightSlot slot, bool keep)
    {
        if (_weights.TryGetValue(slot.Name, out var known))
            return known;
        var weight = new SharedWeight(slot.Name, slot.Role, seed);
        var isRestored = _restored.TryGetValue(slot.Name, out var restored);
        if (isRestored)
        {
            weight.Import(restored!);
            weight.ImportMemory(_restored, _restoredSteps.GetValueOrDefault(slot.Name));
        }

        if (keep || isRestored)
            _weights.Add(slot.Name, weight);
        return weight;
    }
}
