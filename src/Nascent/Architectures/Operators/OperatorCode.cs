using System.Runtime.InteropServices;
using System.Text;

namespace Nascent.Architectures.Operators;

/// <summary>Codes of operators with their attributes, the same in every process and version.</summary>
public static class OperatorCode
{
    /// <summary>The code of an operator that is not built in.</summary>
    /// <param name="name">A name that no other operator has, such as <c>yours.roll</c>; another operator of the same name and attributes is taken for the same.</param>
    /// <param name="attributes">Every attribute that changes what it computes, in a fixed order.</param>
    public static CanonicalHash Named(string name, params ReadOnlySpan<double> attributes) => CanonicalHash.Combine(
        CanonicalHash.OfBytes(Encoding.UTF8.GetBytes($"operator {name}")), CanonicalHash.OfBytes(MemoryMarshal.AsBytes(attributes)));

    /// <summary>The code of a built-in operator: the first number says which; it is never used again for another.</summary>
    internal static CanonicalHash Numbered(params ReadOnlySpan<long> numbers) => CanonicalHash.OfBytes(MemoryMarshal.AsBytes(numbers));

    /// <summary>A number as it stands in a code.</summary>
    internal static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
