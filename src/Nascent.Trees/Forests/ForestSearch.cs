using Nascent.Data;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Trees.Forests;

/// <summary>Random search for the settings of boosted trees, by cross-validation inside of the training part (Bergstra and Bengio 2012).</summary>
/// <remarks>Settings are compared by errors, log loss or squared error, after each round: how many rounds are best comes with them. The validation part is not seen.</remarks>
internal static class ForestSearch
{
    private const int SmallTable = 5_000;
    private const int FoldsOfSmall = 4;
    private const int FoldsOfHoldout = 5; // of which one is held out

    /// <summary>The folds that compare settings well, where the time allows: 1 for a holdout.</summary>
    public static int FoldsFor(int rows) => rows < SmallTable ? FoldsOfSmall : 1;

    /// <summary>The best of the default settings and some random ones, with their rounds.</summary>
    /// <param name="table">The training part.</param>
    /// <param name="features">The features that may be compared.</param>
    /// <param name="targets">What is predicted.</param>
    /// <param name="task">The task.</param>
    /// <param name="byErrors">Whether wrong classes are counted, see <see cref="SampleScores.LossOf"/>.</param>
    /// <param name="count">Settings that are tried; one is the default, untried.</param>
    /// <param name="fits">Folds that each setting is compared on; 1 for a fifth of the rows.</param>
    /// <param name="cores">Fits at a time; the result is the same.</param>
    /// <param name="seed">What settings and folds are drawn by.</param>
    public static TreeSettings Choose(SampleValues.Columns table, int[] features, SampleTargets targets, LearningTask task, bool byErrors, int count, int fits, int cores, Seed seed)
    {
        var rows = targets.Count;
        TreeSettings[] tried = [TreeSettings.Default(rows), .. Enumerable.Range(1, Math.Max(0, count - 1)).Select(i => TreeSettings.Draw(rows, seed.Derive("settings").Derive(i)))];
        if (tried.Length == 1)
            return tried[0];
        var folds = targets.Folds(fits > 1 ? fits : FoldsOfHoldout, seed);
        var losses = new double[tried.Length][]; // after each round, summed over the folds
        var each = new double[tried.Length * fits][];
        Parallel.For(0, each.Length, new ParallelOptions { MaxDegreeOfParallelism = cores }, i =>
        {
            var (settings, fold) = (tried[i / fits], i % fits);
            int[] inside = [.. Enumerable.Range(0, rows).Where(row => folds[row] != fold)], outside = [.. Enumerable.Range(0, rows).Where(row => folds[row] == fold)];
            var forest = ForestFit.Grow((SampleValues.Columns)table.Take(inside), features, targets.Take(inside), task, settings, seed.Derive("fold").Derive(i));
            var held = targets.Take(outside);
            each[i] = [.. forest.Growing((SampleValues.Columns)table.Take(outside)).Select(said => SampleScores.LossOf(task, said, held, byErrors))];
        });
        for (var i = 0; i < tried.Length; i++)
        {
            var own = each.AsSpan(i * fits, fits).ToArray();
            losses[i] = [.. Enumerable.Range(0, own.Min(fold => fold.Length)).Select(round => own.Sum(fold => fold[round]))];
        }

        var best = Enumerable.Range(0, tried.Length).MinBy(i => losses[i].Min());
        return tried[best] with { Rounds = 1 + Array.IndexOf(losses[best], losses[best].Min()) };
    }
}
