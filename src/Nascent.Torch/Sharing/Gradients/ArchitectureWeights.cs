using Nascent.Genotypes;
using Nascent.Randomness;

namespace Nascent.Torch.Sharing.Gradients;

/// <summary>How much each option of each decision is preferred: numbers whose softmax are probabilities, changed by gradients (Liu et al. 2019, α).</summary>
/// <remarks>Adam with L2 decay in the gradient, as PyTorch's: β₁ = 0.5, β₂ = 0.999, ε = 1e-8. All begin at 0: every option is as likely as any other. Decisions that got no gradient in a step stay as they are.</remarks>
/// <param name="learningRate">The step size; 3e-4 in the papers.</param>
/// <param name="decay">L2 decay; 1e-3 in the papers.</param>
/// <param name="isDirichlet">Whether shares are drawn from the Dirichlet distribution with concentrations ELU(number) + 1 (Chen et al. 2021), so that an option's probability is the mean of its share.</param>
internal sealed class ArchitectureWeights(double learningRate, double decay, bool isDirichlet = false)
{
    private const double FirstDecay = 0.5;
    private const double SecondDecay = 0.999;
    private const double Epsilon = 1e-8;
    private readonly Dictionary<DecisionPath, State> _states = [];

    /// <summary>The probability of each option of a decision: how large its share is on average.</summary>
    public double[] ProbabilitiesOf(Decision decision)
    {
        if (!isDirichlet)
            return SoftmaxOf(decision);
        var concentrations = ConcentrationsOf(decision);
        var sum = concentrations.Sum();
        return Array.ConvertAll(concentrations, concentration => concentration / sum);
    }

    /// <summary>The gradient, by the numbers of a decision, of something whose gradient by the probabilities is given.</summary>
    public double[] ThroughProbabilities(Decision decision, double[] byProbabilities)
    {
        var probabilities = ProbabilitiesOf(decision);
        var mean = probabilities.Zip(byProbabilities, (probability, gradient) => probability * gradient).Sum();
        if (!isDirichlet)
            return [.. probabilities.Zip(byProbabilities, (probability, gradient) => probability * (gradient - mean))];
        var concentrations = ConcentrationsOf(decision);
        var sum = concentrations.Sum();
        return [.. concentrations.Zip(byProbabilities, (concentration, gradient) => (gradient - mean) / sum * Math.Min(1, concentration))];
    }

    /// <summary>The numbers themselves.</summary>
    public IReadOnlyList<double> ValuesOf(Decision decision) => Of(decision).Values;

    /// <summary>The concentrations of a Dirichlet distribution, ELU + 1.</summary>
    public double[] ConcentrationsOf(Decision decision) => [.. Of(decision).Values.Select(value => value > 0 ? value + 1 : Math.Exp(value))];

    /// <summary>The softmax of the numbers.</summary>
    public double[] SoftmaxOf(Decision decision)
    {
        var shares = LogProbabilitiesOf(decision);
        for (var i = 0; i < shares.Length; i++)
            shares[i] = Math.Exp(shares[i]);
        return shares;
    }

    /// <summary>The logarithms of the softmax.</summary>
    public double[] LogProbabilitiesOf(Decision decision)
    {
        var values = Of(decision).Values;
        var highest = values.Max();
        var logSum = highest + Math.Log(values.Sum(value => Math.Exp(value - highest)));
        return [.. values.Select(value => value - logSum)];
    }

    /// <summary>The option that is preferred, the first of equals.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="counts">Whether an option may be preferred; where none may, all may.</param>
    public int BestOf(Decision decision, Func<int, bool> counts)
    {
        var values = Of(decision).Values;
        return Enumerable.Range(0, values.Length).OrderByDescending(counts).ThenByDescending(option => values[option]).First();
    }

    /// <summary>An option, drawn by the probabilities.</summary>
    public int Draw(Decision decision, Seed seed)
    {
        var (shares, left) = (ProbabilitiesOf(decision), seed.Stream().NextDouble());
        for (var option = 0; option < shares.Length - 1; option++)
            if ((left -= shares[option]) < 0)
                return option;
        return shares.Length - 1;
    }

    /// <summary>The entropy of a decision's probabilities as a share of that of equal ones: 1 where nothing is known yet, 0 where it is decided.</summary>
    public double EntropyOf(Decision decision) => -ProbabilitiesOf(decision).Sum(share => share > 0 ? share * Math.Log(share) : 0) / Math.Log(decision.Options.Length);

    /// <summary>Changes the numbers of a decision.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="gradient">Of the loss, one for each option.</param>
    public void Step(Decision decision, ReadOnlySpan<double> gradient)
    {
        var state = Of(decision);
        state.Steps++;
        var (first, second) = (1 - Math.Pow(FirstDecay, state.Steps), 1 - Math.Pow(SecondDecay, state.Steps));
        for (var i = 0; i < gradient.Length; i++)
        {
            var g = gradient[i] + (decay * state.Values[i]);
            state.Mean[i] = (FirstDecay * state.Mean[i]) + ((1 - FirstDecay) * g);
            state.Square[i] = (SecondDecay * state.Square[i]) + ((1 - SecondDecay) * g * g);
            state.Values[i] -= learningRate * state.Mean[i] / first / (Math.Sqrt(state.Square[i] / second) + Epsilon);
        }
    }

    /// <summary>All numbers and what is remembered of them, by the decision's path.</summary>
    public IEnumerable<(string Decision, double[] Numbers)> Export() =>
        _states.Select(state => (state.Key.Text, (double[])[.. state.Value.Values, .. state.Value.Mean, .. state.Value.Square, state.Value.Steps]));

    /// <summary>Goes on with what was exported for a decision.</summary>
    public void Import(DecisionPath decision, double[] numbers)
    {
        var options = numbers.Length / 3;
        var state = _states[decision] = new(options) { Steps = (int)numbers[^1] };
        numbers.AsSpan(0, options).CopyTo(state.Values);
        numbers.AsSpan(options, options).CopyTo(state.Mean);
        numbers.AsSpan(2 * options, options).CopyTo(state.Square);
    }

    private State Of(Decision decision)
    {
        if (!_states.TryGetValue(decision.Path, out var state))
            _states.Add(decision.Path, state = new(decision.Options.Length));
        return state;
    }

    private sealed class State(int options)
    {
        public double[] Values { get; } = new double[options];

        public double[] Mean { get; } = new double[options];

        public double[] Square { get; } = new double[options];

        public int Steps { get; set; }
    }
}
