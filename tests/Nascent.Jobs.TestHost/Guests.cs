using Nascent.Data.Formats;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Requests;
using Nascent.Strategies;
using Nascent.Torch.Training;

namespace Nascent.Jobs.TestHost;

/// <summary>A catalogue with a strategy, an estimator and a data format from outside, and a small job that names them all.</summary>
public static class Guests
{
    /// <summary>The name of <see cref="GuestStrategy"/>.</summary>
    public const string Strategy = "guest-strategy";

    /// <summary>The name of <see cref="GuestEstimator"/>.</summary>
    public const string Estimator = "guest-estimator";

    /// <summary>What is built in, and the guests.</summary>
    public static Catalogue Catalogue { get; } = Catalogue.BuiltIn.With(OwnStrategy).With(OwnEstimator).With(OwnFormat);

    /// <summary>The strategy's entry.</summary>
    public static StrategyDescription OwnStrategy => StrategyDescription.Of(Strategy, "proposes at random", () => new GuestStrategy());

    /// <summary>The estimator's entry.</summary>
    public static EstimatorEntry OwnEstimator => new(Estimator, 3, "half of what brief training scores", "", at => new GuestEstimator(
        new TrainEstimator(at.Data, at.Spec.Recipe, at.Metric, at.Artifacts, at.Device, keepWeights: false, at.Time, at.Threads)));

    /// <summary>The data format's entry.</summary>
    public static DataFormat OwnFormat => DataFormat.OfTable("points", "a table: .points with a line of numbers and a word for each row", [".points"], PointsFile.Read);

    /// <summary>The job.</summary>
    /// <param name="data">A file of points.</param>
    /// <param name="run">The run's folder.</param>
    public static SearchRequest Request(string data, string run) => new()
    {
        Data = data,
        Run = run,
        Strategy = Strategy,
        Estimator = Estimator,
        Trials = 2,
        Epochs = 1,
        RetrainCandidates = 1,
        RetrainSeeds = 1,
        RetrainEpochs = 1,
        Workers = 1,
        Seed = 5,
    };
}
