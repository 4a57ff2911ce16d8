using System.Collections.Immutable;
using System.Text;

namespace Nascent.Genotypes;

/// <summary>The answers to a space's decisions: a value, with one canonical text.</summary>
/// <remarks>Holds exactly the decisions that its own answers open, in the space's order. Two are equal when their texts are.</remarks>
public sealed class Genotype : IEquatable<Genotype>
{
    private readonly string _text;
    private Dictionary<DecisionPath, string>? _byPath;

    /// <summary>Makes a genotype from answers in the space's order. Spaces make valid ones; see <see cref="Parse"/> for text.</summary>
    /// <exception cref="NascentException">A decision is answered twice.</exception>
    public Genotype(ImmutableArray<(DecisionPath Path, string Answer)> answers)
        : this(answers, trusted: true)
    {
        var seen = new HashSet<DecisionPath>();
        foreach (var (path, _) in answers)
            if (!seen.Add(path))
                throw new NascentException($"Genotype: decision '{NascentException.Echo(path.ToString())}' is answered twice.");
    }

    private Genotype(ImmutableArray<(DecisionPath Path, string Answer)> answers, bool trusted)
    {
        _ = trusted;
        Answers = answers;
        _text = TextOf(answers.AsSpan());
    }

    /// <summary>No answers: the genotype of a space without decisions, and of a hand-designed network.</summary>
    public static Genotype Empty { get; } = new([]);

    /// <summary>The answers in the space's order.</summary>
    public ImmutableArray<(DecisionPath Path, string Answer)> Answers { get; }

    /// <summary>The answer to a decision, or null where this genotype does not open it.</summary>
    public string? this[DecisionPath path] => ByPath.GetValueOrDefault(path);

    // Made on first use: strategies make many genotypes whose answers nobody looks up. A race makes it twice, alike.
    private Dictionary<DecisionPath, string> ByPath => _byPath ??= Answers.ToDictionary(pair => pair.Path, pair => pair.Answer);

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
                throw new NascentException($"Genotype, part {answers.Count + 1}: found '{NascentException.Echo(part)}', expected decision=answer.");
            answers.Add((new DecisionPath(part[..equals]), part[(equals + 1)..]));
        }

        return new Genotype(answers.ToImmutable());
    }

    /// <summary>A genotype whose answers are known to be of different decisions.</summary>
    internal static Genotype Trusted(ImmutableArray<(DecisionPath Path, string Answer)> answers) => new(answers, trusted: true);

    /// <inheritdoc/>
    public bool Equals(Genotype? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Genotype);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The canonical text.</summary>
    public override string ToString() => _text;

    private static string TextOf(ReadOnlySpan<(DecisionPath Path, string Answer)> answers)
    {
        var length = Math.Max(0, answers.Length - 1);
        foreach (var (path, answer) in answers)
            length += path.Text.Length + 1 + answer.Length;
        var builder = new StringBuilder(length);
        foreach (var (path, answer) in answers)
        {
            if (builder.Length > 0)
                builder.Append(';');
            builder.Append(path.Text).Append('=').Append(answer);
        }

        return builder.ToString();
    }
}
