using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;

namespace Nascent.Torch.Sharing.Searches;

/// <summary>What a search over shared weights is begun with.</summary>
/// <param name="Supernet">The shared weights.</param>
/// <param name="Data">The data; the training part is halved.</param>
/// <param name="Recipe">How the weights are trained.</param>
/// <param name="Epochs">Passes over the half that the weights learn from.</param>
/// <param name="Options">The values of all options of the strategy.</param>
/// <param name="Seed">The key of all randomness.</param>
public sealed record SharedSetting(Supernet Supernet, PreparedData Data, TrainingRecipe Recipe, double Epochs, ImmutableSortedDictionary<string, double> Options, Seed Seed)
{
    /// <summary>The value of an option.</summary>
    public double this[string option] => Options[option];

    /// <summary>Whether an option is switched on.</summary>
    public bool Has(string option) => Options[option] != 0;
}
