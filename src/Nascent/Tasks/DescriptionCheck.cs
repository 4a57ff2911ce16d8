using System.Collections.Immutable;

namespace Nascent.Tasks;

/// <summary>Whether what a file says of its task and its preprocessing can be true, before anything is made to its measure.</summary>
public static class DescriptionCheck
{
    // The most values that one image may have: 64 Mi.
    private const long MostPixels = 1L << 26;

    private const int MostChannels = 16;

    private const int MostFeatures = 1 << 16;

    /// <summary>The first thing that is wrong with a task, as what was found and what was expected; or null.</summary>
    /// <param name="task">The task as a file has it; null where it has none.</param>
    public static string? Find(LearningTask? task) => OfTask(task);

    /// <summary>The first thing that is wrong with a preprocessing, as what was found and what was expected; or null.</summary>
    /// <param name="preprocessing">The preprocessing as a file has it; null where it has none.</param>
    public static string? Find(Preprocessing? preprocessing) => OfPreprocessing(preprocessing);

    private static string? OfTask(LearningTask? task) => task switch
    {
        null => "found nothing, expected a task",
        LearningTask.Classification { Classes: { IsDefault: true } or { Length: < 2 } } => "found fewer than two classes, expected at least two",
        LearningTask.Classification { Classes: var classes } => Twice(classes) is { } wrong ? $"found {wrong}, expected different classes" : null,
        LearningTask.Regression { Target: null } => "found no name of the target, expected one",
        LearningTask.Regression regression => Scale(regression.Mean, regression.StandardDeviation),
        _ => null,
    };

    private static string? OfPreprocessing(Preprocessing? preprocessing) => preprocessing switch
    {
        null => "found nothing, expected a preprocessing",
        Preprocessing.Image image => OfImage(image),
        Preprocessing.Table { Columns: { IsDefaultOrEmpty: true } } => "found no columns, expected at least one",
        Preprocessing.Table { Columns: var columns } when columns.Any(column => column is null) => "found nothing in the place of a column, expected its description",
        Preprocessing.Table { Columns: var columns } when Twice(columns.Select(column => column.Name)) is { } wrong => $"found {wrong}, expected columns of different names",
        Preprocessing.Table { Columns: var columns } => columns.Select(column => OfColumn(column) is { } wrong ? $"column '{column.Name}': {wrong}" : null).FirstOrDefault(wrong => wrong is not null),
        Preprocessing.Backbone { Source: null } or Preprocessing.Backbone { Sha256: null } => "found no name and checksum of the backbone, expected both",
        Preprocessing.Backbone { Pixels: null } => "found no images before the backbone, expected their description",
        Preprocessing.Backbone { Places: { IsDefaultOrEmpty: true } } => "found no places of the backbone, expected at least one",
        Preprocessing.Backbone { Places: var places } when places.Any(place => place is null or { Features: < 1 or > MostFeatures } or { Parameters: < 0 } or { MultiplyAdds: < 0 }) =>
            $"found a place of the backbone without features or costs, expected 1 to {MostFeatures:N0} features",
        Preprocessing.Backbone backbone => OfImage(backbone.Pixels),
        _ => null,
    };

    private static string? OfImage(Preprocessing.Image image)
    {
        if (image.Channels is < 1 or > MostChannels || image.Height < 1 || image.Width < 1 || image.Height > MostPixels || image.Width > MostPixels || (long)image.Height * image.Width * image.Channels > MostPixels)
            return $"found images of {image.Channels}×{image.Height}×{image.Width} (channels × height × width), expected at most {MostChannels} channels and {MostPixels:N0} values";
        if (image.Mean.IsDefault || image.StandardDeviation.IsDefault || image.Mean.Length != image.Channels || image.StandardDeviation.Length != image.Channels)
            return $"found no mean and standard deviation for each channel, expected {image.Channels} of each";
        return image.Mean.Zip(image.StandardDeviation, Scale).FirstOrDefault(wrong => wrong is not null);
    }

    private static string? OfColumn(TableColumn column) => column switch
    {
        TableColumn.Numeric numeric => Scale(numeric.Mean, numeric.StandardDeviation) ?? OfQuantiles(numeric.Quantiles),
        TableColumn.Categorical { Categories.IsDefault: true } => "found no categories, expected them",
        TableColumn.Categorical categorical => Twice(categorical.Categories) is { } wrong ? $"found {wrong}, expected different categories" : null,
        _ => null,
    };

    private static string? OfQuantiles(QuantileScale? scale) =>
        scale is null ? null
        : scale.Values.IsDefault || scale.Scores.IsDefault || scale.Values.Length < 2 || scale.Values.Length > QuantileScale.MostValues || scale.Scores.Length != scale.Values.Length
            ? $"found quantiles without values and scores, expected 2 to {QuantileScale.MostValues} of each"
        : Rises(scale.Values) && Rises(scale.Scores) ? null : "found quantiles whose values or scores do not rise, expected finite numbers that do";

    private static bool Rises(ImmutableArray<double> numbers) => numbers.All(double.IsFinite) && Enumerable.Range(1, numbers.Length - 1).All(i => numbers[i - 1] < numbers[i]);

    private static string? Scale(double mean, double deviation) =>
        double.IsFinite(mean) && double.IsFinite(deviation) && deviation > 0 ? null : $"found the mean {mean} and the standard deviation {deviation}, expected finite numbers, the second above 0";

    private static string? Twice(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
            if (name is null || !seen.Add(name))
                return name is null ? "a missing name" : $"'{name}' twice";
        return null;
    }
}
