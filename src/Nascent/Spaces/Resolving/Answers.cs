using Nascent.Genotypes;
using Nascent.Spaces.Walking;

namespace Nascent.Spaces.Resolving;

/// <summary>Answers as a resolver asks for them, those of one genotype or of a mixture; it remembers which the current layer asked for, for errors.</summary>
/// <param name="answerOf">The answer to a decision, or null where it is not open.</param>
internal sealed class Answers(Func<DecisionPath, string?> answerOf)
{
    private readonly List<(DecisionPath Path, string Answer)> _asked = [];

    public void StartLayer() => _asked.Clear();

    /// <summary>The value of a choice.</summary>
    public T Of<T>(Choice<T> choice, DecisionPath path)
    {
        var options = choice.Options;
        return options.Count == 1 ? options[0] : options[Option(path, choice)];
    }

    /// <summary>The value of a choice of settings.</summary>
    public T Of<T>(InheritedChoice<T> inherited) => Of(inherited.Choice, inherited.Path);

    /// <summary>The name of the option that was taken.</summary>
    public string Name(DecisionPath path)
    {
        var answer = answerOf(path) ?? throw new InvalidOperationException($"Decision '{path}' is asked for but not opened.");
        _asked.Add((path, answer));
        return answer;
    }

    /// <summary>The decisions that the current layer depends on, as text for errors; empty where it has none.</summary>
    public string Blame() => _asked.Count == 0 ? "" : string.Join(", ", _asked.Select(pair => $"'{pair.Path}' = {pair.Answer}"));

    private int Option(DecisionPath path, Choice choice)
    {
        var answer = Name(path);
        for (var i = 0; i < choice.Count; i++)
            if (choice.Text(i) == answer)
                return i;
        throw new InvalidOperationException($"Decision '{path}' has no option {answer}.");
    }
}
