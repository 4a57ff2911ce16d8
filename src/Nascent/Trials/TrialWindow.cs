using System.Collections;

namespace Nascent.Trials;

/// <summary>A stretch of a growing list of trials, without a copy: valid until the list changes.</summary>
internal sealed class TrialWindow(List<Trial> trials, int start, int count) : IReadOnlyList<Trial>
{
    public int Count => count;

    public Trial this[int index] => (uint)index < (uint)count ? trials[start + index] : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<Trial> GetEnumerator()
    {
        for (var i = 0; i < count; i++)
            yield return trials[start + i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
