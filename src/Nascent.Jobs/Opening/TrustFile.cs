using System.Text;
using System.Text.Json;
using Nascent.Files;
using Nascent.Reporting.Trust;

namespace Nascent.Jobs.Opening;

/// <summary>The full trainings that judge a run's estimates, one JSON object a line, each written when it ends: what is there is not trained again.</summary>
/// <param name="path">The file; it need not exist.</param>
internal sealed class TrustFile(string path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private bool _isWhole;

    /// <summary>What is there, without a last line that has no end: a program that was killed left it, or one is writing it.</summary>
    /// <exception cref="NascentException">A line is damaged.</exception>
    public IReadOnlyList<TrustTraining> Read()
    {
        if (!File.Exists(path))
            return [];
        var text = RegularFile.ReadText(path, "one full training as JSON a line");
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, i) => Parse(line, i + 1))];
    }

    /// <summary>Adds one; a last line without an end is cut off first.</summary>
    public void Add(TrustTraining training)
    {
        if (!_isWhole)
            CutOff();
        _isWhole = true;
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write);
        file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(training, Json) + "\n"));
        file.Flush(flushToDisk: true);
    }

    private void CutOff()
    {
        if (!File.Exists(path) || File.ReadAllText(path) is not { Length: > 0 } text || text[^1] == '\n')
            return;
        File.WriteAllText(path, text[..(text.LastIndexOf('\n') + 1)]);
    }

    private TrustTraining Parse(string line, int number)
    {
        try
        {
            if (JsonSerializer.Deserialize<TrustTraining>(line, Json) is { } training)
                return training;
        }
        catch (JsonException)
        {
            // told below
        }

        throw new NascentException($"{path}:{number}: found a damaged line, expected one training as JSON; delete the line, and that training is done again.");
    }
}
