using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Torch.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Nascent.Torch.Strategies.Controllers;

/// <summary>A recurrent network that answers a space's decisions one after another: the policy of <c>reinforce</c> and <c>ppo</c>.</summary>
/// <remarks>
/// Zoph and Le 2017, section 3.1: one LSTM layer (Hochreiter and Schmidhuber 1997); each answer is embedded and is the next step's input; each decision has a
/// softmax over its own options. Decisions that the answers so far do not open are not walked. Numbers are 64-bit, so that the order in which processors add them changes
/// no draw in practice. Initial weights are uniform in ±0.1, from the seed. Every method is one dispose scope; the weights live as long as this object. One owner.
/// </remarks>
internal sealed class LstmController
{
    private static readonly TorchSharp.Scalar Closed = TorchSharp.ScalarExtensionMethods.ToScalar(-1e30);
    private const double InitialRange = 0.1;

    private readonly DecisionTokens _tokens;
    private readonly LogitShape _shape;
    private readonly int _hidden;
    private readonly Parameter _embedding; // (tokens + 1, hidden)
    private readonly Parameter _fromInput; // (hidden, 4 hidden)
    private readonly Parameter _fromHidden; // (hidden, 4 hidden)
    private readonly Parameter _gateBias; // (4 hidden)
    private readonly Parameter _output; // (hidden, tokens)
    private readonly Parameter _outputBias; // (tokens)

    public LstmController(DecisionTokens tokens, int hidden, LogitShape shape, Seed seed)
    {
        (_tokens, _hidden, _shape) = (tokens, hidden, shape);
        _embedding = Initial("embedding", tokens.Count + 1, hidden);
        _fromInput = Initial("from input", hidden, 4 * hidden);
        _fromHidden = Initial("from hidden", hidden, 4 * hidden);
        _gateBias = Initial("gate bias", 4 * hidden);
        _output = Initial("output", hidden, tokens.Count);
        _outputBias = Initial("output bias", tokens.Count);

        Parameter Initial(string name, params long[] shape)
        {
            var stream = seed.Derive(name).Stream();
            var values = new double[shape.Aggregate(1L, (product, size) => product * size)];
            for (var i = 0; i < values.Length; i++)
                values[i] = InitialRange * ((2 * stream.NextDouble()) - 1);
            using var scope = NewDisposeScope();
            return new Parameter(tensor(values, shape).DetachFromDisposeScope());
        }
    }

    /// <summary>All weights.</summary>
    public IReadOnlyList<Parameter> Weights => [_embedding, _fromInput, _fromHidden, _gateBias, _output, _outputBias];

    /// <summary>Draws a genotype, and says the logarithm of its probability.</summary>
    public (Genotype Genotype, double LogProbability) Sample(DecisionSpace space, Seed seed)
    {
        using var scope = NewDisposeScope();
        using var untaped = no_grad();
        var (stream, logProbability, token) = (seed.Stream(), 0.0, _tokens.Start);
        var state = Initial(1);
        var genotype = space.Complete(Answer, seed);
        return (genotype, logProbability);

        int? Answer(Decision decision)
        {
            var index = _tokens.IndexOf(decision.Path);
            var (first, count) = (_tokens.FirstOf(index), decision.Options.Length);
            state = Next(_embedding.narrow(0, token, 1).mm(_fromInput).add_(_gateBias, Scalars.One), state);
            var logits = state.Hidden.mm(_output.narrow(1, first, count)).add_(_outputBias.narrow(0, first, count), Scalars.One); // (1, options)
            var (option, log) = Draw(_shape.Apply(logits).data<double>().ToArray(), stream.NextDouble());
            logProbability += log;
            token = first + option;
            return option;
        }
    }

    /// <summary>The logarithm of each walk's probability, and the entropy of the answers on its way, both (walks); to be called within the caller's dispose scope.</summary>
    public (Tensor LogProbabilities, Tensor Entropies) Score(IReadOnlyList<DecisionWalk> walks)
    {
        var (count, steps, most) = (walks.Count, walks.Max(walk => walk.Length), _tokens.MostOptions);
        var (inputs, chosen, isStep) = (new long[steps * count], new long[steps * count], new double[steps * count]);
        var (options, isClosed) = (new long[steps * count * most], new bool[steps * count * most]);
        for (var step = 0; step < steps; step++)
            for (var i = 0; i < count; i++)
            {
                var (walk, place) = (walks[i], (step * count) + i);
                var isOpen = step < walk.Length;
                inputs[place] = step == 0 || !isOpen ? _tokens.Start : _tokens.FirstOf(walk.Decisions[step - 1]) + walk.Options[step - 1];
                (chosen[place], isStep[place]) = isOpen ? (walk.Options[step], 1) : (0, 0);
                for (var option = 0; option < most; option++)
                {
                    var there = option == 0 || (isOpen && option < _tokens.OptionsOf(walk.Decisions[step]));
                    options[(place * most) + option] = isOpen && there ? _tokens.FirstOf(walk.Decisions[step]) + option : 0;
                    isClosed[(place * most) + option] = !there;
                }
            }

        var gates = _embedding.index_select(0, tensor(inputs)).mm(_fromInput).add_(_gateBias, Scalars.One); // (steps · walks, 4 hidden)
        var (state, hidden) = (Initial(count), new Tensor[steps]);
        for (var step = 0; step < steps; step++)
        {
            state = Next(gates.narrow(0, step * count, count), state);
            hidden[step] = state.Hidden;
        }

        var all = cat(hidden).mm(_output).add_(_outputBias, Scalars.One); // (steps · walks, tokens)
        var logits = _shape.Apply(all.gather(1, tensor(options, steps * count, most))).masked_fill(tensor(isClosed, steps * count, most), Closed);
        var logs = logits.log_softmax(1); // (steps · walks, options)
        var mask = tensor(isStep, steps, count);
        var taken = logs.gather(1, tensor(chosen, steps * count, 1)).view(steps, count) * mask;
        var entropies = -(logs.exp() * logs).sum(1L).view(steps, count) * mask;
        return (taken.sum(0L), entropies.sum(0L));
    }

    /// <summary>The logarithm of a genotype's probability.</summary>
    public double LogProbabilityOf(DecisionSpace space, Genotype genotype)
    {
        using var scope = NewDisposeScope();
        using var untaped = no_grad();
        return Score([DecisionWalk.Of(space, _tokens, genotype)]).LogProbabilities.item<double>();
    }

    private LstmState Initial(int count) => new(zeros(count, _hidden, ScalarType.Float64), zeros(count, _hidden, ScalarType.Float64));

    /// <summary>A step of the LSTM: gates from the input alone (count, 4 hidden), in the order input, forget, cell, output.</summary>
    private LstmState Next(Tensor gates, LstmState state)
    {
        var parts = gates.addmm(state.Hidden, _fromHidden, 1, 1).chunk(4, 1);
        var cell = (parts[1].sigmoid() * state.Cell).Plus(parts[0].sigmoid() * parts[2].tanh());
        return new(parts[3].sigmoid() * cell.tanh(), cell);
    }

    /// <summary>An option drawn from the softmax of logits by a uniform number, and the logarithm of its probability.</summary>
    private static (int Option, double LogProbability) Draw(double[] logits, double uniform)
    {
        var most = logits.Max();
        var sum = logits.Sum(logit => Math.Exp(logit - most));
        var (option, rest) = (0, uniform * sum);
        while (option < logits.Length - 1 && (rest -= Math.Exp(logits[option] - most)) >= 0)
            option++;
        return (option, logits[option] - most - Math.Log(sum));
    }

    private readonly record struct LstmState(Tensor Hidden, Tensor Cell);
}
