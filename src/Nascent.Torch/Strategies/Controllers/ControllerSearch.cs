using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Torch.Native;
using Nascent.Trials;
using static TorchSharp.torch;

namespace Nascent.Torch.Strategies.Controllers;

/// <summary>Proposes what a controller draws, and lets it learn from what is observed: all of <c>reinforce</c> and <c>ppo</c> but what an update makes larger.</summary>
internal sealed class ControllerSearch(ControllerOptions options, PolicyObjective objective)
{
    private const int Draws = 8;
    private const int Changes = 32;

    private readonly UnseenGenotypes _unseen = new();
    private readonly Dictionary<int, double> _logProbabilities = []; // of pending trials, when they were proposed
    private readonly List<Trial> _unlearnt = [];
    private Policy? _policy;

    /// <summary>The next proposal; first learns from the trials that were observed since the last.</summary>
    public Proposal Propose(SearchView view, Seed seed)
    {
        if (view.Space.Size.IsOne)
            return ProposeOnly(view);
        if (options.Distinct && _unseen.IsExhausted(view.Space))
            return new Proposal.Done("every genotype of the space was proposed");
        var threads = ThreadsOfThisThread();
        try
        {
            _policy ??= Policy.Of(view, options, objective, seed.Derive("weights"));
            Learn(view.Space, _policy);
            var (genotype, logProbability) = Draw(view.Space, _policy.Controller, seed);
            _unseen.Add(genotype);
            _logProbabilities[view.Number] = logProbability;
            return new Proposal.Try(genotype, view.Fidelity);
        }
        finally
        {
            LibTorch.UseThreads(threads);
        }
    }

    /// <summary>Notes a trial, of which the next proposal learns.</summary>
    public void Observe(Trial finished) => _unlearnt.Add(finished);

    private Proposal ProposeOnly(SearchView view)
    {
        var only = view.Space.At(0);
        if (options.Distinct && _unseen.IsSeen(only))
            return new Proposal.Done("every genotype of the space was proposed");
        _unseen.Add(only);
        return new Proposal.Try(only, view.Fidelity);
    }

    private void Learn(DecisionSpace space, Policy policy)
    {
        foreach (var trial in _unlearnt)
        {
            _logProbabilities.Remove(trial.Number, out var logProbability);
            policy.Learner.Learn(DecisionWalk.Of(space, policy.Tokens, trial.Genotype), policy.Rewards.Add(trial), logProbability);
        }

        _unlearnt.Clear();
    }

    /// <summary>A draw of the controller that was not proposed before; where eight draws give none, the last with one decision changed after another; where that gives none, a uniform one.</summary>
    private (Genotype Genotype, double LogProbability) Draw(DecisionSpace space, LstmController controller, Seed seed)
    {
        var drawn = controller.Sample(space, seed.Derive("draw").Derive(0));
        for (var i = 1; i < Draws && IsRefused(drawn.Genotype); i++)
            drawn = controller.Sample(space, seed.Derive("draw").Derive(i));
        if (!IsRefused(drawn.Genotype))
            return drawn;
        var genotype = drawn.Genotype;
        for (var i = 0; i < Changes && IsRefused(genotype); i++)
            genotype = space.Mutate(genotype, seed.Derive("change").Derive(i));
        if (IsRefused(genotype))
            genotype = _unseen.Draw(space, seed.Derive("unseen"))!;
        return (genotype, controller.LogProbabilityOf(space, genotype));
    }

    private bool IsRefused(Genotype genotype) => options.Distinct && _unseen.IsSeen(genotype);

    /// <summary>How many threads an operation uses here; from now on it is one, as sums depend on it.</summary>
    private static int ThreadsOfThisThread()
    {
        LibTorch.Load();
        var threads = get_num_threads();
        LibTorch.UseThreads(1);
        return threads;
    }

    private sealed record Policy(DecisionTokens Tokens, LstmController Controller, PolicyLearner Learner, TrialRewards Rewards)
    {
        public static Policy Of(SearchView view, ControllerOptions options, PolicyObjective objective, Seed seed)
        {
            var tokens = new DecisionTokens(view.Space);
            var controller = new LstmController(tokens, options.Hidden, new LogitShape(options.Temperature, options.TanhConstant), seed);
            return new(tokens, controller, new PolicyLearner(controller, options, objective), new TrialRewards(view.Objectives, view.Constraints, options.Window));
        }
    }
}
