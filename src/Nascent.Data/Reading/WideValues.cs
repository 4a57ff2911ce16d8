namespace Nascent.Data.Reading;

/// <summary>The pixels of images of 16 bits a value, until it is known which of them are trained on.</summary>
/// <param name="Values">(samples, values of one), 0 to 65,535.</param>
/// <param name="Length">Values of one sample.</param>
internal sealed record WideValues(ushort[] Values, int Length)
{
    /// <summary>Some of the samples.</summary>
    public WideValues Take(int[] samples)
    {
        var taken = GC.AllocateUninitializedArray<ushort>(checked(samples.Length * Length));
        for (var i = 0; i < samples.Length; i++)
            Values.AsSpan(samples[i] * Length, Length).CopyTo(taken.AsSpan(i * Length));
        return this with { Values = taken };
    }
}
