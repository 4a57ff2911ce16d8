using System.Security.Cryptography;
using System.Text;
using Nascent.Spaces;
using Nascent.Tasks;

namespace Nascent.Jobs.Targets;

/// <summary>The networks that a latency table is of.</summary>
/// <param name="Space">Their space.</param>
/// <param name="Signature">What they read and give.</param>
/// <param name="Task">What they predict.</param>
/// <param name="Preprocessing">What turns raw input into theirs.</param>
internal sealed record TimedSpace(SearchSpace Space, Signature Signature, LearningTask Task, Preprocessing Preprocessing)
{
    /// <summary>The same for networks of the same latencies, 12 hexadecimal digits: latency depends on shapes and not on weights, so that supernets of one space on data of one kind share a table.</summary>
    public string Code => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{Space.ToJson()}|{string.Join(',', Signature.Inputs.Select(input => input.Type.Shape))}|{Task.Outputs}|{(Preprocessing as Preprocessing.Table)?.Columns.Length}")))[..12];
}
