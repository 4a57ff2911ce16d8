using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Nascent.Estimation;
using Nascent.Tasks;

namespace Nascent.Torch.Training.Checkpoints;

/// <summary>A checkpoint's members in their order, as <see cref="BinaryWriter"/> writes them; lists and tensors after their lengths.</summary>
internal static class CheckpointForm
{
    /// <summary>Writes the members.</summary>
    public static void Write(BinaryWriter to, TrainingCheckpoint checkpoint)
    {
        to.Write(checkpoint.Training);
        to.Write(checkpoint.Steps);
        to.Write(checkpoint.LossSum);
        to.Write(checkpoint.Best);
        to.Write(checkpoint.Metrics.Values.Count);
        foreach (var (metric, value) in checkpoint.Metrics.Values)
        {
            to.Write(metric);
            to.Write(value);
        }

        to.Write(checkpoint.Curve.Length);
        foreach (var point in checkpoint.Curve)
        {
            to.Write(point.Epoch);
            to.Write(point.TrainLoss);
            to.Write(point.Validation);
        }

        to.Write(checkpoint.Spent.Wall.Ticks);
        to.Write(checkpoint.Spent.Cpu.Ticks);
        to.Write(checkpoint.Spent.Samples);
        to.Write(checkpoint.Spent.PeakResidentBytes);
        to.Write(checkpoint.Course.Length);
        foreach (var change in checkpoint.Course)
        {
            to.Write(change.Step);
            to.Write(change.Left);
        }

        to.Write(checkpoint.Tensors.Length);
        foreach (var tensor in checkpoint.Tensors)
        {
            to.Write(tensor.Length);
            to.Write(MemoryMarshal.AsBytes(tensor.AsSpan()));
        }
    }

    /// <summary>Reads the members.</summary>
    public static TrainingCheckpoint Read(BinaryReader from) => new(
        from.ReadString(), from.ReadInt64(), from.ReadDouble(), from.ReadDouble(),
        Repeat(from, () => (Metric: from.ReadString(), Value: from.ReadDouble())).Aggregate(Metrics.None, (all, next) => all.With(next.Metric, next.Value)),
        Repeat(from, () => new CurvePoint(from.ReadDouble(), from.ReadDouble(), from.ReadDouble())),
        new Cost(new TimeSpan(from.ReadInt64()), new TimeSpan(from.ReadInt64()), from.ReadInt64(), from.ReadInt64()),
        Repeat(from, () => new CourseChange(from.ReadInt64(), from.ReadInt64())),
        Repeat(from, () => Tensor(from)));

    private static ImmutableArray<T> Repeat<T>(BinaryReader from, Func<T> read)
    {
        var count = from.ReadInt32();
        var items = ImmutableArray.CreateBuilder<T>(count);
        for (var i = 0; i < count; i++)
            items.Add(read());
        return items.MoveToImmutable();
    }

    private static float[] Tensor(BinaryReader from)
    {
        var values = new float[from.ReadInt32()];
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
