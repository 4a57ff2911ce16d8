using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Randomness;

namespace Nascent.Torch.Sharing;

/// <summary>One weight of a supernet: every network that has a weight of this name reads a part of it.</summary>
/// <remarks>
/// A network's part is the first outputs and inputs, and the middle of the kernel (Cai et al. 2020, elastic width and kernel). The weight is as large as the largest part that was asked for so
/// far, and grows; an element's initial value follows from the seed, the weight's name and the element's place, and its scale from the part that first asked for it.
/// Memory is in the order of the kernels: outputs, height, width, inputs. Not safe for use by several threads at once.
/// </remarks>
internal sealed class SharedWeight
{
    private readonly Seed _parentSeed;
    private readonly Seed _seed;
    private float[] _values = [];
    private float[] _gradients = [];
    private Sizes _sizes;

    /// <param name="name">The weight's name.</param>
    /// <param name="role">What it does; no running statistic.</param>
    /// <param name="seed">The supernet's seed.</param>
    public SharedWeight(string name, WeightRole role, Seed seed) => (Name, Role, _parentSeed, _seed) = (name, role, seed, seed.Derive(name));

    /// <summary>The weight's name in every network.</summary>
    public string Name { get; }

    /// <summary>What it does.</summary>
    public WeightRole Role { get; }

    /// <summary>All values.</summary>
    public Span<float> Values => _values;

    /// <summary>The sum of the gradients of all networks since it was set to zero; zero where none reads.</summary>
    public Span<float> Gradients => _gradients;

    /// <summary>What the optimiser remembers: as many arrays as it asks for, each with an element for each value.</summary>
    public float[][] Memory { get; private set; } = [];

    /// <summary>How often an optimiser that counts has changed it.</summary>
    public long Steps { get; set; }

    /// <summary>Which of several threads has it to itself: by its name, so that a training that is resumed has the same sums.</summary>
    public int LaneOf(int threads) => (int)(_seed.Value % (ulong)threads);

    /// <summary>The side of the largest kernel so far.</summary>
    public int Kernel => _sizes.Kernel;

    /// <summary>Whether a network's part has been asked for, or is within one that has.</summary>
    public bool Has(WeightSlot slot) => _sizes.Contains(Sizes.Of(slot.Shape));

    /// <summary>Copies a network's part of the values into its memory.</summary>
    /// <param name="slot">The weight as the network has it.</param>
    /// <param name="groups">Groups of its convolution; 1 elsewhere.</param>
    /// <param name="target">Its memory.</param>
    public void CopyTo(WeightSlot slot, int groups, Span<float> target)
    {
        var part = Sizes.Of(slot.Shape);
        Grow(slot.Shape, groups, part);
        for (int run = 0, to = 0; run < part.Runs; run++, to += part.Inputs)
            _values.AsSpan(_sizes.Place(part, run), part.Inputs).CopyTo(target[to..]);
    }

    /// <summary>The same without growing: what no network was trained with begins, in this network by itself, with its initial values.</summary>
    public void CopyAsItIsTo(WeightSlot slot, int groups, Span<float> target)
    {
        if (_sizes.Contains(Sizes.Of(slot.Shape)))
        {
            CopyTo(slot, groups, target);
            return;
        }

        new SharedWeight(Name, Role, _parentSeed) { _sizes = _sizes, _values = _values, _gradients = _gradients }.CopyTo(slot, groups, target);
    }

    /// <summary>Adds a network's gradients.</summary>
    /// <param name="slot">The weight as the network has it; values were copied to it before.</param>
    /// <param name="gradients">Its gradients, in its memory's order.</param>
    /// <param name="factor">What they are multiplied by.</param>
    public void AddGradients(WeightSlot slot, ReadOnlySpan<float> gradients, float factor)
    {
        var part = Sizes.Of(slot.Shape);
        for (int run = 0, from = 0; run < part.Runs; run++)
        {
            var target = _gradients.AsSpan(_sizes.Place(part, run), part.Inputs);
            for (var i = 0; i < target.Length; i++)
                target[i] += factor * gradients[from++];
        }
    }

    /// <summary>Puts outputs (axis 0) or inputs (axis 1) into another order, and forgets what an optimiser remembers.</summary>
    /// <param name="axis">Which.</param>
    /// <param name="order">The old place of each.</param>
    public void Permute(int axis, ReadOnlySpan<int> order)
    {
        var (old, places) = (_values, _sizes.Kernel * _sizes.Kernel);
        _values = new float[old.Length];
        for (var i = 0; i < old.Length; i++)
        {
            var (run, input) = Math.DivRem(i, _sizes.Inputs);
            var (output, place) = Math.DivRem(run, places);
            var (from, read) = axis == 0 ? (order[output], input) : (output, order[input]);
            _values[i] = old[(((from * places) + place) * _sizes.Inputs) + read];
        }

        Forget();
    }

    /// <summary>Forgets what an optimiser remembers.</summary>
    public void Forget() => (Memory, Steps) = ([], 0);

    /// <summary>The values with their sizes: outputs, height and width of the kernel, inputs.</summary>
    public NamedTensor Export() => new(Name, Shape, [.. _values]);

    /// <summary>What the optimiser remembers, under the weight's name, <c>#</c> and a number.</summary>
    public IEnumerable<NamedTensor> ExportMemory() => Memory.Select((values, i) => new NamedTensor($"{Name}#{i}", Shape, [.. values]));

    /// <summary>Goes on with what the optimiser remembered.</summary>
    /// <param name="exported">Tensors by name, those of other weights too.</param>
    /// <param name="steps">How often it had changed the weight.</param>
    public void ImportMemory(IReadOnlyDictionary<string, NamedTensor> exported, long steps)
    {
        for (var i = 0; exported.TryGetValue($"{Name}#{i}", out var memory); i++)
            Memory = [.. Memory, [.. memory.Values]];
        Steps = steps;
    }

    private ImmutableArray<int> Shape => [_sizes.Outputs, _sizes.Kernel, _sizes.Kernel, _sizes.Inputs];

    /// <summary>Refuses what was not exported from a shared weight.</summary>
    /// <exception cref="NascentException">It has no such sizes.</exception>
    public static void Check(NamedTensor exported)
    {
        if (exported.Shape is not [_, var height, var width, _] || height != width)
            throw new NascentException($"Shared weight '{exported.Name}': found shape {string.Join("×", exported.Shape)}, expected outputs × kernel × kernel × inputs. The file is of no supernet.");
    }

    /// <summary>Begins with values that were exported.</summary>
    public void Import(NamedTensor exported) =>
        (_sizes, _values, _gradients) = (new(exported.Shape[0], exported.Shape[1], exported.Shape[3]), [.. exported.Values], new float[exported.Values.Length]);

    /// <summary>Makes room for what an optimiser remembers, zero at first.</summary>
    public void Remember(int arrays)
    {
        while (Memory.Length < arrays)
            Memory = [.. Memory, new float[_values.Length]];
    }

    private void Grow(ImmutableArray<int> shape, int groups, Sizes part)
    {
        if (_sizes.Contains(part))
            return;
        var (old, sizes) = (_sizes, _sizes.With(part));
        var values = new float[sizes.Count];
        Initialise(values, sizes, shape, groups);
        _values = Moved(_values, old, sizes, values);
        _gradients = Moved(_gradients, old, sizes, new float[sizes.Count]);
        Memory = [.. Memory.Select(memory => Moved(memory, old, sizes, new float[sizes.Count]))];
        _sizes = sizes;
    }

    // He et al. 2015 as for networks that stand alone (InitialWeights), by the fan of the part that first asked for the element.
    private void Initialise(float[] values, Sizes sizes, ImmutableArray<int> shape, int groups)
    {
        if (Role == WeightRole.Scale)
            Array.Fill(values, 1);
        if (Role != WeightRole.Kernel)
            return;
        var deviation = Math.Sqrt(2.0 / (shape.Length == 4 ? shape[0] / groups * shape[2] * shape[3] : shape[1]));
        var stream = _seed.Stream();
        for (var i = 0; i < values.Length; i++)
        {
            stream.Position = sizes.KeyOf(i);
            values[i] = (float)(deviation * stream.NextGaussian());
        }
    }

    private static float[] Moved(float[] from, Sizes old, Sizes sizes, float[] to)
    {
        for (var run = 0; run < old.Runs && from.Length > 0; run++)
            from.AsSpan(run * old.Inputs, old.Inputs).CopyTo(to.AsSpan(sizes.Place(old, run)));
        return to;
    }

    /// <summary>Sizes in memory: runs of inputs that lie together, one for each output and place of the kernel.</summary>
    private readonly record struct Sizes(int Outputs, int Kernel, int Inputs)
    {
        // Places of a weight that no kernel, width or network reaches.
        private const ulong MostInputs = 1 << 20;
        private const ulong MostPlaces = 1 << 10;

        public int Runs => Outputs * Kernel * Kernel;

        public int Count => checked(Runs * Inputs);

        public static Sizes Of(ImmutableArray<int> shape) => shape.Length switch
        {
            4 => new(shape[0], shape[2], shape[1]),
            2 => new(shape[0], 1, shape[1]),
            _ => new(shape[0], 1, 1),
        };

        public bool Contains(Sizes part) => part.Outputs <= Outputs && part.Kernel <= Kernel && part.Inputs <= Inputs;

        public Sizes With(Sizes part) => new(Math.Max(Outputs, part.Outputs), Math.Max(Kernel, part.Kernel), Math.Max(Inputs, part.Inputs));

        /// <summary>Where a run of a part begins.</summary>
        public int Place(Sizes part, int run)
        {
            var (output, place) = Math.DivRem(run, part.Kernel * part.Kernel);
            var (y, x) = Math.DivRem(place, part.Kernel);
            var margin = (Kernel - part.Kernel) / 2;
            return ((((output * Kernel) + y + margin) * Kernel) + x + margin) * Inputs;
        }

        /// <summary>The place of an element in the stream of initial values: from the middle of the kernel, so that it stays where it is when the weight grows.</summary>
        public ulong KeyOf(int element)
        {
            var (run, input) = Math.DivRem(element, Inputs);
            var (output, place) = Math.DivRem(run, Kernel * Kernel);
            var (y, x) = Math.DivRem(place, Kernel);
            var (fromMiddleY, fromMiddleX) = ((ulong)(y - (Kernel / 2) + 16), (ulong)(x - (Kernel / 2) + 16));
            return 2 * ((((ulong)output * MostInputs) + (ulong)input) * MostPlaces + (fromMiddleY * 32) + fromMiddleX);
        }
    }
}
