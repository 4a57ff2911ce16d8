using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Tasks;

namespace Nascent.Torch.Training;

/// <summary>By what images are changed at random while networks train on them: the words of <c>--augment</c>.</summary>
/// <remarks>Full training makes all of the changes. Search trials are too short to gain by any but <c>mirror</c> and <c>colour</c>, and make only these.</remarks>
/// <param name="Changes">Some of <see cref="Words"/>, in that order; ignored where <paramref name="IsAuto"/>.</param>
/// <param name="IsAuto">Whether the data decide: shifts and a cut-out by the number and the size of the images, mirroring by a measurement.</param>
public sealed record Augmentation(ImmutableArray<string> Changes, bool IsAuto)
{
    /// <summary>The data decide. The default.</summary>
    public static readonly Augmentation Auto = new([], true);

    /// <summary>Images stay as they are.</summary>
    public static readonly Augmentation None = new([], false);

    private const string AutoWord = "auto", NoneWord = "none", Mirror = "mirror", Shift = "shift", CutOut = "cutout", MixUp = "mixup", Colour = "colour";

    /// <summary>What a user may ask for: mirrored left to right, shifted, a square cut out, mixed in pairs, other brightness, contrast and saturation.</summary>
    public static ImmutableArray<string> Words { get; } = [Mirror, Shift, CutOut, MixUp, Colour];

    /// <summary>Reads <c>auto</c>, <c>none</c>, or some of <see cref="Words"/> with commas between them.</summary>
    /// <exception cref="NascentException">A word is none of these, or stands beside <c>auto</c> or <c>none</c>.</exception>
    public static Augmentation Parse(string text)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries).Select(word => word == "color" ? Colour : word).ToArray();
        if (words is [AutoWord])
            return Auto;
        if (words is [NoneWord])
            return None;
        if (words.FirstOrDefault(word => !Words.Contains(word)) is { } unknown)
            throw new NascentException($"--augment: found '{unknown}', expected {AutoWord}, {NoneWord}, or some of {string.Join(", ", Words)} with commas between them.");
        return new([.. Words.Intersect(words)], false);
    }

    /// <summary>What a recipe does to images, in words that <see cref="Parse"/> reads.</summary>
    public static Augmentation Of(TrainingRecipe recipe) => new(
        [.. new[] { (recipe.Flip, Mirror), (recipe.CropPadding > 0, Shift), (recipe.Cutout > 0, CutOut), (recipe.Mixup > 0, MixUp), (recipe.Colour > 0, Colour) }.Where(pair => pair.Item1).Select(pair => pair.Item2)], false);

    /// <summary>A recipe that makes these changes.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="image">What the images are like.</param>
    /// <param name="isBrief">Whether it is the recipe of a search trial.</param>
    internal TrainingRecipe ApplyTo(TrainingRecipe recipe, Preprocessing.Image image, bool isBrief) => IsAuto ? recipe : recipe with
    {
        Flip = Changes.Contains(Mirror),
        CropPadding = Changes.Contains(Shift) && !isBrief ? ShiftOf(image) : 0,
        Cutout = Changes.Contains(CutOut) && !isBrief ? CutOutOf(image) : 0,
        Mixup = Changes.Contains(MixUp) && !isBrief ? 0.2 : 0,
        Colour = Changes.Contains(Colour) ? 0.2 : 0,
    };

    /// <summary>By how many pixels images are shifted: a 32nd of the shorter side, three times as many where they are in colour.</summary>
    internal static int ShiftOf(Preprocessing.Image image) => Math.Max(1, Math.Min(image.Height, image.Width) * image.Channels / 32);

    /// <summary>The side of the square that is cut out: a quarter of the shorter one.</summary>
    internal static int CutOutOf(Preprocessing.Image image) => Math.Min(image.Height, image.Width) / 4;

    /// <inheritdoc/>
    public override string ToString() => IsAuto ? AutoWord : Changes.IsEmpty ? NoneWord : string.Join(',', Changes);

    /// <inheritdoc/>
    public bool Equals(Augmentation? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
