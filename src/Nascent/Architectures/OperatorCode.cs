using System.Runtime.InteropServices;

namespace Nascent.Architectures;

/// <summary>The code of an operator and its attributes, the same in every process and version.</summary>
internal static class OperatorCode
{
    /// <summary>The code of an operator.</summary>
    public static CanonicalHash Of(Operator op)
    {
        // The first number says which operator it is; numbers are never used again for another.
        ReadOnlySpan<long> numbers = op switch
        {
            Operator.Convolution c => [1, c.Channels, c.Kernel, c.Stride, c.Padding, c.Dilation, c.Groups, c.Bias ? 1 : 0],
            Operator.Linear l => [2, l.Features, l.Bias ? 1 : 0],
            Operator.BatchNorm b => [3, Bits(b.Epsilon), Bits(b.Momentum)],
            Operator.LayerNorm l => [4, Bits(l.Epsilon)],
            Operator.Activation a => [5, (int)a.Function],
            Operator.Pool p => [6, (int)p.Kind, p.Kernel, p.Stride, p.Padding],
            Operator.GlobalPool g => [7, (int)g.Kind],
            Operator.Zero z => [8, z.Stride],
            Operator.Identity => [9],
            Operator.Dropout d => [10, Bits(d.Rate)],
            Operator.Add => [11],
            Operator.Multiply => [12],
            Operator.Concat => [13],
            Operator.Flatten => [14],
            Operator.Resize r => [15, r.Height, r.Width],
            Operator.Slice s => s.First == 0 ? [16, s.Channels] : [16, s.Channels, s.First],
            Operator.PadChannels p => [17, p.Channels],
            _ => throw new InvalidOperationException($"No code for {op.GetType().Name}."),
        };
        return CanonicalHash.OfBytes(MemoryMarshal.AsBytes(numbers));
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
