using Nascent.Spaces.Attributes;

namespace Nascent.Spaces;

/// <summary>An attribute of a block that is fixed or open: what all choices have in common.</summary>
public abstract record Choice
{
    private protected Choice()
    {
    }

    /// <summary>The number of options; 1 where it is fixed.</summary>
    public abstract int Count { get; }

    /// <summary>Whether the options are numbers in rising order.</summary>
    public abstract bool IsOrdered { get; }

    /// <summary>Whether there is something to decide.</summary>
    public bool IsOpen => Count > 1;

    /// <summary>Whether it is a value, rather than a list of one or more.</summary>
    internal abstract bool IsLiteral { get; }

    /// <summary>The text of an option, as in genotypes.</summary>
    public abstract string Text(int option);

    /// <summary>The value of an option.</summary>
    internal abstract object? ValueAt(int option);

    /// <summary>A choice between the given values.</summary>
    public static Choice<T> OneOf<T>(params ReadOnlySpan<T> values) => new Choice<T>.OneOf(ValueArray.Create(values));
}

/// <summary>An attribute of a block: a literal value, or one of several of which a genotype takes one.</summary>
/// <typeparam name="T">The type of the values: an integer, a number, a truth value, a word.</typeparam>
public abstract record Choice<T> : Choice
{
    private protected Choice()
    {
    }

    /// <summary>The values that it may take, in order.</summary>
    public abstract ValueArray<T> Options { get; }

    /// <inheritdoc/>
    public override int Count => Options.Count;

    /// <inheritdoc/>
    public override bool IsOrdered => AttributeText.AreRising(Options);

    internal override bool IsLiteral => this is Literal;

    /// <inheritdoc/>
    public override string Text(int option) => AttributeText.Of(Options[option]);

    internal override object? ValueAt(int option) => Options[option];

    /// <summary>A fixed value.</summary>
    public static implicit operator Choice<T>(T value) => new Literal(value);

    /// <summary>A fixed value.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Literal(T Value) : Choice<T>
    {
        /// <inheritdoc/>
        public override ValueArray<T> Options => [Value];
    }

    /// <summary>One of several values; the space checks that there is at least one and that they differ.</summary>
    /// <param name="Values">The values, in order; an option is an index into them.</param>
    public sealed record OneOf(ValueArray<T> Values) : Choice<T>
    {
        /// <inheritdoc/>
        public override ValueArray<T> Options => Values;
    }
}
