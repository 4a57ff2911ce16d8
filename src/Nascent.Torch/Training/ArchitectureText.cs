using System.Security.Cryptography;
using System.Text;
using Nascent.Architectures;

namespace Nascent.Torch.Training;

/// <summary>One text of an architecture's graph, for keys.</summary>
internal static class ArchitectureText
{
    public static string HashOf(Architecture architecture)
    {
        var text = new StringBuilder();
        foreach (var input in architecture.Inputs)
            text.Append(input.Node).Append(':').Append(input.Type.Shape).Append('\n');
        foreach (var node in architecture.Nodes)
            text.Append(node.Path).Append('=').Append(node.Operator).Append('(').AppendJoin(',', node.Inputs).Append(")\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
