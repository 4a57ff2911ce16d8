namespace Nascent.Benchmarks;

/// <summary>What a column of numbers of a benchmark table holds.</summary>
public enum BenchmarkColumnKind
{
    /// <summary><c>v.</c>: what a search may see, once it has paid for it.</summary>
    Signal,

    /// <summary><c>t.</c>: what is reported at the end.</summary>
    Test,

    /// <summary><c>c.</c>: what a signal or a score costs, in seconds.</summary>
    Cost,

    /// <summary><c>p.</c>: what is known before training.</summary>
    Known,
}
