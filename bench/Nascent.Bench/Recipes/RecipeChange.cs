using Nascent.Estimation;

namespace Nascent.Bench.Recipes;

/// <summary>A change of the default recipe.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Apply">Makes it.</param>
internal sealed record RecipeChange(string Name, Func<TrainingRecipe, TrainingRecipe> Apply)
{
    /// <summary>The name of no change.</summary>
    public const string Default = "default";

    /// <summary>All of them.</summary>
    public static readonly RecipeChange[] All =
    [
        new(Default, recipe => recipe),
        new("no-mirror", recipe => recipe with { Flip = false }),
        new("no-cutout", recipe => recipe with { Cutout = 0 }),
        new("no-shift", recipe => recipe with { CropPadding = 0 }),
        new("no-smoothing", recipe => recipe with { LabelSmoothing = 0 }),
        new("mixup", recipe => recipe with { Mixup = 0.2 }),
        new("rate-half", recipe => recipe with { LearningRate = recipe.LearningRate / 2 }),
        new("rate-double", recipe => recipe with { LearningRate = recipe.LearningRate * 2 }),
        new("batch-64", recipe => recipe with { BatchSize = 64, LearningRate = recipe.LearningRate / 2 }),
        new("decay-double", recipe => recipe with { WeightDecay = recipe.WeightDecay * 2 }),
        new("decay-half", recipe => recipe with { WeightDecay = recipe.WeightDecay / 2 }),
    ];

    /// <summary>The change of a name.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public static RecipeChange Named(string name) => All.FirstOrDefault(change => change.Name == name) ?? throw NascentException.UnknownName("recipe", name, All.Select(change => change.Name));
}
