using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Randomness;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.Modules;

public sealed class ArchitectureModuleTests
{
    [Fact]
    public void A_convolution_a_norm_and_a_relu_give_what_a_hand_computes()
    {
        var net = new ArchitectureBuilder("hand");
        var x = net.Input("image", TensorType.Float(TensorShape.Image(1, 3, 3)));
        x = Networks.ConvNormAct(net, "stem", x, Networks.Conv(1, kernel: 2, padding: 0));
        net.Output("map", x);
        using var module = new ArchitectureModule(net.Build(), TrainingDevice.Cpu);
        module.SetWeights(
        [
            new("stem.conv.weight", [1, 1, 2, 2], [1, 2, 3, 4]),
            new("stem.norm.weight", [1], [2]),
            new("stem.norm.bias", [1], [-1]),
            new("stem.norm.running_mean", [1], [60]),
            new("stem.norm.running_var", [1], [100 - 1e-5f]),
        ]);
        using var scope = NewDisposeScope();
        // Windows of 1..9: 1+2·2+3·4+4·5 = 37, 47, 67, 77; then 2 (v − 60) / 10 − 1 and the positive part.
        using var noGradient = no_grad();
        var y = module.Forward([arange(1, 10, ScalarType.Float32).view(1, 1, 3, 3)], training: false);
        Values(y).ShouldBe([0, 0, 0.4f, 2.4f], 1e-5);
    }

    [Fact]
    public void Weights_come_back_as_they_were_set_whatever_their_order_in_memory()
    {
        var architecture = EveryOperator();
        using var module = new ArchitectureModule(architecture, TrainingDevice.Cpu);
        module.Initialise(new Seed(3));
        var first = module.GetWeights();
        using var other = new ArchitectureModule(architecture, TrainingDevice.Cpu);
        other.SetWeights(first.Reverse());
        var second = other.GetWeights();
        second.Select(weight => weight.Name).ShouldBe(architecture.Weights.Select(slot => slot.Name));
        second.Zip(first).ShouldAllBe(pair => pair.First.Values.SequenceEqual(pair.Second.Values));
    }

    [Fact]
    public void Initial_values_follow_from_the_name_and_the_seed_alone()
    {
        using var small = new ArchitectureModule(Networks.Cnn(1, 12, 4, 8), TrainingDevice.Cpu);
        using var large = new ArchitectureModule(Networks.Cnn(1, 12, 4, 8, 16), TrainingDevice.Cpu);
        small.Initialise(new Seed(3));
        large.Initialise(new Seed(3));
        float[] Stem(ArchitectureModule module) => module.GetWeights().Single(weight => weight.Name == "stage[0].conv.weight").Values;
        Stem(small).ShouldBe(Stem(large));
        var kernel = large.GetWeights().Single(weight => weight.Name == "stage[1].conv.weight").Values;
        Math.Sqrt(kernel.Average(value => value * value)).ShouldBe(Math.Sqrt(2.0 / (9 * 16)), 0.01);
        small.Initialise(new Seed(4));
        Stem(small).ShouldNotBe(Stem(large));
    }

    [Fact]
    public void Functions_of_a_feature_begin_with_different_offsets()
    {
        var net = new ArchitectureBuilder("table");
        var functions = net.Add(new("functions"), new Operator.FeatureEmbedding(100), net.Input("columns", TensorType.Float(TensorShape.Features(4))));
        net.Output("scores", net.Add(new("head"), new Operator.Linear(3, true), functions));
        using var module = new ArchitectureModule(net.Build(), TrainingDevice.Cpu);
        module.Initialise(new Seed(3));
        foreach (var name in new[] { "functions.weight", "functions.bias" })
        {
            var values = module.GetWeights().Single(weight => weight.Name == name).Values;
            values.ShouldBeUnique();
            Math.Sqrt(values.Average(value => value * value)).ShouldBe(Math.Sqrt(2), 0.15, name);
        }
    }

    [Fact]
    public void Weights_of_another_network_are_named()
    {
        using var module = new ArchitectureModule(Networks.Cnn(1, 12, 4, 8), TrainingDevice.Cpu);
        Should.Throw<NascentException>(() => module.SetWeights([])).Message.ShouldContain("'stage[0].conv.weight'");
        using var other = new ArchitectureModule(Networks.Cnn(1, 12, 4, 9), TrainingDevice.Cpu);
        Should.Throw<NascentException>(() => module.SetWeights(other.GetWeights())).Message.ShouldContain("found shape 9×1×3×3, expected 8×1×3×3");
    }

    [Theory]
    [InlineData(ActivationFunction.Relu)]
    [InlineData(ActivationFunction.Relu6)]
    [InlineData(ActivationFunction.LeakyRelu)]
    [InlineData(ActivationFunction.Elu)]
    [InlineData(ActivationFunction.Silu)]
    [InlineData(ActivationFunction.Gelu)]
    [InlineData(ActivationFunction.HardSwish)]
    [InlineData(ActivationFunction.Sigmoid)]
    [InlineData(ActivationFunction.HardSigmoid)]
    [InlineData(ActivationFunction.Tanh)]
    public void Training_gives_the_gradients_of_autograd(ActivationFunction activation)
    {
        foreach (var channels in new[] { 1, 3 })
            Compare(EveryOperator(activation, channels), [5, channels, 14, 14]);
    }

    [Theory]
    [InlineData(ActivationFunction.Relu)]
    [InlineData(ActivationFunction.Silu)]
    [InlineData(ActivationFunction.Gelu)]
    public void Training_a_cell_of_many_paths_gives_the_gradients_of_autograd(ActivationFunction activation)
    {
        var net = new ArchitectureBuilder("cell");
        var x = net.Input("image", TensorType.Float(TensorShape.Image(3, 11, 9)));
        x = net.Add(new("stem"), Networks.Conv(16), x);
        NodePath Edge(string name, NodePath from) =>
            net.Add(new($"{name}.norm"), new Operator.BatchNorm(), net.Add(new($"{name}.conv"), Networks.Conv(16), net.Add(new($"{name}.act"), new Operator.Activation(activation), from)));
        var one = Edge("0-1", x);
        var two = net.Add(new("2"), new Operator.Add(), Edge("0-2", x), Edge("1-2", one));
        x = net.Add(new("3"), new Operator.Add(), x, Edge("1-3", one), Edge("2-3", two));
        x = net.Add(new("pool2"), new Operator.Pool(PoolKind.Max, 2, 2, 0), x);
        x = net.Add(new("pool3"), new Operator.Pool(PoolKind.Max, 1, 1, 0), net.Add(new("wide"), Networks.Conv(32), x));
        Compare(Networks.Finish(net, x, 3), [5, 3, 11, 9]);
    }

    [Fact]
    public void Training_on_a_table_gives_the_gradients_of_autograd()
    {
        var net = new ArchitectureBuilder("table");
        var x = net.Input("columns", TensorType.Float(TensorShape.Features(7)));
        x = net.Add(new("first"), new Operator.BatchNorm(), x);
        x = net.Add(new("linear"), new Operator.Linear(37, true), x);
        x = net.Add(new("norm"), new Operator.BatchNorm(), x);
        x = net.Add(new("act"), new Operator.Activation(ActivationFunction.Silu), x);
        x = net.Add(new("layer"), new Operator.LayerNorm(), x);
        net.Output("scores", net.Add(new("head"), new Operator.Linear(3, true), x));
        Compare(net.Build(), [33, 7]);
    }

    [Fact]
    public void Training_with_functions_of_features_gives_the_gradients_of_autograd()
    {
        var net = new ArchitectureBuilder("functions");
        var x = net.Add(new("functions"), new Operator.PeriodicEmbedding(3, 0.4), net.Input("columns", TensorType.Float(TensorShape.Features(7))));
        net.Output("scores", net.Add(new("head"), new Operator.Linear(3, true), net.Add(new("norm"), new Operator.BatchNorm(), net.Add(new("relus"), new Operator.FeatureEmbedding(2), x))));
        Compare(net.Build(), [33, 7]);
    }

    [Fact]
    public void In_training_an_ensemble_gives_what_each_member_says_and_otherwise_their_mean()
    {
        var net = new ArchitectureBuilder("ensemble");
        var x = net.Add(new("inputs"), new Operator.EnsembleInputs(4), net.Input("columns", TensorType.Float(TensorShape.Features(5))));
        x = net.Add(new("act"), new Operator.Activation(ActivationFunction.Relu), net.Add(new("each"), new Operator.Convolution(16, 1, 1, 0, 1, 1, true), x));
        net.Output("scores", net.Add(new("head"), new Operator.EnsembleOutputs(3), x));
        using var scope = NewDisposeScope();
        using var module = new ArchitectureModule(net.Build(), TrainingDevice.Cpu);
        module.Initialise(new Seed(5));
        Fill(module.Weights.Values, "weights");
        var input = ChannelsLast.Empty([6, 5], CPU);
        Fill(input, "input");
        float[] ofMembers = [];
        module.ForwardAndBackward([input], new Seed(8), scores =>
        {
            ofMembers = Values(scores);
            return ones_like(scores);
        });
        var mean = Values(module.Infer([input]));
        ofMembers.Length.ShouldBe(6 * 4 * 3);
        for (var i = 0; i < mean.Length; i++)
            Enumerable.Range(0, 4).Average(member => ofMembers[(((i / 3 * 4) + member) * 3) + (i % 3)]).ShouldBe(mean[i], 1e-5);

        var gradients = Values(module.Weights.Gradients);
        module.Weights.Gradients.zero_();
        module.Forward([input], training: true).sum().backward();
        gradients.ShouldBe(Values(module.Weights.Gradients), 1e-4f);
        gradients.ShouldContain(value => value != 0);
    }

    [Fact]
    public void Training_a_mixture_gives_the_gradients_of_autograd_by_weights_and_gates()
    {
        // A value that two gates multiply, one behind a norm, one behind a norm and a function, one behind a pool, and one that more than the gate reads.
        var net = new ArchitectureBuilder("mixture");
        var x = net.Input("image", TensorType.Float(TensorShape.Image(3, 11, 9)));
        var gates = Enumerable.Range(0, 5).Select(i => net.Input($"gate {i}", TensorType.Float(TensorShape.Features(1)))).ToArray();
        x = net.Add(new("stem"), Networks.Conv(16), x);
        NodePath Gated(int gate, NodePath value) => net.Add(new($"gated {gate}"), new Operator.Multiply(), value, gates[gate]);
        var normed = net.Add(new("norm"), new Operator.BatchNorm(), net.Add(new("conv"), Networks.Conv(16), x));
        var read = net.Add(new("read.norm"), new Operator.BatchNorm(), net.Add(new("read.conv"), Networks.Conv(16), x));
        var active = net.Add(new("act"), new Operator.Activation(ActivationFunction.Relu), net.Add(new("act.norm"), new Operator.BatchNorm(), net.Add(new("act.conv"), Networks.Conv(16), x)));
        var pooled = net.Add(new("average"), new Operator.Pool(PoolKind.Average, 3, 1, 1), x);
        var sum = net.Add(new("sum"), new Operator.Add(), Gated(0, normed), Gated(1, read), Gated(2, active), Gated(3, pooled), Gated(4, x));
        Compare(Networks.Finish(net, net.Add(new("again"), new Operator.Add(), sum, read), 3), [5, 3, 11, 9], 0.3f, 0.7f, -0.4f, 1.2f, 0.5f);
    }

    [Fact]
    public void A_norm_overwrites_no_memory_that_another_operator_reads()
    {
        var net = new ArchitectureBuilder("shared");
        var x = net.Input("image", TensorType.Float(TensorShape.Image(2, 6, 6)));
        x = net.Add(new("pool"), new Operator.GlobalPool(PoolKind.Average), net.Add(new("conv"), Networks.Conv(8), x));
        var vector = net.Add(new("flatten"), new Operator.Flatten(), x); // shares the pooled value's memory
        var normed = net.Add(new("norm"), new Operator.BatchNorm(), vector);
        var again = net.Add(new("again"), new Operator.Flatten(), net.Add(new("act"), new Operator.Activation(ActivationFunction.Tanh), x));
        net.Output("scores", net.Add(new("head"), new Operator.Linear(3, true), net.Add(new("both"), new Operator.Concat(), normed, again)));
        Compare(net.Build(), [6, 2, 6, 6]);
    }

    private static void Compare(Architecture architecture, long[] sizes, params float[] gates)
    {
        using var scope = NewDisposeScope();
        using var module = new ArchitectureModule(architecture, TrainingDevice.Cpu, byGates: gates.Length > 0);
        module.Initialise(new Seed(5));
        foreach (var slot in architecture.Weights.Where(slot => slot.Role is WeightRole.Scale or WeightRole.Shift || slot.Name == "head.weight"))
        {
            var stream = new Seed(6).Derive(slot.Name).Stream();
            module.Weights.Set(slot, [.. Enumerable.Range(0, (int)slot.Count).Select(_ => (float)(0.8 + (0.4 * stream.NextDouble())))]);
        }

        var statistics = module.Weights.Statistics.clone();
        var input = ChannelsLast.Empty(sizes, CPU);
        Fill(input, "input");
        var byOutput = zeros(sizes[0], 3);
        Fill(byOutput, "gradient");

        Tensor[] inputs = [input, .. gates.Select(gate => full(1, gate).requires_grad_())];

        var expected = module.Forward(inputs, training: true, new Seed(8));
        expected.backward([byOutput]);
        var gradients = Values(module.Weights.Gradients);
        var kept = Values(module.Weights.Statistics);
        using (no_grad())
        {
            module.Weights.Gradients.zero_();
            module.Weights.Statistics.copy_(statistics);
        }

        float[] output = [];
        module.ForwardAndBackward(inputs, new Seed(8), scores =>
        {
            output = Values(scores);
            return byOutput;
        });
        Near(output, Values(expected), "outputs");
        Near(Values(module.Weights.Statistics), kept, "running statistics");
        Near(Values(module.Weights.Gradients), gradients, "gradients");
        if (gates.Length > 0)
            Near([.. gates.Select((_, i) => module.GradientByInput(i + 1)!.item<float>())], [.. inputs[1..].Select(gate => gate.grad!.item<float>())], "gradients by gates");
        using (no_grad())
        {
            var inferred = Values(module.Infer(inputs));
            Near(inferred, Values(module.Forward(inputs, training: false)), "outputs outside training");
            Values(module.Infer(inputs)).ShouldBe(inferred);
        }

        gradients.Count(value => value != 0).ShouldBeGreaterThan(gradients.Length / 4);
    }

    private static void Near(float[] found, float[] expected, string what)
    {
        var scale = expected.Max(Math.Abs) + 1e-6;
        found.Zip(expected, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan((float)(2e-4 * scale), what);
    }

    private static void Fill(Tensor tensor, string name)
    {
        var stream = new Seed(1).Derive(name).Stream();
        foreach (ref var value in TensorMemory.Span(tensor))
            value = (float)stream.NextGaussian();
    }

    private static float[] Values(Tensor tensor) => TensorMemory.Span(tensor.detach().contiguous()).ToArray();

    /// <summary>A network that holds every operator.</summary>
    [Fact]
    public void Paths_are_dropped_by_the_sample_more_often_towards_the_end_of_training()
    {
        using var scope = NewDisposeScope();
        var net = new ArchitectureBuilder("paths");
        net.Output("scores", net.Add(new("drop"), new Operator.Dropout(0.5, OfPaths: true), net.Input("x", TensorType.Float(TensorShape.Features(3)))));
        using var module = new ArchitectureModule(net.Build(), TrainingDevice.Cpu);
        float[] At(double progress)
        {
            float[] rows = [];
            module.ForwardAndBackward([ones(2000, 3)], new DropoutKey(new Seed(1), progress), output =>
            {
                output[.., 0].data<float>().ToArray().ShouldBe(output[.., 2].data<float>().ToArray());
                rows = [.. output[.., 0].data<float>()];
                return null;
            });
            return rows;
        }

        At(0).ShouldAllBe(value => value == 1);
        foreach (var (progress, rate) in new[] { (0.4, 0.2f), (1.0, 0.5f) })
        {
            var rows = At(progress);
            rows.ShouldAllBe(value => value == 0 || Math.Abs(value - (1 / (1 - rate))) < 1e-5);
            (rows.Count(value => value == 0) / 2000.0).ShouldBe(rate, 0.04);
        }

        module.Infer([ones(4, 3)]).data<float>().ShouldAllBe(value => value == 1);
    }

    private static Architecture EveryOperator(ActivationFunction activation = ActivationFunction.Relu, int inputChannels = 3)
    {
        var net = new ArchitectureBuilder("every");
        var x = net.Input("image", TensorType.Float(TensorShape.Image(inputChannels, 14, 14)));
        var small = net.Add(new("resize"), new Operator.Resize(10, 12), x);
        var stem = Networks.ConvNormAct(net, "stem", small, Networks.Conv(12), activation);
        var depthwise = Networks.ConvNormAct(net, "depthwise", stem, Networks.Conv(12, 5, groups: 12), activation);
        var pooled = net.Add(new("squeeze"), new Operator.GlobalPool(PoolKind.Average), depthwise);
        var gate = net.Add(new("gate.act"), new Operator.Activation(ActivationFunction.HardSigmoid), net.Add(new("gate"), new Operator.Convolution(12, 1, 1, 0, 1, 1, true), pooled));
        var gated = net.Add(new("gated"), new Operator.Multiply(), depthwise, gate);
        var sum = net.Add(new("sum"), new Operator.Add(), gated, net.Add(new("identity"), new Operator.Identity(), stem), net.Add(new("zero"), new Operator.Zero(), stem));
        var a = net.Add(new("a"), new Operator.Activation(activation), sum);
        var b = net.Add(new("b"), new Operator.Activation(activation), sum);
        var max = net.Add(new("max"), new Operator.Pool(PoolKind.Max, 3, 2, 1), a);
        var average = net.Add(new("average"), new Operator.Pool(PoolKind.Average, 3, 2, 1), b);
        var dilated = net.Add(new("dilated"), new Operator.Convolution(9, 3, 2, 2, 2, 3, true), a);
        var joined = net.Add(new("concat"), new Operator.Concat(), max, average, dilated);
        var cut = net.Add(new("slice"), new Operator.Slice(20), joined);
        var padded = net.Add(new("pad"), new Operator.PadChannels(25), cut);
        var layer = net.Add(new("layer"), new Operator.LayerNorm(), padded);
        var dropped = net.Add(new("drop_path"), new Operator.Dropout(0.25, OfPaths: true), net.Add(new("drop"), new Operator.Dropout(0.25), layer));
        var normed = net.Add(new("last.norm"), new Operator.BatchNorm(), dropped);
        var strided = net.Add(new("strided"), new Operator.Zero(2), normed);
        var left = net.Add(new("left"), new Operator.Flatten(), net.Add(new("left.pool"), new Operator.GlobalPool(PoolKind.Max), normed));
        var right = net.Add(new("right"), new Operator.Flatten(), strided);
        var features = net.Add(new("features"), new Operator.Concat(), left, right);
        net.Output("scores", net.Add(new("head"), new Operator.Linear(3, true), features));
        return net.Build();
    }
}
