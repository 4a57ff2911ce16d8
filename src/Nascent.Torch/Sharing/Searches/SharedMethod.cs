using Nascent.Spaces;
using Nascent.Strategies;

namespace Nascent.Torch.Sharing.Searches;

/// <summary>A strategy that searches over shared weights.</summary>
/// <param name="Strategy">Its entry in the table of strategies.</param>
/// <param name="PathsPerStep">About how many single paths of the space a step takes as long as.</param>
/// <param name="IsMixture">Whether a step computes a mixture, in which sizes take the middle option.</param>
/// <param name="NeedsBlocks">Whether it decides between blocks alone, so that a space needs such a decision.</param>
/// <param name="Begin">Begins a search.</param>
public sealed record SharedMethod(StrategyDescription Strategy, Func<SearchSpace, double> PathsPerStep, bool IsMixture, bool NeedsBlocks, Func<SharedSetting, ISharedSearch> Begin);
