using Nascent.Files;
using Nascent.Genotypes;
using Nascent.Jobs.Hosting;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;

namespace Nascent.Jobs.Scoring;

/// <summary>A text file with one genotype of a space a line; empty lines are skipped.</summary>
internal static class GenotypeFile
{
    /// <summary>Reads it.</summary>
    /// <param name="host">The world around.</param>
    /// <param name="name">The file as the user wrote it.</param>
    /// <param name="space">The space; the published strings of NAS-Bench-201, which begin with <c>|</c>, are read for its own.</param>
    /// <returns>The genotypes with their lines, counted from 1.</returns>
    /// <exception cref="NascentException">There is no such file, it has no genotype, or a line is none of the space.</exception>
    public static IReadOnlyList<(int Line, Genotype Genotype)> Read(JobHost host, string name, SearchSpace space)
    {
        var path = host.PathOf(name);
        if (!File.Exists(path))
            throw new NascentException($"--genotypes: found no file '{name}', expected a text file with one genotype a line.");
        RegularFile.Require(path, "a text file with one genotype a line", RegularFile.MostBytesOfText);
        var genotypes = new List<(int, Genotype)>();
        var line = 0;
        foreach (var text in File.ReadLines(path))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(text))
                genotypes.Add((line, Parse(text.Trim(), $"{name}:{line}", space)));
        }

        return genotypes.Count > 0 ? genotypes : throw new NascentException($"{name}: found no genotype, expected one a line.");
    }

    private static Genotype Parse(string text, string where, SearchSpace space)
    {
        try
        {
            return space.Genotypes.Parse(text.StartsWith('|') && space.Name == NasBench201.Name ? NasBench201.Parse(text).ToString() : text);
        }
        catch (NascentException failure)
        {
            throw new NascentException($"{where}: found '{Shown(text)}', expected a genotype of the space '{space.Name}'. {Shown(failure.Message, 500)}", failure);
        }
    }

    private static string Shown(string text, int longest = 120) => text.Length <= longest ? text : text[..(longest - 1)] + "…";
}
