using System.Collections.Immutable;
using System.Globalization;
using Nascent.Benchmarks;
using Nascent.Data.Reading;
using Nascent.Data.Tables;

namespace Nascent.Data.Benchmarks;

/// <summary>Published benchmarks, read from one folder of gzipped CSV files: <c>nb201.csv.gz</c>, <c>nb201_zerocost.csv.gz</c>, <c>nb201_hw.csv.gz</c>, <c>nats_sss.csv.gz</c>.</summary>
/// <remarks>
/// NAS-Bench-201 (Dong and Yang 2020) with its 12-epoch and 200-epoch results, the zero-cost scores of NAS-Bench-Suite-Zero (Krishnakumar et al. 2022) and the latencies of
/// HW-NAS-Bench (Li et al. 2021); NATS-Bench's size space (Dong et al. 2021). <c>docs/tables.md</c> says what becomes of which column.
/// </remarks>
public static class PublishedTables
{
    private static readonly string[] Edges = ["1<-0", "2<-0", "2<-1", "3<-0", "3<-1", "3<-2"];
    private static readonly string[] Devices = ["edgegpu", "raspi4", "edgetpu", "pixel3", "eyeriss", "fpga"];

    // The data sets, the prefix of their columns, and what one pass over the validation images takes, in training epochs.
    private static readonly (string Name, string Prefix, double ValidationPass)[] DataSets = [("cifar10", "c10", 0.324), ("cifar100", "c100", 0.0324), ("imagenet16", "in16", 0.02)];

    // Measured once an architecture; the others of these columns are empty for isomorphic architectures.
    private static readonly string[] ZeroCost = ["epe_nas", "fisher", "grad_norm", "grasp", "jacov", "l2_norm", "nwot", "plain", "snip", "synflow", "zen"];

    /// <summary>The names of all of them.</summary>
    public static readonly ImmutableArray<string> Names =
        [.. DataSets.Select(set => $"nb201:{set.Name}"), .. Devices.Select(device => $"nb201-hw:{device}"), .. DataSets.Select(set => $"nats-sss:{set.Name}")];

    /// <summary>One line that says what a published benchmark is.</summary>
    /// <exception cref="NascentException">There is no such benchmark.</exception>
    public static string HelpOf(string name) => name.Split(':') switch
    {
        ["nb201", var set] when Names.Contains(name) => $"NAS-Bench-201 on {set}: 15,625 cells, accuracy after 12 and 200 epochs, times, zero-cost scores [Dong and Yang 2020]",
        ["nb201-hw", var device] when Names.Contains(name) => $"NAS-Bench-201 on cifar10, with latency on {device} in ms [Li et al. 2021]",
        ["nats-sss", var set] when Names.Contains(name) => $"NATS-Bench's size space on {set}: 32,768 widths, accuracy after 90 epochs [Dong et al. 2021]",
        _ => throw NascentException.UnknownName("table", name, Names),
    };

    /// <summary>The file that a published benchmark is read from, below the folder of them all.</summary>
    public static string FileOf(string name) => name.StartsWith("nats-sss:", StringComparison.Ordinal) ? "nats_sss.csv.gz" : "nb201.csv.gz";

    /// <summary>Whether a name is one of a published benchmark.</summary>
    public static bool Is(string name) => name.Split(':') is ["nb201" or "nb201-hw" or "nats-sss", _];

    /// <summary>What cells of NAS-Bench-201 took on a device of HW-NAS-Bench, as published for CIFAR-10.</summary>
    /// <param name="file">The path of <c>nb201_hw.csv.gz</c>; <c>nb201.csv.gz</c>, which names the cells, stands beside it.</param>
    /// <param name="device">The device, such as <c>pixel3</c>.</param>
    /// <returns>Milliseconds by cell, in the form of the benchmark (<c>|none~0|+…</c>); cells that do not run there are missing.</returns>
    /// <exception cref="NascentException">A file is missing or damaged, or there is no such device.</exception>
    public static ImmutableDictionary<string, double> LatenciesOf(string file, string device)
    {
        if (!Devices.Contains(device))
            throw NascentException.UnknownName("published device", device, Devices);
        var latencies = new File(file).Numbers($"{DataSets[0].Prefix}_{device}_latency");
        var cells = new File(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, FileOf($"nb201-hw:{device}"))).Texts("arch");
        if (cells.Length != latencies.Length)
            throw new NascentException($"{file}: found {latencies.Length:N0} rows, expected the {cells.Length:N0} of {FileOf($"nb201-hw:{device}")} beside it.");
        return cells.Zip(latencies).Where(cell => cell.Second > 0).ToImmutableDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal);
    }

    /// <summary>Reads a published benchmark.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="folder">The folder of the files.</param>
    /// <exception cref="NascentException">There is no such benchmark, or a file is missing or damaged.</exception>
    public static BenchmarkTable Read(string name, string folder)
    {
        if (!Names.Contains(name))
            throw NascentException.UnknownName("table", name, Names);
        var of = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return name.Split(':')[0] switch
        {
            "nb201" => Topology(name, DataSets.Single(set => set.Name == of), null, folder),
            "nb201-hw" => Topology(name, DataSets[0], of, folder),
            _ => Sizes(name, DataSets.Single(set => set.Name == of).Prefix, folder),
        };
    }

    private static BenchmarkTable Topology(string name, (string Name, string Prefix, double ValidationPass) set, string? device, string folder)
    {
        var main = new File(Path.Combine(folder, FileOf(name)));
        var cells = main.Texts("arch").Select((text, row) => OperatorsOf(text, main.PlaceOf(row))).ToArray();
        var decisions = Edges.Select((edge, i) => (edge, cells.Select(operators => operators[i]).ToArray())).ToArray();
        var perEpoch = main.Numbers($"{set.Prefix}_sec_per_epoch");
        var columns = new List<BenchmarkColumn>
        {
            Signal("accuracy", 12, main.Numbers($"{set.Prefix}_val12")),
            Signal("accuracy", 200, main.Numbers($"{set.Prefix}_val200")),
            new(BenchmarkColumnKind.Test, "accuracy", null, null, null, main.Numbers($"{set.Prefix}_test200")),
            Seconds(12, perEpoch, set.ValidationPass),
            Seconds(200, perEpoch, set.ValidationPass),
            Known("params", main.Numbers($"{set.Prefix}_params")),
            Known("macs", main.Numbers($"{set.Prefix}_flops")),
        };
        var scores = Path.Combine(folder, "nb201_zerocost.csv.gz");
        if (System.IO.File.Exists(scores))
        {
            var zero = new File(scores);
            foreach (var score in ZeroCost.Where(score => zero.Has($"{set.Prefix}_{score}")))
                columns.Add(Known(score, zero.Numbers($"{set.Prefix}_{score}")));
            columns.Add(Known("naswot", zero.Numbers($"{set.Prefix}_naswot_monet")));
        }

        if (device is not null)
        {
            var latency = Array.ConvertAll(new File(Path.Combine(folder, "nb201_hw.csv.gz")).Numbers($"{set.Prefix}_{device}_latency"), value => value > 0 ? value : double.NaN);
            columns.Add(new(BenchmarkColumnKind.Signal, "latency", null, null, null, latency));
            columns.Add(new(BenchmarkColumnKind.Signal, "log_latency", null, null, null, Array.ConvertAll(latency, Math.Log)));
        }

        return new BenchmarkTable(name, decisions, columns) { DefaultLevel = 12 };
    }

    private static BenchmarkTable Sizes(string name, string prefix, string folder)
    {
        var file = new File(Path.Combine(folder, FileOf(name)));
        var accuracy = file.Numbers($"{prefix}_test90");
        return new BenchmarkTable(
            name,
            [.. Enumerable.Range(1, 5).Select(i => ($"ch{i}", file.Texts($"ch{i}")))],
            [
                Signal("accuracy", 90, accuracy), new(BenchmarkColumnKind.Test, "accuracy", null, null, null, accuracy),
                Known("params", file.Numbers($"{prefix}_params")), Known("macs", file.Numbers($"{prefix}_flops")), Known("naswot", file.Numbers($"{prefix}_naswot")),
            ])
        { Note = "This table has one accuracy, which serves as signal and as test, and no times." };
    }

    private static BenchmarkColumn Signal(string metric, double epochs, double[] values) => new(BenchmarkColumnKind.Signal, metric, epochs, null, null, values);

    private static BenchmarkColumn Known(string name, double[] values) => new(BenchmarkColumnKind.Known, name, null, null, null, values);

    private static BenchmarkColumn Seconds(double epochs, double[] perEpoch, double validationPass) =>
        new(BenchmarkColumnKind.Cost, "seconds", epochs, null, null, Array.ConvertAll(perEpoch, seconds => (epochs + validationPass) * seconds));

    // |op~0|+|op~0|op~1|+|op~0|op~1|op~2|
    private static string[] OperatorsOf(string text, string place)
    {
        var operators = text.Split('|', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "+").Select(part => part.Split('~')[0]).ToArray();
        return operators.Length == Edges.Length ? operators : throw new NascentException($"{place}, column 'arch': found '{text}', expected six operators as in |op~0|+|op~0|op~1|+|op~0|op~1|op~2|.");
    }

    private sealed class File
    {
        private readonly string _path;
        private readonly CsvCells _cells;

        public File(string path)
        {
            if (!System.IO.File.Exists(path))
                throw new NascentException($"{path}: found no such file, expected the published benchmark's; set NASCENT_DATA to the folder that has it under nas/ (docs/tables.md).");
            (_path, _cells) = (path, CsvCells.Read(path, header: true, new LoadingLog(skipBad: false, canSkip: false)));
        }

        public bool Has(string column) => Array.IndexOf(_cells.Names, column) >= 0;

        public string PlaceOf(int row) => $"{_path} line {_cells.Lines[row]}";

        public string[] Texts(string column) => Array.IndexOf(_cells.Names, column) is var index and >= 0 ? [.. _cells.Columns[index]]
            : throw new NascentException($"{_path}: found no column '{column}', expected the published ones; it has {string.Join(", ", _cells.Names)}.");

        // A score that overflowed says as little as one that is not there.
        public double[] Numbers(string column) => [.. Texts(column).Select((text, row) => text is "" or "-inf" or "inf" or "nan" ? double.NaN
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : throw new NascentException($"{PlaceOf(row)}, column '{column}': found '{text}', expected a number."))];
    }
}
