namespace Nascent.Spaces;

/// <summary>The sizes that an axis may have over all genotypes: from <paramref name="Least"/> to <paramref name="Most"/>, all multiples of <paramref name="Divisor"/>.</summary>
internal readonly record struct SizeRange(long Least, long Most, long Divisor)
{
    /// <summary>One size.</summary>
    public static SizeRange Of(long size) => new(size, size, size);

    /// <summary>Any of several sizes.</summary>
    public static SizeRange Of(ValueArray<int> sizes)
    {
        var range = Of(sizes[0]);
        foreach (var size in sizes)
            range = range.Or(Of(size));
        return range;
    }

    /// <summary>Whether only one size is possible.</summary>
    public bool IsOne => Least == Most;

    /// <summary>Any size of either.</summary>
    public SizeRange Or(SizeRange other) => new(Math.Min(Least, other.Least), Math.Max(Most, other.Most), Gcd(Divisor, other.Divisor));

    /// <summary>The sums of a size of each.</summary>
    public SizeRange Plus(SizeRange other) => new(Least + other.Least, Most + other.Most, Gcd(Divisor, other.Divisor));

    /// <summary>The products of a size of each.</summary>
    public SizeRange Times(SizeRange other) => new(Least * other.Least, Most * other.Most, Divisor * other.Divisor);

    /// <summary>What a function that rises with the size gives.</summary>
    public SizeRange Rising(Func<long, long> function)
    {
        var (least, most) = (function(Least), function(Most));
        return new(least, most, least == most ? least : 1);
    }

    /// <summary>The other side of an image that is resized to a height, rounded.</summary>
    public static int Proportional(int width, int height, int newHeight) => (int)Math.Max(1, (((2L * width * newHeight) + height) / (2L * height)));

    /// <inheritdoc/>
    public override string ToString() => IsOne ? $"{Least}" : $"{Least} to {Most}";

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);
}
