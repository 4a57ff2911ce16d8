using System.Globalization;
using Nascent.Data.Reading;
using Parquet;
using Parquet.Schema;

namespace Nascent.Data.Tables;

/// <summary>A Parquet file into a table: flat columns of numbers, booleans, texts and dates.</summary>
internal static class ParquetTable
{
    /// <summary>How such files are named.</summary>
    public static readonly FileNames Names = new(".parquet");

    /// <summary>Reads all row groups.</summary>
    /// <exception cref="NascentException">The file is damaged or has columns that are no plain values.</exception>
    public static RawTable Read(string path, LoadingLog log)
    {
        var table = ReadUnchecked(path);
        if (table.Columns.Count < 2)
            throw new NascentException($"{path}: found {table.Columns.Count} column, expected at least two: what is predicted and what it is predicted from.");
        return Checked(table, log);
    }

    /// <summary>Reads all row groups; numbers may be infinite.</summary>
    /// <exception cref="NascentException">The file is damaged, has no rows, or columns that are no plain values.</exception>
    public static RawTable ReadUnchecked(string path)
    {
        using var stream = InputFile.OpenAsIs(path);
        Span<byte> magic = stackalloc byte[4];
        if (stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false) < 4 || !magic.SequenceEqual("PAR1"u8))
            throw new NascentException($"{path}: found {(stream.Length == 0 ? "an empty file" : "a file of another kind")}, expected Parquet, which begins with 'PAR1'.");
        stream.Position = 0;
        try
        {
            ParquetFooter.Check(stream);
            return Task.Run(() => ReadAsync(new FiniteReading(stream), path)).GetAwaiter().GetResult();
        }
        catch (Exception failure) when (failure is not NascentException)
        {
            // The reader throws exceptions of many kinds on damaged files, from the format's own to index errors.
            throw new NascentException($"{path}: the Parquet file is damaged or truncated ({failure.Message}), expected a whole file.", failure);
        }
    }

    private static async Task<RawTable> ReadAsync(Stream stream, string path)
    {
        await using var reader = await ParquetReader.CreateAsync(stream);
        var fields = reader.Schema.GetDataFields();
        foreach (var field in fields)
            if (field.MaxRepetitionLevel > 0 || field.Path.Length > 1)
                throw new NascentException($"{path}: column '{field.Path}' is a list, map or struct, expected a plain value; flatten or drop it.");
        if (fields.Length == 0)
            throw new NascentException($"{path}: found no columns, expected a table.");
        var numbers = fields.Select(field => IsText(field) || field.ClrType == typeof(bool) ? null : new List<double>()).ToArray();
        var texts = fields.Select((_, c) => numbers[c] is null ? new List<string>() : null).ToArray();
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);
            for (var c = 0; c < fields.Length; c++)
                await ReadColumnAsync(rows, fields[c], path, numbers[c], texts[c]);
        }

        var columns = fields.Select((field, c) => numbers[c] is { } values ? (TypedColumn)new TypedColumn.Numbers(field.Name, [.. values]) : new TypedColumn.Texts(field.Name, [.. texts[c]!])).ToArray();
        var count = numbers[0]?.Count ?? texts[0]!.Count;
        return count > 0
            ? new(path, columns, Enumerable.Repeat(DataPart.Any, count).ToArray(), row => $"{path} row {row + 1}")
            : throw new NascentException($"{path}: found columns and no rows, expected at least one row.");
    }

    private static RawTable Checked(RawTable table, LoadingLog log)
    {
        var bad = new bool[table.Rows];
        foreach (var column in table.Columns.OfType<TypedColumn.Numbers>())
            for (var row = 0; row < table.Rows; row++)
                if (!bad[row] && !CellText.IsUsable(column.Values[row]))
                {
                    log.Bad($"{table.PlaceOf(row)}, column '{column.Name}': found {column.Values[row]}, expected a finite number");
                    bad[row] = true;
                }

        return table.Without(bad);
    }

    // The reader's own type for texts is a stretch of characters.
    private static bool IsText(DataField field) => field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>);

    private static async Task ReadColumnAsync(ParquetRowGroupReader rows, DataField field, string path, List<double>? numbers, List<string>? texts)
    {
        var type = field.ClrType;
        if (IsText(field))
        {
            var values = new string?[checked((int)rows.RowCount)];
            await rows.ReadAsync(field, values.AsMemory());
            texts!.AddRange(values.Select(text => text is null || CellText.IsMissing(text) ? "" : text.Trim()));
            return;
        }

        if (type == typeof(bool))
            await ReadAsync<bool>(rows, field, value => texts!.Add(value is null ? "" : value.Value ? "true" : "false"));
        else if (type == typeof(double))
            await ReadAsync<double>(rows, field, value => numbers!.Add(value ?? double.NaN));
        else if (type == typeof(float))
            await ReadAsync<float>(rows, field, value => numbers!.Add(value is null ? double.NaN : double.Parse(value.Value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)));
        else if (type == typeof(long))
            await ReadAsync<long>(rows, field, value => numbers!.Add(value ?? double.NaN));
        else if (type == typeof(ulong))
            await ReadAsync<ulong>(rows, field, value => numbers!.Add(value ?? double.NaN));
        else if (type == typeof(int))
            await ReadAsync<int>(rows, field, value => numbers!.Add(value ?? double.NaN));
        else if (type == typeof(uint))
            await ReadAsync<uint>(rows, field, value => numbers!.Add(value ?? double.NaN));
        else if (type == typeof(short))
            await ReadAsync<short>(rows, field, value => numbers!.Add(value ?? double.NaN));
        else if (type == typeof(ushort))
            await ReadAsync<ushort>(rows, field, value => numbers!.Add(value ?? double.NaN));
        else if (type == typeof(byte))
            await ReadAsync<byte>(rows, field, value => numbers!.Add(value ?? double.NaN));
        else if (type == typeof(sbyte))
            await ReadAsync<sbyte>(rows, field, value => numbers!.Add(value ?? double.NaN));
        else if (type == typeof(decimal))
            await ReadAsync<decimal>(rows, field, value => numbers!.Add(value is null ? double.NaN : (double)value.Value));
        else if (type == typeof(DateTime))
            await ReadAsync<DateTime>(rows, field, value => numbers!.Add(value is null ? double.NaN : (value.Value - DateTime.UnixEpoch).TotalSeconds));
        else
            throw new NascentException($"{path}: column '{field.Name}' holds values of type {type.Name}, expected numbers, texts, booleans or dates; convert or drop it.");
    }

    private static async Task ReadAsync<T>(ParquetRowGroupReader rows, DataField field, Action<T?> add)
        where T : struct
    {
        var count = checked((int)rows.RowCount);
        if (field.IsNullable)
        {
            var values = new T?[count];
            await rows.ReadAsync(field, values.AsMemory());
            Array.ForEach(values, add);
        }
        else
        {
            var values = new T[count];
            await rows.ReadAsync(field, values.AsMemory());
            Array.ForEach(values, value => add(value));
        }
    }
}
