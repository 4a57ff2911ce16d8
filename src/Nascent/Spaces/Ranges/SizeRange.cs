namespace Nascent.Spaces.Ranges;

/// <summary>The sizes that an axis may have over all genotypes: from <paramref name="Least"/> to <paramref name="Most"/>, all multiples of <paramref name="Divisor"/>.</summary>
/// <param name="Least">The least size.</param>
/// <param name="Most">The largest size.</param>
/// <param name="Divisor">A number that divides every size; 1 where none is known.</param>
public readonly record struct SizeRange(long Least, long Most, long Divisor)
{
    /// <summary>Whether only one size is possible.</summary>
    public bool IsOne => Least == Most;

    /// <summary>The range as text, with its divisor.</summary>
    public string WithDivisor => IsOne ? $"{Least}" : $"{this} (multiples of {Divisor})";

    /// <summary>One size.</summary>
    public static SizeRange Of(long size) => new(size, size, size);

    /// <summary>Any of several sizes.</summary>
    /// <param name="sizes">At least one.</param>
    public static SizeRange Of(ValueArray<int> sizes)
    {
        var range = Of(sizes[0]);
        foreach (var size in sizes)
            range = range.Or(Of(size));
        return range;
    }

    /// <summary>Any size from one to another, both included, of which no divisor is known.</summary>
    public static SizeRange Between(long least, long most) => new(least, most, least == most ? least : 1);

    /// <summary>Any size of either.</summary>
    public SizeRange Or(SizeRange other) => new(Math.Min(Least, other.Least), Math.Max(Most, other.Most), Gcd(Divisor, other.Divisor));

    /// <summary>The sums of a size of each.</summary>
    public SizeRange Plus(SizeRange other) => new(Least + other.Least, Most + other.Most, Gcd(Divisor, other.Divisor));

    /// <summary>The products of a size of each.</summary>
    public SizeRange Times(SizeRange other) => new(Least * other.Least, Most * other.Most, Divisor * other.Divisor);

    /// <inheritdoc/>
    public override string ToString() => IsOne ? $"{Least}" : $"{Least} to {Most}";

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);
}
