using Nascent.Genotypes;

namespace Nascent.Torch.Strategies.Controllers;

/// <summary>Numbers for the options of a space: those of one decision stand side by side, and the last number means the start of a walk.</summary>
internal sealed class DecisionTokens
{
    private readonly Dictionary<DecisionPath, int> _indices = [];
    private readonly int[] _first;

    public DecisionTokens(DecisionSpace space)
    {
        _first = new int[space.Decisions.Length + 1];
        for (var i = 0; i < space.Decisions.Length; i++)
        {
            _indices.Add(space.Decisions[i].Path, i);
            _first[i + 1] = _first[i] + space.Decisions[i].Options.Length;
        }

        MostOptions = space.Decisions.Length == 0 ? 0 : space.Decisions.Max(decision => decision.Options.Length);
    }

    /// <summary>The number of options of all decisions; also the token of the start.</summary>
    public int Count => _first[^1];

    public int Start => Count;

    public int MostOptions { get; }

    public int IndexOf(DecisionPath path) => _indices[path];

    /// <summary>The token of a decision's first option.</summary>
    public int FirstOf(int decision) => _first[decision];

    public int OptionsOf(int decision) => _first[decision + 1] - _first[decision];
}
