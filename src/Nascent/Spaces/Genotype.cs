using System.Collections.Immutable;

namespace Nascent.Spaces;

/// <summary>The answers to a space's decisions: a value, with one canonical text.</summary>
/// <remarks>Holds exactly the decisions that its own answers open, in the space's order. Two are equal when their texts are.</remarks>
public sealed class Genotype : IEquatable<Genotype>
{
    private readonly string _text;
    private readonly ImmutableDictionary<DecisionPath, string> _answers;

    /// <summary>Makes a genotype from answers in the space's order. Spaces make valid ones; see <see cref="Parse"/> for text.</summary>
    /// <exception cref="NascentException">A decision is answered twice.</exception>
    public Genotype(ImmutableArray<(DecisionPath Path, string Answer)> answers)
    {
        Answers = answers;
        var map = ImmutableDictionary.CreateBuilder<DecisionPath, string>();
        foreach (var (path, answer) in answers)
            if (!map.TryAdd(path, answer))
                throw new NascentException($"Genotype: decision '{path}' is answered twice.");
        _answers = map.ToImmutable();
        _text = string.Join(';', answers.Select(pair => $"{pair.Path}={pair.Answer}"));
    }

    /// <summary>No answers: the genotype of a space without decisions, and of a hand-designed network.</summary>
    public static Genotype Empty { get; } = new([]);

    /// <summary>The answers in the space's order.</summary>
    public ImmutableArray<(DecisionPath Path, string Answer)> Answers { get; }

    /// <summary>The answer to a decision, or null where this genotype does not open it.</summary>
    public string? this[DecisionPath path] => _answers.GetValueOrDefault(path);

    /// <summary>Reads a canonical text such as <c>stem.channels=16;stage[0].depth=2</c>; it is not checked against a space.</summary>
    /// <exception cref="NascentException">A part is not <c>decision=answer</c>.</exception>
    public static Genotype Parse(string text)
    {
        if (text.Length == 0)
            return Empty;
        var answers = ImmutableArray.CreateBuilder<(DecisionPath, string)>();
        foreach (var part in text.Split(';'))
        {
            var equals = part.LastIndexOf('=');
            if (equals <= 0 || equals == part.Length - 1)
                throw new NascentException($"Genotype, part {answers.Count + 1}: found '{part}', expected decision=answer.");
            answers.Add((new DecisionPath(part[..equals]), part[(equals + 1)..]));
        }

        return new Genotype(answers.ToImmutable());
    }

    /// <inheritdoc/>
    public bool Equals(Genotype? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Genotype);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The canonical text.</summary>
    public override string ToString() => _text;
}
