using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;

namespace Nascent.Torch.Sharing.Gradients;

/// <summary>The expected cost of a network drawn by the options' probabilities, and its gradient.</summary>
/// <remarks>
/// By a choice's probability the derivative is the cost of networks that take the option, the others drawn: here of one draw a step, whatever the cost is made of, where ProxylessNAS adds up the costs of operators.
/// Costs are relative to the mean of networks drawn decision by decision.
/// </remarks>
internal sealed class ExpectedCost
{
    private const int Draws = 64;
    private const int Kept = 20_000;

    private readonly SearchSpace _space;
    private readonly Signature _signature;
    private readonly CostTerm _term;
    private readonly Dictionary<Genotype, double> _known = [];
    private readonly double _usual;

    public ExpectedCost(SearchSpace space, Signature signature, CostTerm term, Seed seed)
    {
        (_space, _signature, _term) = (space, signature, term);
        _usual = Math.Max(double.Epsilon, Enumerable.Range(0, Draws).Average(i => CostOf(space.Genotypes.SampleByDecision(seed.Derive(i)))));
    }

    /// <summary>Adds the gradient by the weights of the options to what they learn from data.</summary>
    /// <param name="gradients">The gradient of each choice; those that the draw opens may come in.</param>
    /// <param name="options">The weights.</param>
    /// <param name="otherwise">The option of a decision that is no choice between blocks.</param>
    /// <param name="seed">The key of the draw.</param>
    public void AddTo(Dictionary<DecisionPath, double[]> gradients, ArchitectureWeights options, Func<Decision, int> otherwise, Seed seed)
    {
        var drawn = _space.Genotypes.Complete(decision => decision.Kind is DecisionKind.Operator ? options.Draw(decision, seed.Derive(decision.Path.Text)) : otherwise(decision), seed);
        foreach (var (decision, _) in _space.Genotypes.AnswersOf(drawn).Where(answer => answer.Decision.Kind is DecisionKind.Operator))
        {
            var costs = decision.Options.Select((_, option) => _term.Weight * CostOf(With(drawn, decision, option, otherwise)) / _usual).ToArray();
            var byNumbers = options.ThroughProbabilities(decision, costs);
            var gradient = gradients.TryGetValue(decision.Path, out var known) ? known : gradients[decision.Path] = new double[costs.Length];
            for (var option = 0; option < gradient.Length; option++)
                gradient[option] += byNumbers[option];
        }
    }

    private Genotype With(Genotype genotype, Decision changed, int option, Func<Decision, int> otherwise) => _space.Genotypes.Complete(
        decision => decision.Path == changed.Path ? option : genotype[decision.Path] is { } answer ? decision.Options.IndexOf(answer) : otherwise(decision), default);

    private double CostOf(Genotype genotype)
    {
        if (_known.TryGetValue(genotype, out var known))
            return known;
        if (_known.Count >= Kept)
            _known.Clear();
        return _known[genotype] = _term.Model.Total(_space.Resolve(genotype, _signature));
    }
}
