using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Jobs.Catalogues;
using Nascent.Journal;
using Nascent.Onnx.Backbones;
using Nascent.Search.Stopping;
using Nascent.Tasks;

namespace Nascent.Jobs.Requests;

/// <summary>The defaults of a search; they stand here and nowhere else.</summary>
public static class SearchDefaults
{
    private const int ManyImages = 20_000;

    /// <summary>The strategy.</summary>
    public const string Strategy = "auto";

    /// <summary>The strategy where trials are scored without training: a trial takes less time than a proposal of <see cref="Strategy"/>, and evolution proposes at once.</summary>
    public const string StrategyWithoutTraining = "regularized-evolution";

    /// <summary>The estimator.</summary>
    public const string Estimator = "train";

    /// <summary>The rule that stops trials early: none, since what it saves by default trials was not measured.</summary>
    public const string EarlyStopping = StoppingRules.None;

    /// <summary>Wall time of the whole job where neither a time nor a number of trials is given.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(280);

    /// <summary>The strategy of a search that names none.</summary>
    public static string StrategyFor(EstimatorAbilities estimator) => estimator.Ranking is null ? Strategy : StrategyWithoutTraining;

    /// <summary>The share of a run's time that goes into search.</summary>
    public static double SearchShareFor(EstimatorAbilities estimator, PreparedData data) => estimator.Ranking is null ? SearchShareFor(data) : SearchShareWithoutTraining;

    /// <summary>The share of the time that goes into search: less where there are more than 20,000 images to train on, as an epoch takes long then, and a few more give more than a few more trials.</summary>
    public static double SearchShareFor(PreparedData data) => data.Preprocessing is Preprocessing.Image && data.Train.Count > ManyImages ? 0.3 : 0.38;

    /// <summary>The share where trials are scored without training: a trial takes little, but there are many.</summary>
    public const double SearchShareWithoutTraining = 0.6;

    /// <summary>
    /// Wall time of the whole job where trials are scored without training and only their number is given: 0.12 s for each, so that 5,000 and what follows take ten minutes, and at least <see cref="Time"/>.
    /// Without it such a search would end at the largest networks of a space, whose full training takes the longest.
    /// </summary>
    public static TimeSpan TimeWithoutTraining(int trials) => TimeSpan.FromSeconds(Math.Max(Time.TotalSeconds, 0.12 * trials));

    /// <summary>How many of the best trials are trained in full, where the time allows.</summary>
    public const int RetrainCandidates = 2;

    /// <summary>The same for tables whose trials are trained in full: they are short, and an ensemble is made of the best.</summary>
    public const int RetrainCandidatesOfSmallTables = 12;

    private const double ShareOfSmallTables = 0.75;

    /// <summary>How many of the best trials are trained in full by default, where the time allows.</summary>
    /// <param name="spec">What was asked.</param>
    /// <param name="data">The data.</param>
    public static int RetrainCandidatesFor(RunSpec spec, PreparedData data) =>
        IsFullTraining(spec, data) ? RetrainCandidatesOfSmallTables : spec.Retrain.Folds > 1 && data.Preprocessing is Preprocessing.Image ? RetrainCandidatesOfFewImages : RetrainCandidates;

    /// <summary>The same for images that are so few that they are judged by cross-validation.</summary>
    public const int RetrainCandidatesOfFewImages = 4;

    /// <summary>The most of the rows of a table that a trial learns from by default, so that the others tell networks apart; as <see cref="ScoredSamples"/> are enough, more of a large table.</summary>
    public static double MostRowsOfATrial(int count) => 1 - Math.Min(1 - ShareOfSmallTables, (double)ScoredSamples / count);

    /// <summary>Whether a trial of a table, or of features of a backbone, is like a full training: it sees the whole training part in each epoch, or all but the rows that a small table is scored on. Its epochs are those that the search chose networks by; more fit the noise.</summary>
    public static bool IsFullTraining(RunSpec spec, PreparedData data) =>
        data.Preprocessing is not Preprocessing.Image && spec.Fidelity is { Estimator: Estimator } trial && trial.Axis(Fidelity.DataShare, 1) >= (data.Preprocessing is Preprocessing.Table ? ShareOfSmallTables : 1);

    /// <summary>How often each is trained in full, where the time allows.</summary>
    public const int RetrainSeeds = 3;

    /// <summary>
    /// Folds of the cross-validation that takes the place of several seeds where one validation part tells models apart by chance. Outside of the test part: 5 of a table of up to 3,000 rows, 3 up to 12,000,
    /// 5 of up to 1,000 images. 0 for more.
    /// </summary>
    public static int FoldsFor(PreparedData data) => (data.Preprocessing is Preprocessing.Table, data.Train.Count + data.Validation.Count) switch
    {
        (true, <= 3_000) or (false, <= 1_000) => 5,
        (true, <= 12_000) => 3,
        _ => 0,
    };

    /// <summary>Epochs of full training where there is no time to fit them to: images.</summary>
    public const int RetrainEpochsOfImages = 12;

    /// <summary>The same for tables.</summary>
    public const int RetrainEpochsOfTables = 40;

    /// <summary>The most epochs that a plan fitted to time gives images: more gains nothing that could be measured.</summary>
    public const int MostRetrainEpochsOfImages = 60;

    /// <summary>The same for tables.</summary>
    public const int MostRetrainEpochsOfTables = 100;

    /// <summary>Wall time that is kept for scoring, export, parity, latency and the report.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromSeconds(12);

    /// <summary>The same where an ensemble is made, on tables: their models are small, and three that were looked at were tested and exported in one to three seconds.</summary>
    public static readonly TimeSpan ReserveOfEnsemble = TimeSpan.FromSeconds(5);

    /// <summary>Of the time after the search, the share in which the winner is chosen, where it is trained once more; the rest is the winner's.</summary>
    public const double ShareOfChoice = 0.4;

    /// <summary>Epochs of the last training of a winner that reads images, at most.</summary>
    public const int MostFinalEpochsOfImages = 120;

    /// <summary>Training samples that a search trial sees at most by default, over all of its epochs, in a job of the default <see cref="Time"/>; in proportion more in a longer one.</summary>
    public const int SamplesOfATrial = 10_000;

    /// <summary>The same for rows of tables: after fewer, trials say little about networks that read functions of features.</summary>
    public const int RowsOfATrial = 20_000;

    /// <summary>
    /// Training samples that a trial leaves unused and is scored on by default, or as many as the validation part has if that is more. At an accuracy of 86 %
    /// one standard error is 0.6 points of 3,500 samples and 1.1 points of 1,000, which is as much as the networks of a space differ.
    /// </summary>
    public const int ScoredSamples = 3_500;

    /// <summary>
    /// Epochs of a search trial by default: so many that a trial has its samples, from 10 to 40, or from 15 to 40 on tables. Several passes over fewer samples say more about full training than few passes over more, since a network that has
    /// hardly begun to learn shows how fast it begins (docs/budget.md). See <see cref="IsFullTraining"/> for tables.
    /// </summary>
    /// <param name="count">Samples of the training part.</param>
    /// <param name="samples">Samples that a trial sees, over all of its epochs.</param>
    /// <param name="isTable">Whether they are rows of a table.</param>
    public static double SearchEpochs(int count, double samples, bool isTable) => Math.Clamp(Math.Round(samples / count), isTable ? 15 : 10, 40);

    /// <summary>
    /// Work (see <see cref="Costs.TrainingWork"/>) that a core does in a second, as a budget by time assumes. It is a constant, and not measured, so that one seed
    /// gives one order of proposals on every machine; a slower one trains for fewer epochs.
    /// </summary>
    public const double WorkPerSecond = 16e9;

    /// <summary>How often a full training leaves a checkpoint, at the end of an epoch: what a run that is broken off loses of it.</summary>
    public static readonly TimeSpan CheckpointEvery = TimeSpan.FromSeconds(20);

    /// <summary>Candidates that a search by time should have time to train.</summary>
    public const int FewestTrials = 50;

    /// <summary>Epochs of full training below which candidates and seeds are given up for length: for images at least 16 and 150,000 of them, or 24 where there are more than 20,000; : for tables 10. More raise the accuracy by less than seeds differ.</summary>
    public static double FewestUsefulEpochs(bool images, int samples) => !images ? 10 : samples > ManyImages ? 24 : Math.Clamp(150_000.0 / samples, 16, MostRetrainEpochsOfImages);

    /// <summary>The scales of pixels that a backbone may have been trained on, the default first.</summary>
    public static ImmutableArray<string> BackboneInputs => [.. BackboneScale.All.Select(scale => scale.Name)];

    /// <summary>The seed.</summary>
    public const ulong Seed = 1;

    /// <summary>The share of the machine's memory that all workers may use together.</summary>
    public const double MemoryShare = 0.8;

    /// <summary>The device.</summary>
    public const string Device = "cpu";
}
