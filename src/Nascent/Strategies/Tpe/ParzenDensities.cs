using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Trials;

namespace Nascent.Strategies.Tpe;

/// <summary>How likely each answer is among good trials, and among all others; draws genotypes for which the ratio of the two is large.</summary>
/// <remarks>
/// The answers of all trials are counts by decision and option, and those of the few good ones are taken off them, so that adding a trial takes time in the decisions and in
/// <see cref="TpeOptions.MostGood"/>, and drawing one besides in the candidates: neither depends on how many trials there were.
/// </remarks>
internal sealed class ParzenDensities(TpeOptions options)
{
    private readonly Dictionary<DecisionPath, int> _indices = [];
    private readonly Dictionary<int, int[]> _answers = []; // of the best, by trial number
    private BestTrials? _best;
    private double[][] _counts = [];   // [decision][option]: all trials
    private double[][][] _kernels = []; // [decision][centre][option]
    private int _results;

    /// <summary>Whether there are enough results to draw from.</summary>
    public bool IsReady => _results >= options.Startup;

    /// <summary>Adds a trial: as a bad one where it has no result.</summary>
    public void Add(Trial trial, SearchView view)
    {
        if (_best is null)
            Begin(view);
        var answers = new int[_counts.Length];
        Array.Fill(answers, -1);
        foreach (var (decision, option) in view.Space.AnswersOf(trial.Genotype))
        {
            var index = _indices[decision.Path];
            answers[index] = option;
            _counts[index][option]++;
        }

        if (!trial.HasResult)
            return;
        _results++;
        _answers.Add(trial.Number, answers);
        if (_best!.Add(trial) is { } dropped)
            _answers.Remove(dropped.Number);
    }

    /// <summary>The best of some candidates that were not proposed before, or null where there is none.</summary>
    public Genotype? Draw(SearchView view, GenotypeDraws draws, Seed seed)
    {
        var count = Math.Min((int)Math.Ceiling(options.Gamma * Math.Sqrt(_results)), Math.Max(1, Math.Min(_best!.Count, _results - 1)));
        var good = Enumerable.Range(0, count).Select(place => _answers[_best[place].Number]).ToArray();
        var ratios = LogRatios(good);
        var candidates = new List<(Genotype Genotype, double Ratio)>(options.Candidates);
        var stream = seed.Stream();
        for (var i = 0; i < options.Candidates; i++)
        {
            // The prior's share of draws are uniform, the others near one good trial.
            var centre = stream.NextDouble() * (options.Prior + good.Length) < options.Prior ? null : stream.Choose(good);
            var ratio = 0.0;
            var genotype = view.Space.Complete(
                decision =>
                {
                    var index = _indices[decision.Path];
                    var answer = centre is null || centre[index] < 0 || stream.NextDouble() < options.Spread
                        ? stream.NextInt(decision.Options.Length) : Draw(_kernels[index][centre[index]], stream);
                    ratio += ratios[index][answer];
                    return answer;
                },
                seed);
            if (!draws.IsSeen(genotype))
                candidates.Add((genotype, ratio));
        }

        foreach (var (genotype, _) in candidates.OrderByDescending(candidate => candidate.Ratio))
            if (!draws.IsRefused(view, genotype))
                return genotype;
        return null;
    }

    /// <summary>The logarithm of good over bad density of each option of each decision.</summary>
    private double[][] LogRatios(int[][] good)
    {
        var ratios = new double[_counts.Length][];
        for (var decision = 0; decision < ratios.Length; decision++)
        {
            var bad = (double[])_counts[decision].Clone();
            var counts = new double[bad.Length];
            foreach (var answers in good)
            {
                if (answers[decision] < 0)
                    continue;
                counts[answers[decision]]++;
                bad[answers[decision]]--;
            }

            var (above, below) = (Density(counts, _kernels[decision]), Density(bad, _kernels[decision]));
            ratios[decision] = [.. above.Zip(below, (likely, unlikely) => Math.Log(likely / unlikely))];
        }

        return ratios;
    }

    /// <summary>(prior / m + Σ kernels) / (prior + n) over the trials in which the decision is open: the prior is uniform.</summary>
    private double[] Density(double[] counts, double[][] kernels)
    {
        var total = options.Prior + counts.Sum();
        var density = new double[counts.Length];
        Array.Fill(density, options.Prior / counts.Length / total);
        for (var centre = 0; centre < counts.Length; centre++)
            for (var option = 0; counts[centre] > 0 && option < counts.Length; option++)
                density[option] += counts[centre] * kernels[centre][option] / total;
        return density;
    }

    private void Begin(SearchView view)
    {
        var decisions = view.Space.Decisions;
        for (var i = 0; i < decisions.Length; i++)
            _indices.Add(decisions[i].Path, i);
        _best = new BestTrials(view.Objectives, view.Constraints, options.MostGood);
        _counts = [.. decisions.Select(decision => new double[decision.Options.Length])];
        _kernels = [.. decisions.Select(decision => Enumerable.Range(0, decision.Options.Length).Select(centre => Kernel(decision, centre)).ToArray())];
    }

    /// <summary>A bell over the options of an ordered decision, the option itself of any other.</summary>
    private double[] Kernel(Decision decision, int centre)
    {
        var heights = Enumerable.Range(0, decision.Options.Length)
            .Select(option => decision.IsOrdered ? Math.Exp(-0.5 * Math.Pow((option - centre) / options.Bandwidth, 2)) : option == centre ? 1.0 : 0).ToArray();
        var sum = heights.Sum();
        return [.. heights.Select(height => height / sum)];
    }

    private static int Draw(double[] density, RandomStream stream)
    {
        var left = stream.NextDouble();
        for (var option = 0; option < density.Length - 1; option++)
            if ((left -= density[option]) < 0)
                return option;
        return density.Length - 1;
    }
}
