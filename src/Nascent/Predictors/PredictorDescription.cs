namespace Nascent.Predictors;

/// <summary>An entry of the table of predictors.</summary>
/// <param name="Name">The name in files and reports.</param>
/// <param name="Help">One line that says what it is.</param>
/// <param name="Source">The paper: authors and year.</param>
/// <param name="Version">Raised whenever the same lesson would give another model.</param>
/// <param name="Fit">Fits a model; the same lesson gives the same model.</param>
public sealed record PredictorDescription(string Name, string Help, string Source, int Version, Func<PredictorLesson, IPredictorModel> Fit);
