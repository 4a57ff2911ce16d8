using Nascent.Data.Reading;
using Nascent.Tasks;

namespace Nascent.Data.Images.Sets;

/// <summary>The images of a data set.</summary>
/// <param name="Values">Their pixels; without bytes where they are wide.</param>
/// <param name="Wide">Their pixels of 16 bits, or null.</param>
/// <param name="Kept">The files, by index, that could be read.</param>
/// <param name="Reading">How they were read.</param>
internal sealed record ReadImages(SampleValues.Pixels Values, WideValues? Wide, int[] Kept, ImageReading Reading);
